"""What was felt in a stretch of a scene's music."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.characters.records import FeltThere

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.ids import CueId
    from app.emotions.records import Emotion
    from app.story_line.felt import FeltMarks

STRETCHES = 24  # of a cue
_NEAR = 3  # stretches to which a mark reaches, if nothing else was felt there


class FeltAlong:
    """emotions: all that may be among the marks."""

    def __init__(self, marks: FeltMarks, emotions: Iterable[Emotion]) -> None:
        self._marks = marks
        self._emotions = {int(one.id): one for one in emotions}

    def between(self, scene: int, cue_id: CueId, start_ms: int, end_ms: int) -> FeltThere:
        """Marks that reach into a stretch of a cue. scene: its place; start_ms, end_ms: in it."""
        import numpy as np

        columns = self._there(scene, cue_id, start_ms, end_ms)
        ids, strengths = self._marks.emotion_ids[columns], self._marks.intensities[columns]
        if not len(ids):
            return FeltThere()
        many = np.bincount(ids)
        total = np.bincount(ids, weights=strengths)
        found = [int(key) for key in np.flatnonzero(many) if int(key) in self._emotions]
        found.sort(key=lambda key: (-int(many[key]), -float(total[key]), key))
        counts = tuple((self._emotions[key], int(many[key])) for key in found)
        return FeltThere(counts, float(strengths.mean()))

    def stretches(
        self, scene: int, cue_id: CueId, start_ms: int, end_ms: int
    ) -> tuple[Emotion | None, ...]:
        """What leads in each of `STRETCHES` equal parts."""
        import numpy as np

        columns = self._there(scene, cue_id, start_ms, end_ms)
        if not len(columns):
            return ()
        ids, row = np.unique(self._marks.emotion_ids[columns], return_inverse=True)
        share = (self._marks.starts[columns] - start_ms) / max(1, end_ms - start_ms)
        part = np.clip((share * STRETCHES).astype(np.int64), 0, STRETCHES - 1)
        weights = np.zeros((len(ids), STRETCHES))
        np.add.at(weights, (row.reshape(-1), part), self._marks.intensities[columns])
        leading = np.where(weights.sum(axis=0) > 0, weights.argmax(axis=0), -1)
        felt = np.flatnonzero(leading >= 0)
        away = np.abs(np.arange(STRETCHES)[:, None] - felt[None, :])
        nearest = felt[away.argmin(axis=1)]
        near = np.where(away.min(axis=1) <= _NEAR, leading[nearest], -1)
        return tuple(
            None if one < 0 else self._emotions.get(int(ids[one])) for one in near.tolist()
        )

    def _there(self, scene: int, cue_id: CueId, start_ms: int, end_ms: int) -> npt.NDArray[np.intp]:
        """The columns of the marks that reach into it."""
        import numpy as np

        first, end = self._marks.of_scenes(scene, scene + 1)
        starts = self._marks.starts[first:end]
        ends = np.maximum(self._marks.ends[first:end], starts + 1)
        is_there = (self._marks.cue_ids[first:end] == cue_id) & (starts < end_ms)
        return np.flatnonzero(is_there & (ends > start_ms)) + first
