"""Which marks are heard first: the strongest, and of them those that were not heard for longest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.core.timecode import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.comfort.own_marks import OwnMarks
    from app.comfort.records import Wish

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

REACH = 0.6  # on the two axes: what is further from a place doesn't fit it
_NEAR = 0.35  # at that distance a mark counts for a third
_RESTED_DAYS = 30  # after so long without being heard a mark has half of its strength again
_LEAST_REST = 0.01
_DAY_MS = 86_400_000
MOMENT_MS = 20_000  # what is played of a moment at least: less would be over before it is felt


def strengths(own: OwnMarks, now_ms: int) -> Floats:
    """Of each mark: its intensity, less what it lost by having been heard lately."""
    import numpy as np

    days = np.maximum(0.0, (now_ms - own.heard_at) / _DAY_MS)
    rest: Floats = np.maximum(_LEAST_REST, days / (days + _RESTED_DAYS))
    return own.intensities * rest


def fits(own: OwnMarks, wish: Wish) -> Floats:
    """How much each mark fits, 0..1."""
    import numpy as np

    fit: Floats
    if wish.place is None:
        wanted = np.fromiter(map(int, wish.emotion_ids), np.int64, count=len(wish.emotion_ids))
        fit = np.isin(own.emotion_ids, wanted).astype(float)
    else:
        far = np.hypot(own.valences - wish.place.valence, own.arousals - wish.place.arousal)
        fit = np.where(far <= REACH, np.exp(-np.square(far / _NEAR)), 0.0)
    if wish.whole:
        fit = np.where((own.low == 0) & (own.high >= own.lasts), fit, 0.0)
    return fit


def best(own: OwnMarks, scores: Floats, many: int, *, one_a_track: bool = False) -> list[int]:
    """At most so many, the best first; none whose seconds are heard with one before it."""
    import numpy as np

    found: list[int] = []
    left = scores.copy()
    while len(found) < many:
        mark = int(left.argmax()) if len(left) else -1
        if mark < 0 or left[mark] <= 0:
            break
        found.append(mark)
        with_it = own.tracks == own.tracks[mark]
        if not one_a_track:
            with_it &= (own.starts < own.ends[mark] + MOMENT_MS) & (
                own.ends > own.starts[mark] - MOMENT_MS
            )
        left[np.flatnonzero(with_it)] = 0.0
    return found


def moment(own: OwnMarks, mark: int, lead_ms: int) -> Span:
    """What is played of a moment: what leads into it, and at least `MOMENT_MS` of the music."""
    start_ms = max(int(own.low[mark]), int(own.starts[mark]) - lead_ms)
    end_ms = max(int(own.ends[mark]), start_ms + MOMENT_MS)
    return Span(start_ms, max(int(own.ends[mark]), min(end_ms, int(own.high[mark]))))


def whole(own: OwnMarks, mark: int) -> Span:
    return Span(0, int(own.lasts[mark]))


def without(scores: Floats, marks: Iterable[int]) -> Floats:
    left = scores.copy()
    for mark in marks:
        left[mark] = 0.0
    return left
