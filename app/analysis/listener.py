"""What listens to a track while its file is decoded once, and the sound that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RATE_HZ = 22_050

T_co = TypeVar("T_co", covariant=True)


class SoundListener(Protocol[T_co]):
    """Makes one value from a sound that comes block by block."""

    def feed(self, block: npt.NDArray[np.float32]) -> None:
        """Mono at RATE_HZ, (frames,), of any length; only valid during the call."""

    def finish(self) -> T_co:
        """After the last block, once."""
