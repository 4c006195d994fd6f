"""Cues: which stretch of a track plays in which scene.

What any mark can do besides is in `app/marks/`.
"""

from __future__ import annotations

from app.core.ids import CueId, SceneId, TrackId
from app.core.timecode import Span
from app.story import reading
from app.story.records import Cue
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.mark_rows import MarkRows
from db.models.cue import Cue as CueRow
from db.queries import story


class Cues:
    """Verbs on cues. Each announces Change(CUE) for the cue's track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows = MarkRows(ledger, CueRow, changes.CUE)

    def of_scene(self, scene_id: SceneId) -> tuple[Cue, ...]:
        """Where the scene's music is, over all tracks."""
        with self._ledger.read() as connection:
            return reading.read_cues(connection, story.cues_of_scene(connection, scene_id))

    def count_on(self, kind: str, row_id: int) -> int:
        """How many cues would go with a “work” or “scene”; an episode or character takes none."""
        with self._ledger.read() as connection:
            return story.cue_count(connection, kind, row_id)

    def add_cue(
        self,
        track_id: TrackId,
        span: Span,
        scene_id: SceneId,
        scene_offset_ms: int | None = None,
        initiator: object = None,
    ) -> CueId:
        with self._rows.write("Say which scene plays", (track_id,), initiator) as writing:
            says = {"scene_id": scene_id, "scene_offset_ms": scene_offset_ms}
            return CueId(self._rows.add(writing, track_id, span, **says).id)
