"""What hears a file once, block by block, and says at the end what it heard.

Whoever decodes a file (once, for all who listen) resamples it to mono at RATE_HZ and feeds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import numpy as np

RATE_HZ = 22_050

T = TypeVar("T", covariant=True)


class SoundListener(Protocol[T]):
    """Made for one file. `finish` is called once, after the last block, also if none came."""

    def feed(self, block: np.ndarray) -> None:
        """block: float32, (frames,), mono at RATE_HZ, of any length, also 0."""

    def finish(self) -> T: ...
