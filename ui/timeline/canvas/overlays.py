"""Everything above the cached pictures, and the order in which it is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from app.core.timecode import Span
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.held_spans import HeldSpans
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.ridge_layer import Hill, paint_peak
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
        self._peak: Hill | None = None
        self._lit: int | None = None

    def show_loop(self, span: Span | None) -> None:
        if span != self.loop:
            self.loop = span
            self.changed.emit()

    def show_band(self, band: QRectF | None) -> None:
        """y in the view's coordinates."""
        self._band = band
        self.changed.emit()

    def show_peak(self, peak: Hill | None) -> None:
        """Where keys are among the ridges."""
        self._peak = peak
        self.changed.emit()

    def light_ridge(self, row: int | None) -> None:
        """The ridge under the pointer, before the others; None for no one."""
        if row != self._lit:
            self._lit = row
            self.changed.emit()

    def show_hover(self, position_ms: int | None) -> None:
        """The time under the pointer: a line and, in the ruler, the time; None for nothing."""
        before, self.hover_ms = self.hover_ms, position_ms
        if position_ms != before:
            self.hover_moved.emit(before, position_ms)

    def paint_below(self, painter: QPainter, axis: TimeAxis) -> None:
        """Below the marks, so that their colours stay true."""
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
        self._paint_ridge(painter, axis)
        self._paint_standing(painter, axis)
        for live, top, height in self._held.placed(axis):
            paint_live(painter, axis, live, top, height)
        painter.restore()
        if self._band is not None:
            paint_band(painter, self._band)
        if snap is not None:
            paint_snap(painter, axis, snap, lanes.ruler_bottom, lanes.bottom)
        if has_playhead and lanes.slots:
            x = axis.x_of(self._viewport.position_ms)
            paint_playhead(painter, x, lanes.ruler_bottom, lanes.bottom, self._worded(axis))
        if snap is None and self.hover_ms is not None:
            paint_hover(painter, axis, self.hover_ms, lanes.ruler_bottom, lanes.bottom)

    def _worded(self, axis: TimeAxis) -> list[tuple[int, int]]:
        """Tops and bottoms of what is written in lanes, as far as it is in view."""
        found = []
        for slot in self._lanes.slots:
            part = slot.lane.worded(slot.area(axis))
            if part is not None:
                top, bottom = self._lanes.in_sight(slot)
                found.append(
                    (max(top, slot.top + round(part[0])), min(bottom, slot.top + round(part[1])))
                )
        return [(top, bottom) for top, bottom in found if top < bottom]

    def _paint_ridge(self, painter: QPainter, axis: TimeAxis) -> None:
        """One ridge in front, the others paled; around the peak that keys act on a ring."""
        row = self._peak.row if self._peak is not None else self._lit
        lane = self._lanes.of(EmotionLane) if row is not None else None
        slot = self._lanes.slot_for(lane) if lane is not None else None
        if row is None or lane is None or slot is None:
            return
        painter.save()
        painter.translate(0, slot.top)
        lane.paint_lit(painter, slot.area(axis), row)
        if self._peak is not None:
            paint_peak(painter, lane.layout.ridges(slot.area(axis)), self._peak)
        painter.restore()

    def _paint_standing(self, painter: QPainter, axis: TimeAxis) -> None:
        ref = self._marks.walked_to
        rect = None if ref is None else self._lanes.rect_of(axis, ref, self._marks.moved)
        if rect is not None:
            paint_standing(painter, axis, rect)
