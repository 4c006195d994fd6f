"""Dragging to the view's edge: the view scrolls, and what is dragged moves with it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QTimer

from ui.timeline.input.gesture import Gesture
from ui.timeline.viewport import Viewport

EDGE_PX = 24.0
FASTEST_PX_PER_S = 2_400.0
_PX_PER_S_FOR_PX = 16.0  # so it is fastest about 150 px out
_FRAME_MS = 16
_LONGEST_FRAME_MS = 50  # after a stall the view goes on instead of jumping


class EdgeScroll(QObject):
    """Wraps another gesture, which never sees the pointer outside the view.

    Within `EDGE_PX` of an edge or beyond it the view scrolls, faster the farther out, for as long
    as the pointer is held there. A drag that starts at the edge scrolls once it goes farther out.
    """

    def __init__(self, viewport: Viewport, gesture: Gesture, from_x: float) -> None:
        super().__init__(viewport)
        self._viewport, self._gesture = viewport, gesture
        self._at, self._snaps = QPointF(), True
        self._begun_px = _outward_px(from_x, viewport.axis.width_px)
        self.px_per_s = 0.0  # how fast the view scrolls; negative to the left
        self._frame = QElapsedTimer()
        self._pace = QTimer(self, interval=_FRAME_MS)
        self._pace.timeout.connect(self._scroll)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        self._at, self._snaps = at, snaps
        self._follow_pointer()
        self.px_per_s = self._wanted_px_per_s()
        if self.px_per_s == 0:
            self._pace.stop()
        elif not self._pace.isActive():
            self._frame.start()
            self._pace.start()

    def release(self) -> None:
        self._end()
        self._gesture.release()

    def cancel(self) -> None:
        self._end()
        self._gesture.cancel()

    def _end(self) -> None:
        self._pace.stop()
        self.deleteLater()

    def _wanted_px_per_s(self) -> float:
        out = _outward_px(self._at.x(), self._viewport.axis.width_px)
        if out * self._begun_px <= 0:
            self._begun_px = 0.0  # it has left the edge where it started
        elif abs(out) < abs(self._begun_px):
            self._begun_px = out
        speed = (out - self._begun_px) * _PX_PER_S_FOR_PX
        return max(-FASTEST_PX_PER_S, min(FASTEST_PX_PER_S, speed))

    def _scroll(self) -> None:
        before = self._viewport.axis
        frame_ms = min(_LONGEST_FRAME_MS, self._frame.restart())
        self._viewport.scroll_by(self.px_per_s * frame_ms / 1_000)
        if self._viewport.axis != before:
            self._follow_pointer()

    def _follow_pointer(self) -> None:
        x = max(0.0, min(self._viewport.axis.width_px, self._at.x()))
        self._gesture.move(QPointF(x, self._at.y()), snaps=self._snaps)


def _outward_px(x: float, width_px: float) -> float:
    """How far into or beyond an edge x is: negative at the left, positive at the right, else 0."""
    edge = min(EDGE_PX, width_px / 4)
    if x < edge:
        return x - edge
    return max(0.0, x - (width_px - edge))
