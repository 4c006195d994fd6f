"""What was felt along the story, as columns: a work may have fifty thousand marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.ids import CueId, EmotionId, TagId, TrackId
from app.core.instant import Instant

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_TRACK_MS = 1 << 31  # more than any place in a track: track and place as one number


class FeltMark(NamedTuple):
    """One mark in one scene. start_ms, end_ms: in the scene, as far as the cue goes; track_ms:
    where that begins in the track.
    """

    tag_id: TagId
    scene: int
    cue_id: CueId
    track_id: TrackId
    emotion_id: EmotionId
    start_ms: int
    end_ms: int
    track_ms: int
    intensity: int
    made_at_ms: int
    made_offset_min: int

    @property
    def year(self) -> int:
        """In which it was made."""
        return Instant(self.made_at_ms, self.made_offset_min).day.year


@dataclass(frozen=True, eq=False)
class FeltMarks:
    """Marks that lie in cues, by scene and place in it. A mark in several cues is there as often.

    columns: (fields of FeltMark, marks).
    """

    columns: Ints

    def __len__(self) -> int:
        return int(self.columns.shape[1])

    @property
    def scenes(self) -> Ints:
        return self._column("scene")

    @property
    def emotion_ids(self) -> Ints:
        return self._column("emotion_id")

    @property
    def starts(self) -> Ints:
        return self._column("start_ms")

    @property
    def ends(self) -> Ints:
        return self._column("end_ms")

    @property
    def intensities(self) -> Ints:
        return self._column("intensity")

    @property
    def cue_ids(self) -> Ints:
        return self._column("cue_id")

    def of_scenes(self, first: int, end: int) -> tuple[int, int]:
        """From which to which column the marks of these scenes are."""
        import numpy as np

        found = np.searchsorted(self.scenes, [first, end])
        return int(found[0]), int(found[1])

    def in_scene(self, scene: int) -> Iterator[FeltMark]:
        """In the order of their places."""
        first, end = self.of_scenes(scene, scene + 1)
        return map(FeltMark._make, self.columns[:, first:end].T.tolist())

    def counts(self, scene: int | None = None) -> dict[EmotionId, int]:
        """How many marks of each emotion there are, in one scene or in all; each mark once."""
        import numpy as np

        first, end = (0, len(self)) if scene is None else self.of_scenes(scene, scene + 1)
        _tags, once = np.unique(self._column("tag_id")[first:end], return_index=True)
        many = np.bincount(self.emotion_ids[first:end][once])
        return {EmotionId(key): int(many[key]) for key in np.flatnonzero(many).tolist()}

    def felt_ids(self) -> frozenset[EmotionId]:
        """The emotions there are."""
        import numpy as np

        return frozenset(map(EmotionId, np.flatnonzero(np.bincount(self.emotion_ids)).tolist()))

    @cached_property
    def many(self) -> int:
        """How many marks there are, each once."""
        import numpy as np

        return len(np.unique(self._column("tag_id")))

    def _column(self, name: str) -> Ints:
        found: Ints = self.columns[_PLACES[name]]
        return found


_PLACES: Mapping[str, int] = {name: place for place, name in enumerate(FeltMark._fields)}


class PlacedCue(NamedTuple):
    """A cue, with the place of its scene; at_ms: where it begins in the scene."""

    cue_id: CueId
    track_id: TrackId
    start_ms: int
    end_ms: int
    scene: int
    at_ms: int


def felt_in(rows: Sequence[Any], cues: Sequence[PlacedCue]) -> FeltMarks:
    """rows: of `db.queries.story_line.felt`, by track and start."""
    import numpy as np

    if not rows or not cues:
        return FeltMarks(np.zeros((len(FeltMark._fields), 0), np.int64))
    tags = _columns(rows, 8)
    cue_id, cue_track, cue_start, cue_end, cue_scene, cue_at = _columns(cues, 6)
    tag_id, track, emotion, start, end, intensity, made_at, offset = tags
    cue_end = np.maximum(cue_end, cue_start + 1)  # a point holds its own millisecond
    lasts = np.maximum(end, start + 1) - start
    keys = track * _TRACK_MS + start
    longest = _longest_of(track, lasts, cue_track)
    first = np.searchsorted(keys, cue_track * _TRACK_MS + np.maximum(0, cue_start - longest))
    last = np.searchsorted(keys, cue_track * _TRACK_MS + cue_end)
    many = np.maximum(0, last - first)
    cue = np.repeat(np.arange(len(many)), many)
    tag = np.arange(len(cue)) + np.repeat(first - np.cumsum(many) + many, many)
    is_there = start[tag] + lasts[tag] > cue_start[cue]
    cue, tag = cue[is_there], tag[is_there]
    begins = np.maximum(start[tag], cue_start[cue])
    ends = np.maximum(begins, np.minimum(end[tag], cue_end[cue]))
    into = cue_at[cue] - cue_start[cue]
    order = np.lexsort((tag, begins + into, cue_scene[cue]))
    columns = (
        tag_id[tag],
        cue_scene[cue],
        cue_id[cue],
        track[tag],
        emotion[tag],
        begins + into,
        ends + into,
        begins,
        intensity[tag],
        made_at[tag],
        offset[tag],
    )
    return FeltMarks(np.stack(columns)[:, order])


def _columns(rows: Sequence[Any], many: int) -> Ints:
    """Through one flat iterator: `np.array(rows)` took four times as long."""
    import numpy as np

    flat = np.fromiter(chain.from_iterable(rows), np.int64, count=len(rows) * many)
    return np.ascontiguousarray(flat.reshape(len(rows), many).T)


def _longest_of(track: Ints, lasts: Ints, wanted: Ints) -> Ints:
    """How long the longest mark of each of these tracks lasts; tracks: in order."""
    import numpy as np

    firsts = np.flatnonzero(np.diff(track, prepend=track[0] - 1))
    longest = np.maximum.reduceat(lasts, firsts)
    known = track[firsts]
    at = np.searchsorted(known, wanted).clip(max=len(known) - 1)
    found: Ints = np.where(known[at] == wanted, longest[at], 0)
    return found
