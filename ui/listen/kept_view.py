"""What of the track is in view and selected: told to whoever keeps it, and there again later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.bridge.track.track_view import ViewPlace

if TYPE_CHECKING:
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView


class KeptView(QObject):
    """page: on which the timeline is; nothing is taken up before it is seen."""

    def __init__(self, track_view: TrackView, timeline: TimelineView, page: QWidget) -> None:
        super().__init__(page)
        self._track_view = track_view
        self._timeline = timeline
        self._page = page
        track_view.look = self._look
        timeline.marks.selection_changed.connect(lambda _ref: track_view.view_changed.emit())
        timeline.viewport.axis_changed.connect(lambda _axis: track_view.view_changed.emit())

    def take_up_soon(self) -> None:
        """Once the page has its size."""
        QTimer.singleShot(0, self, self.take_up)

    def take_up(self) -> None:
        """After a restart: what was in view and selected is again."""
        timeline = self._track_view.timeline
        is_seen = timeline is not None and self._page.isVisible()
        view = self._track_view.take_next() if is_seen else None
        if timeline is None or view is None:
            return
        there = [ref for ref in view.selected if timeline.mark(ref) is not None]
        self._timeline.marks.set_selected(tuple(there))
        if view.seen is not None:
            self._timeline.viewport.hold(view.seen)

    def _look(self) -> ViewPlace:
        axis = self._timeline.viewport.axis
        seen = None if axis.is_whole else axis.visible
        return ViewPlace(seen, tuple(self._timeline.marks.selected_marks))
