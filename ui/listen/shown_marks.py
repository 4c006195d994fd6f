"""The track's marks on the Listen page: in the lanes and the table, and at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.timeline.selection.selection import Selection

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.candidates import Candidates
    from ui.listen.mark_views import MarkViews
    from ui.listen.side import Side
    from ui.timeline.selection.mark_selection import MarkSelection

_AFTER_MARK_MS = 50  # a new mark is painted first, what depends on it a moment later


class ShownMarks(QObject):
    """The selected ones are in the inspector, and the companion card follows the playhead."""

    def __init__(
        self,
        context: Context,
        track_view: TrackView,
        views: MarkViews,
        marks: MarkSelection,
        candidates: Candidates,
        side: Side,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._waiting = context.services.waiting
        self._playback = context.playback
        self._track_view = track_view
        self._views, self._marks, self._side = views, marks, side
        self._candidates = candidates
        self.timeline: TrackTimeline | None = None  # with the candidates among its marks
        self._companion_soon = QTimer(self, singleShot=True, interval=_AFTER_MARK_MS)
        self._companion_soon.timeout.connect(self._show_companion)
        views.selection_changed.connect(lambda _ref: self.show_selected())
        candidates.changed.connect(lambda: self.show(track_view.timeline))
        context.playback.position_changed.connect(self._on_position_changed)

    def show(self, timeline: TrackTimeline | None) -> None:
        saved_now, is_writing = self._selected_by_now(), self._side.inspector.note.hasFocus()
        self.timeline = self._candidates.shown_on(timeline)
        self._views.show_timeline(self.timeline)
        if saved_now:
            self._marks.set_selected(saved_now)
            if is_writing:
                self._side.write_note()
        if timeline is not None:
            self._side.inspector.set_duration_ms(timeline.duration_ms)
        self.show_selected()
        self.follow_soon()

    def follow_soon(self) -> None:
        """What the side says of this place is read again, once the lanes are painted."""
        self._companion_soon.start()

    def show_selected(self) -> None:
        self._side.show_marks(self.timeline, self._marks.selected)

    def clear_selected(self) -> None:
        """Another track is there."""
        self._marks.set_selected_span(None)
        self._side.show_marks(None, Selection())

    def _selected_by_now(self) -> tuple[MarkRef, ...]:
        """The selection, if a mark in it waited to be saved and now is; otherwise nothing."""
        selected = self._marks.selected_marks
        if all(ref.id > 0 for ref in selected):
            return ()
        current = tuple(self._waiting.current(ref) for ref in selected)
        return current if current != selected else ()

    def _on_position_changed(self, position_ms: int) -> None:
        self._side.follow(self._track_view.timeline, position_ms)

    def _show_companion(self) -> None:
        self._side.follow(self._track_view.timeline, self._playback.position_ms, at_once=True)
