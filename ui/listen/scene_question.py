"""Assigning a scene: asks which one plays here and adds a scene mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.ids import CueId, SceneId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.core.words import _

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from app.library.records import TrackRow
    from app.story.records import NewScene
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.replay import Replay
    from ui.timeline.view import TimelineView


class SceneQuestion:
    """Opens the chooser over the window, for a scene mark or a passage of the playing track."""

    def __init__(
        self,
        context: Context,
        track_view: TrackView,
        timeline: TimelineView,
        replay: Replay,
        page: QWidget,
    ) -> None:
        self._context = context
        self._playback = context.playback
        self._track_view = track_view
        self._timeline = timeline
        self._replay = replay
        self._page = page

    def ask(self, cue: MarkRef | None = None) -> None:
        """For a scene mark, for the selected passage, or around the playhead."""
        row = self._row()
        if row is None:
            return
        ref = cue if cue is not None else self._timeline.marks.selection
        if ref is not None and ref.kind is MarkKind.CUE:
            self._open_chooser(row, None, ref)
            return
        stretch = self._replay.stretch()
        if stretch is None or stretch.is_point:
            stretch = self._stretch_around_playhead()
        self._open_chooser(row, stretch, None)

    def ask_whole(self) -> None:
        """For the whole track."""
        row = self._row()
        if row is not None:
            self._open_chooser(row, Span(0, max(1, self._playback.duration_ms)), None)

    def _row(self) -> TrackRow | None:
        """The playing track; says so if there is none."""
        if self._playback.track is None:
            words = _("Play something first, then assign a scene.")
            self._context.messages.say(words)
        return self._playback.track

    def _stretch_around_playhead(self) -> Span:
        """The passage around the playhead that has no scene mark yet."""
        here, end = self._playback.position_ms, max(1, self._playback.duration_ms)
        timeline = self._track_view.timeline
        cues = timeline.cues if timeline is not None else ()
        before = [cue.span.end_ms for cue in cues if cue.span.end_ms <= here]
        after = [cue.span.start_ms for cue in cues if cue.span.start_ms > here]
        return Span(max(before, default=0), min(after, default=end))

    def _open_chooser(self, row: TrackRow, stretch: Span | None, cue: MarkRef | None) -> None:
        """The answer becomes a scene mark over the passage, or changes the given one."""
        from ui.scenes.chooser import SceneChooser  # not needed to make the page

        context, cues = self._context, self._context.services.cues

        def assign(scene: SceneId | NewScene) -> SceneId:
            if cue is not None:
                cue_id = CueId(cue.id)
                cues.change_scene(cue_id, scene)
            else:
                assert stretch is not None
                cue_id = cues.add_cue(row.id, stretch, scene)
            return cues.scene_of(cue_id)

        window = self._page.window()
        chooser = SceneChooser(context, row.work_id, stretch, assign, row.album, window)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
