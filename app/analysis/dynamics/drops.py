"""Sudden drops, and the quiet breaks that some of them begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.analysis.dynamics.levels import Levels, ms_of
from app.analysis.dynamics.measured import HOP_MS
from app.analysis.dynamics.records import EventKind, FoundEvent

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_SECOND = 1000 // HOP_MS
_LEAST_FALL_DB = 10.0  # half as loud; from second to second and over three seconds
_GAP = 3  # hops that a fall may take
_APART = 25  # hops; of several falls this close together, only the deepest counts
_GOES_ON = 2 * _SECOND  # what the end of the music is told from a drop by
_LEAST_BREAK, _MOST_BREAK = 25, 130  # hops
_LEAST_RETURN_DB = 8.0
_RETURNS_WITHIN_DB = 9.0  # after a break the music is about as loud as before


def find_drops(levels: Levels) -> Iterator[FoundEvent]:
    """Each drop, and the break it begins, if any."""
    for hop in _falls(levels):
        yield _drop(hop)
        end = _return(levels, hop)
        if end is not None:
            yield _break(levels, hop, end)


def _falls(levels: Levels) -> list[int]:
    import numpy as np

    at = np.arange(_SECOND, levels.music_end - _GOES_ON)
    if not len(at):
        return []
    sudden, lasting = _fall_db(levels, at, _SECOND), _fall_db(levels, at, 3 * _SECOND)
    is_fall = np.minimum(sudden, lasting) >= _LEAST_FALL_DB
    depths = np.where(is_fall, sudden, 0.0)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(depths, _APART), 2 * _APART + 1)
    deepest = at[(depths > 0) & (depths == around.max(axis=1))]
    is_first = np.diff(deepest, prepend=-_APART - 1) > _APART  # of several just as deep
    return [int(hop) for hop in deepest[is_first]]


def _fall_db(levels: Levels, at: npt.NDArray[np.intp], width: int) -> Floats:
    """By how much it is quieter after each hop than before it."""
    after = levels.between(at + _GAP, at + _GAP + width)
    fall: Floats = levels.between(at - width, at) - after
    return fall


def _drop(hop: int) -> FoundEvent:
    start = ms_of(hop)
    return FoundEvent(EventKind.DROP, start, ms_of(hop + _GAP), start)


def _return(levels: Levels, hop: int) -> int | None:
    """Where the music is back at once, a few seconds after a drop."""
    import numpy as np

    at = np.arange(hop + _LEAST_BREAK, min(hop + _MOST_BREAK, levels.hops - _SECOND))
    if not len(at):
        return None
    after = levels.between(at + 2, at + 2 + 2 * _SECOND)
    rise = levels.between(at + 2, at + 2 + _SECOND) - levels.between(at - _SECOND, at)
    whole = after - levels.between(np.full_like(at, hop + _SECOND // 2), at)
    before = levels.of(hop - 3 * _SECOND, hop)
    is_back = (
        (rise >= _LEAST_RETURN_DB)
        & (whole >= _LEAST_RETURN_DB)
        & (after >= before - _RETURNS_WITHIN_DB)
    )
    return int(at[np.where(is_back, rise, -np.inf).argmax()]) if is_back.any() else None


def _break(levels: Levels, hop: int, end: int) -> FoundEvent:
    import numpy as np

    at = np.arange(hop + _GAP, end)
    quietest = int(at[levels.between(at - _GAP, at + _GAP).argmin()])
    return FoundEvent(EventKind.BREAK, ms_of(hop), ms_of(end), ms_of(quietest))
