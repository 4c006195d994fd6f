"""Everything that lies above the cached pictures, and in which order it is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from app.core.timecode import Span
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.held_spans import HeldSpans
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.paint.overlay import (
    paint_band,
    paint_chosen,
    paint_hover,
    paint_live,
    paint_loop,
    paint_playhead,
    paint_snap,
    paint_standing,
)
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.viewport import Viewport


class Overlays(QObject):
    """hover_ms: the time under the pointer. band: the rubber band, x on the axis.

    Signals: changed(); hover_moved(object, object), from one time to another, None for neither.
    """

    changed = Signal()
    hover_moved = Signal(object, object)

    def __init__(
        self,
        lanes: LaneStack,
        viewport: Viewport,
        marks: MarkSelection,
        held: HeldSpans,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lanes, self._viewport, self._marks, self._held = lanes, viewport, marks, held
        self.loop: Span | None = None
        self.hover_ms: int | None = None
        self._band: QRectF | None = None

    def show_loop(self, span: Span | None) -> None:
        if span != self.loop:
            self.loop = span
            self.changed.emit()

    def show_band(self, band: QRectF | None) -> None:
        """y in the view's coordinates."""
        self._band = band
        self.changed.emit()

    def show_hover(self, position_ms: int | None) -> None:
        """A time under the pointer: a line and, in the ruler, the time; None for nothing."""
        before, self.hover_ms = self.hover_ms, position_ms
        if position_ms != before:
            self.hover_moved.emit(before, position_ms)

    def paint_below(self, painter: QPainter, axis: TimeAxis) -> None:
        """Under the marks, so that their colours stay true."""
        lanes, chosen = self._lanes, self._marks.selected_span
        if chosen is not None:
            paint_chosen(painter, axis, chosen, 0, lanes.bottom)
        if self.loop is not None and lanes.slots:
            paint_loop(painter, axis, self.loop, lanes.ruler_bottom, lanes.bottom)

    def paint_above(self, painter: QPainter, axis: TimeAxis, *, has_playhead: bool) -> None:
        lanes, snap = self._lanes, self._marks.snap
        painter.save()
        below_ruler = QRectF(0, lanes.ruler_bottom, axis.width_px, lanes.bottom)
        painter.setClipRect(below_ruler, Qt.ClipOperation.IntersectClip)
        self._paint_standing(painter, axis)
        for live, top, height in self._held.placed():
            paint_live(painter, axis, live, top, height)
        painter.restore()
        if self._band is not None:
            paint_band(painter, self._band)
        if snap is not None:
            paint_snap(painter, axis, snap, lanes.ruler_bottom, lanes.bottom)
        if has_playhead and lanes.slots:
            x = axis.x_of(self._viewport.position_ms)
            paint_playhead(painter, x, lanes.ruler_bottom, lanes.bottom)
        if snap is None and self.hover_ms is not None:
            paint_hover(painter, axis, self.hover_ms, lanes.ruler_bottom, lanes.bottom)

    def _paint_standing(self, painter: QPainter, axis: TimeAxis) -> None:
        ref = self._marks.walked_to
        rect = None if ref is None else self._lanes.rect_of(axis, ref, self._marks.moved)
        if rect is not None:
            paint_standing(painter, axis, rect)
