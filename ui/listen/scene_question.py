"""Which scene plays here? Asked of the listener; the answer is a cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.ids import SceneId
from app.core.timecode import Span

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from app.library.records import TrackRow
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.replay import Replay
    from ui.timeline.view import TimelineView


class SceneQuestion:
    """Opens the chooser over the window, about a cue or a stretch of what plays."""

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
        """For a cue, for the chosen stretch, or around the playhead."""
        row = self._row()
        if row is None:
            return
        ref = cue if cue is not None else self._timeline.marks.selection
        if ref is not None and ref.kind == "cue":
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
        """What plays; says so when nothing does."""
        if self._playback.track is None:
            words = "Play something first, then say which scene it plays in."
            self._context.messages.say(words)
        return self._playback.track

    def _stretch_around_playhead(self) -> Span:
        """Between the cues around the playhead: what is not yet told."""
        here, end = self._playback.position_ms, max(1, self._playback.duration_ms)
        timeline = self._track_view.timeline
        cues = timeline.cues if timeline is not None else ()
        before = [cue.span.end_ms for cue in cues if cue.span.end_ms <= here]
        after = [cue.span.start_ms for cue in cues if cue.span.start_ms > here]
        return Span(max(before, default=0), min(after, default=end))

    def _open_chooser(self, row: TrackRow, stretch: Span | None, cue: MarkRef | None) -> None:
        """The answer makes a cue of the stretch, or changes the given cue."""
        from ui.scenes.chooser import SceneChooser  # not needed to make the page

        services, context = self._context.services, self._context
        chooser = SceneChooser(context, row.work_id, stretch, self._page.window())

        def keep(scene_id: int) -> None:
            if cue is not None:
                services.marks.edit(cue, scene_id=scene_id)
            elif stretch is not None:
                services.cues.add_cue(row.id, stretch, SceneId(scene_id))

        chooser.scene_chosen.connect(lambda scene_id: context.do(lambda: keep(scene_id)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
