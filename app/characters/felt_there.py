"""What was felt in a stretch of a scene's music."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.characters.records import FeltThere

if TYPE_CHECKING:
    from app.core.ids import CueId
    from app.emotions.records import Emotion
    from app.story_line.felt import FeltMarks


class FeltAlong:
    """emotions: all that may be among the marks."""

    def __init__(self, marks: FeltMarks, emotions: Iterable[Emotion]) -> None:
        self._marks = marks
        self._emotions = {int(one.id): one for one in emotions}

    def between(self, scene: int, cue_id: CueId, start_ms: int, end_ms: int) -> FeltThere:
        """Marks that reach into a stretch of a cue. scene: its place; start_ms, end_ms: in it."""
        import numpy as np

        first, end = self._marks.of_scenes(scene, scene + 1)
        starts = self._marks.starts[first:end]
        ends = np.maximum(self._marks.ends[first:end], starts + 1)
        is_there = (self._marks.cue_ids[first:end] == cue_id) & (starts < end_ms)
        is_there &= ends > start_ms
        ids = self._marks.emotion_ids[first:end][is_there]
        if not len(ids):
            return FeltThere()
        strengths = self._marks.intensities[first:end][is_there]
        many = np.bincount(ids)
        total = np.bincount(ids, weights=strengths)
        found = [int(key) for key in np.flatnonzero(many) if int(key) in self._emotions]
        found.sort(key=lambda key: (-int(many[key]), -float(total[key]), key))
        counts = tuple((self._emotions[key], int(many[key])) for key in found)
        return FeltThere(counts, float(strengths.mean()))
