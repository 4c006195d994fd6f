"""Builds, and the climaxes they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.analysis.dynamics.levels import HOPS_PER_POINT, Levels, ms_of, without_rests
from app.analysis.dynamics.measured import HOP_MS
from app.analysis.dynamics.records import EventKind, FoundEvent
from app.analysis.dynamics.segments import Ramp, Segment, best_ramp, straight_pieces

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_POINT_S = HOPS_PER_POINT * HOP_MS / 1000
_REST = 3  # points: quiet that is no longer is a rest, which a build goes on over
_PIECE_COST = 100.0  # dB², what a piece must save: phrases waver, by 2 dB or so
_SHORTEST_PIECE, _LONGEST_PIECE = 2, 300
_LEAST_RISE_DB = 8.0
_LEAST_S = 5.0
_STEEPEST_DB_PER_S = 6.0  # steeper is an entry, not a build
_RISING_DB, _RISING_DB_PER_S = 2.0, 0.2
_MOST_STEP_DB = 8.0  # voices that join may make a rise jump
_MOST_SLACK_DB = 2.0
_LEVEL_DB = 6.0  # what a plateau before or after may differ from the rise's foot or top
_AROUND = 25  # points of such plateaus that are looked at
_SHORTEST_RAMP, _MOST_RAMP_POINTS = 4, 250
_HELD_DB = 5.0  # a climax lasts while the music is this near to its loudest
_SECOND = 1000 // HOP_MS
_ARRIVED_DB, _ARRIVES_WITHIN = 0.5, 5 * _SECOND  # a rise may flatten before its top
_LONGEST_HELD = 15 * _SECOND


def find_builds(levels: Levels) -> Iterator[FoundEvent]:
    """Each build, then its climax."""
    points = without_rests(levels.points[: -(-levels.music_end // HOPS_PER_POINT)], _REST)
    pieces = straight_pieces(points, _PIECE_COST, _SHORTEST_PIECE, _LONGEST_PIECE)
    free_from = 0
    for rise in _rises(pieces):
        window = _window(pieces, rise)
        ramp = _ramp(points[window.start : window.stop])
        first = (window.start + ramp.first) * HOPS_PER_POINT
        top = (window.start + ramp.end) * HOPS_PER_POINT
        if first >= free_from and _is_build(ramp):
            free_from = top  # two rises may share the plateau between them, and so find one ramp
            climax = _climax(levels, top)
            yield _build(levels, first, climax.start_ms // HOP_MS)
            yield climax


@dataclass(frozen=True, slots=True)
class _Rise:
    """Pieces first..end, which rise one after the other."""

    first: int
    end: int


def _rises(pieces: Sequence[Segment]) -> Iterator[_Rise]:
    first = 0
    while first < len(pieces):
        end = first + 1
        if _is_rising(pieces[first]):
            while end < len(pieces) and _goes_on(pieces[end - 1], pieces[end]):
                end += 1
            yield _Rise(first, end)
        first = end


def _is_rising(piece: Segment) -> bool:
    """A plateau's drift is neither as steep nor as high as the slowest crescendo."""
    if piece.rise_db >= _LEAST_RISE_DB:
        return True
    seconds = (piece.end - piece.first) * _POINT_S
    return piece.rise_db >= max(_RISING_DB, _RISING_DB_PER_S * seconds)


def _goes_on(piece: Segment, following: Segment) -> bool:
    step_db = following.from_db - piece.to_db
    return following.rise_db >= _RISING_DB and -_MOST_SLACK_DB <= step_db <= _MOST_STEP_DB


def _window(pieces: Sequence[Segment], rise: _Rise) -> range:
    """The points of a rise, and of the plateaus it comes from and leads to.

    A piece's own ends are a compromise: a short held top, say, is not worth a piece of its own.
    """
    first, end = pieces[rise.first].first, pieces[rise.end - 1].end
    if rise.first > 0:
        before = pieces[rise.first - 1]
        if before.to_db - pieces[rise.first].from_db <= _LEVEL_DB:
            first = max(before.first, first - _AROUND)
    if rise.end < len(pieces):
        after, top_db = pieces[rise.end], pieces[rise.end - 1].to_db
        if abs(after.from_db - top_db) < _LEVEL_DB and after.rise_db > -_LEVEL_DB:
            end = min(after.end, end + _AROUND)
    return range(first, end)


def _ramp(points: Floats) -> Ramp:
    """The best ramp; in a rise of minutes, looked for in coarser points."""
    width = -(-len(points) // _MOST_RAMP_POINTS)
    coarse = points[: len(points) // width * width].reshape(-1, width).mean(axis=1)
    ramp = best_ramp(coarse, _SHORTEST_RAMP)
    return replace(ramp, first=ramp.first * width, end=ramp.end * width)


def _is_build(ramp: Ramp) -> bool:
    rise_db, seconds = ramp.to_db - ramp.from_db, (ramp.end - ramp.first) * _POINT_S
    return (
        rise_db >= _LEAST_RISE_DB
        and seconds >= _LEAST_S
        and rise_db <= _STEEPEST_DB_PER_S * seconds
    )


def _build(levels: Levels, first: int, top: int) -> FoundEvent:
    peak = levels.loudest(first, top, _SECOND)
    return FoundEvent(EventKind.BUILD, ms_of(first), ms_of(top), ms_of(peak))


def _climax(levels: Levels, top: int) -> FoundEvent:
    """From where the rise has arrived, while the music stays as loud."""
    import numpy as np

    top = min(top, levels.hops - 1)  # of a rise that ends with the track
    at = np.arange(top, min(levels.hops, top + _LONGEST_HELD) + 1)
    loud = levels.between(at - _SECOND // 2, at + _SECOND // 2)
    is_lower = levels.between(at, at + _SECOND) < loud[0] - _HELD_DB
    held = max(1, int(is_lower.argmax()) if is_lower.any() else len(at) - 1)
    peak = int(loud[:held].argmax())
    arriving = loud[: min(held, _ARRIVES_WITHIN)]
    first = int((arriving >= arriving.max() - _ARRIVED_DB).argmax())
    return FoundEvent(
        EventKind.CLIMAX,
        ms_of(top + first),
        ms_of(top + held),
        ms_of(top + max(first, peak)),
    )
