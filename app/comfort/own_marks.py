"""The listener's own marks as columns: which of them may comfort, and how far the music around each
may be played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from app.core.timecode import MOST_MS, POINT_LASTS_MS, Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.emotions.records import Emotion

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

OPPOSED = 0.3  # of valence: from there on two feelings can be of opposite signs
_TRACK_MS = 1 << 32  # more than any place in a track: track and place as one number


@dataclass(frozen=True, eq=False)
class OwnMarks:
    """What was felt in music that can be played, without what overlaps a mark of opposite valence.

    Arrays, one value a mark, by track and start. ends: a point lasts as long as what is heard with
    it. low, high: the stretch of its track around it that no mark of opposite valence touches.
    heard_at: when its seconds were heard last, or marked. valences, arousals: of its emotion.
    many: how many marks there are altogether.
    """

    ids: Ints
    tracks: Ints
    emotion_ids: Ints
    starts: Ints
    ends: Ints
    intensities: Ints
    heard_at: Ints
    low: Ints
    high: Ints
    lasts: Ints
    valences: Floats
    arousals: Floats
    many: int

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, mark: int) -> Span:
        return Span(int(self.starts[mark]), int(self.ends[mark]))

    def is_whole(self, mark: int) -> bool:
        """Whether nothing of opposite valence is anywhere in its track."""
        return bool(self.low[mark] == 0 and self.high[mark] >= self.lasts[mark])


def own_marks(
    marks: Sequence[Any], playable: Sequence[Any], heard: Sequence[Any], emotions: Sequence[Emotion]
) -> OwnMarks:
    """marks, playable, heard: rows of `db.queries.comfort`."""
    import numpy as np

    ids, tracks, emotion_ids, starts, ends, intensities, made_at, is_felt = _columns(marks, 8)
    ends = np.where(ends > starts, ends, starts + POINT_LASTS_MS)
    affects = _affects({int(one.id): one for one in emotions})
    emotion_ids = np.minimum(emotion_ids, affects.shape[1] - 1)
    valences, arousals = affects[0, emotion_ids], affects[1, emotion_ids]
    known, lasts = _columns(playable, 2)
    place = np.searchsorted(known, tracks).clip(max=max(0, len(known) - 1))
    is_there = known[place] == tracks if len(known) else np.zeros(len(tracks), bool)
    lasting = lasts[place] if len(known) else np.zeros(len(tracks), np.int64)
    lasting = np.where(lasting > 0, lasting, MOST_MS)
    low, high, is_opposed = _room(tracks, starts, ends, valences)
    may = (is_felt == 1) & is_there & ~is_opposed & (starts < lasting)
    heard_at = np.maximum(made_at, _heard_last(tracks, starts, heard))
    return OwnMarks(
        ids=ids[may],
        tracks=tracks[may],
        emotion_ids=emotion_ids[may],
        starts=starts[may],
        ends=np.minimum(ends, lasting)[may],
        intensities=intensities[may],
        heard_at=heard_at[may],
        low=low[may],
        high=np.minimum(high, lasting)[may],
        lasts=lasting[may],
        valences=valences[may],
        arousals=arousals[may],
        many=len(marks),
    )


def _affects(emotions: Mapping[int, Emotion]) -> Floats:
    """Valence and arousal by the emotion's id."""
    import numpy as np

    table = np.zeros((2, max(emotions, default=0) + 2))
    for key, one in emotions.items():
        table[:, key] = one.valence, one.arousal
    return table


def _room(tracks: Ints, starts: Ints, ends: Ints, valences: Floats) -> tuple[Ints, Ints, Any]:
    """From where to where no mark of opposite valence is, and whether one overlaps the mark."""
    import numpy as np

    low, high = np.zeros(len(tracks), np.int64), np.full(len(tracks), MOST_MS, np.int64)
    is_opposed = np.zeros(len(tracks), bool)
    begin = tracks * _TRACK_MS
    for sign in (1, -1):
        own = np.flatnonzero(sign * valences >= OPPOSED)
        others = np.flatnonzero(-sign * valences >= OPPOSED)
        if not len(own) or not len(others):
            continue
        others_start = (begin + starts)[others]  # in order, as all are
        reached = np.maximum.accumulate((begin + ends)[others])
        after = np.searchsorted(others_start, (begin + ends)[own])
        before = reached[np.maximum(after - 1, 0)] - begin[own]
        before = np.where(after > 0, np.maximum(before, 0), 0)
        following = others_start[np.minimum(after, len(others) - 1)] - begin[own]
        is_same = (after < len(others)) & (following < MOST_MS)
        low[own] = np.minimum(before, starts[own])
        high[own] = np.where(is_same, following, MOST_MS)
        is_opposed[own] = before > starts[own]
    return low, high, is_opposed


def _heard_last(tracks: Ints, starts: Ints, heard: Sequence[Any]) -> Ints:
    """When the beginning of each mark was heard last; 0 for never. heard: the oldest first."""
    import numpy as np

    last = np.zeros(len(tracks), np.int64)
    if not len(tracks) or not heard:
        return last
    track, start, end, at = _columns(heard, 4)
    keys = tracks * _TRACK_MS + starts
    first = np.searchsorted(keys, track * _TRACK_MS + start)
    after = np.searchsorted(keys, track * _TRACK_MS + end)
    some = np.flatnonzero(after > first)
    rows = zip(first[some].tolist(), after[some].tolist(), at[some].tolist(), strict=True)
    for begin, stop, when in rows:
        last[begin:stop] = when
    return last


def _columns(rows: Sequence[Any], many: int) -> Ints:
    """Through one flat iterator: `np.array(rows)` took four times as long."""
    import numpy as np

    flat = np.fromiter(chain.from_iterable(rows), np.int64, count=len(rows) * many)
    return np.ascontiguousarray(flat.reshape(len(rows), many).T)
