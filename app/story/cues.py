"""Cues: which passage of a track plays in which scene.

What can be done with marks of any kind is in `app/marks/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.ids import CueId, SceneId, TrackId
from app.core.timecode import Span
from app.core.words import _, ngettext
from app.story import new_rows, reading
from app.story.records import Cue, NewScene
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.mark_rows import MarkRows
from db.models.cue import Cue as CueRow
from db.models.scene import Scene as SceneRow
from db.queries import story


class Cues:
    """Verbs on cues. Each announces Change(CUE) for the cue's track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows = MarkRows(ledger, CueRow, changes.CUE)

    def of_scene(self, scene_id: SceneId) -> tuple[Cue, ...]:
        """The passages that play in the scene, over all tracks."""
        with self._ledger.read() as connection:
            return reading.read_cues(connection, story.cues_of_scene(connection, scene_id))

    def scene_of(self, cue_id: CueId) -> SceneId:
        """Raises LookupError when there is no such scene mark."""
        with self._ledger.read() as connection:
            return SceneId(story.scene_of_cue(connection, cue_id))

    def count_on(self, kind: str, row_id: int) -> int:
        """How many cues are deleted with a “work” or “scene”; none with an episode or character."""
        with self._ledger.read() as connection:
            return story.cue_count(connection, kind, row_id)

    def add_cue(
        self,
        track_id: TrackId,
        span: Span,
        scene: SceneId | NewScene,
        scene_offset_ms: int | None = None,
        initiator: object = None,
    ) -> CueId:
        """A new scene is added in the same step, with its work if that is new; it becomes the work
        of a track that has none. Raises Problem for an empty title.
        """
        with self._rows.write(_("Assign scene"), (track_id,), initiator) as writing:
            row = new_rows.scene_of(writing, scene, track_id)
            if isinstance(scene, NewScene):  # any other may be a spoiler that is covered
                writing.label = _("Assign new scene “{title}”", title=row.title)
            says = {"scene_id": row.id, "scene_offset_ms": scene_offset_ms}
            return CueId(self._rows.add(writing, track_id, span, **says).id)

    def set_to_scene(
        self,
        tracks: Sequence[tuple[TrackId, Span]],
        scene: SceneId | NewScene,
        initiator: object = None,
    ) -> SceneId:
        """Several passages, at least one, play in one scene, one after another: one step. A new one
        as in `add_cue`. LookupError when the scene is gone.
        """
        label = ngettext("Assign scene", "Assign {n} tracks to a scene", len(tracks))
        track_ids = [track_id for track_id, _span in tracks]
        with self._rows.write(label, track_ids, initiator) as writing:
            row = new_rows.scene_of(writing, scene, tracks[0][0])
            for track_id, span in tracks:
                self._set(writing, track_id, span, row)
            return SceneId(row.id)

    def set_to_scenes(
        self, tracks: Sequence[tuple[TrackId, Span, SceneId]], initiator: object = None
    ) -> None:
        """Several passages, each in its own scene: one step. LookupError when a scene is gone."""
        label = ngettext("Assign scene", "Assign {n} tracks to their scenes", len(tracks))
        track_ids = [track_id for track_id, _span, _scene_id in tracks]
        with self._rows.write(label, track_ids, initiator) as writing:
            for track_id, span, scene_id in tracks:
                self._set(writing, track_id, span, writing.unit.get(SceneRow, scene_id))

    def _set(self, writing: Writing, track_id: TrackId, span: Span, scene: SceneRow) -> None:
        self._rows.add(writing, track_id, span, scene_id=scene.id, scene_offset_ms=None)

    def change_scene(
        self, cue_id: CueId, scene: SceneId | NewScene, initiator: object = None
    ) -> None:
        """Another scene for a scene mark; a new one as in `add_cue`."""
        with self._rows.write(_("Change scene"), (), initiator) as writing:
            row = writing.unit.get(CueRow, cue_id)
            row.scene_id = new_rows.scene_of(writing, scene, row.track_id).id
            writing.ids.add(cue_id)
            writing.track_ids.add(row.track_id)
