"""What the library says of a track's dynamics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.analysis.dynamics.intensity import intensity
from app.analysis.dynamics.measured import Measured
from app.analysis.dynamics.records import (
    PICTURE_BINS,
    DynamicsSummary,
    EventKind,
    FoundEvent,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_MOST = 0.95  # its loudest crash doesn't make a track intense; a twentieth of it does


def summary_of(measured: Measured, events: Sequence[FoundEvent]) -> DynamicsSummary:
    import numpy as np

    values = intensity(measured).values
    builds = [each for each in events if each.kind is EventKind.BUILD]
    return DynamicsSummary(
        most_intense=float(np.quantile(values, _MOST)) if len(values) else 0.0,
        longest_build_ms=max((each.end_ms - each.start_ms for each in builds), default=0),
        picture=_picture(values),
    )


def _picture(values: npt.NDArray[np.float32]) -> bytes:
    """Of a track with fewer hops than bins, some hops are there more than once."""
    import numpy as np

    if not len(values):
        return bytes(PICTURE_BINS)
    edges = np.linspace(0, len(values), PICTURE_BINS + 1)
    firsts, ends = np.floor(edges[:-1]).astype(int), np.ceil(edges[1:]).astype(int)
    means = [float(values[first:end].mean()) for first, end in zip(firsts, ends, strict=True)]
    return np.round(255 * np.array(means)).astype(np.uint8).tobytes()
