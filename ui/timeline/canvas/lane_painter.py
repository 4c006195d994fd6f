"""Paints the lanes: cached pictures, what stays at the left edge, the overlays on top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from ui.style.theme import colour
from ui.timeline.canvas.lane_picture import LaneState
from ui.timeline.canvas.lane_pictures import LanePictures
from ui.timeline.canvas.overlays import Overlays
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack, Slot
from ui.timeline.paint.frame import paint_frame
from ui.timeline.paint.hint import paint_hint
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.viewport import Viewport

PINNED_PX = 720  # how far what stays at the left edge may reach


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the lanes are: right of their names (gutter_px), left of the scroll bar (right)."""

    whole: QRect
    gutter_px: int
    right: int


class LanePainter:
    """pictures: cached; they are told when lanes look different."""

    def __init__(
        self, lanes: LaneStack, viewport: Viewport, marks: MarkSelection, overlays: Overlays
    ) -> None:
        self._lanes, self._viewport = lanes, viewport
        self._marks, self._overlays = marks, overlays
        self.pictures = LanePictures()

    def paint(
        self, painter: QPainter, rect: QRect, bounds: Bounds, *, has_focus: bool, is_enabled: bool
    ) -> None:
        """Paints what lies in `rect`. is_enabled: whether to show a playhead."""
        bottom = self._lanes.bottom
        lanes = rect.intersected(QRect(0, 0, bounds.right, bottom))
        painter.save()
        for beside in (
            QRect(bounds.right, 0, bounds.whole.width() - bounds.right, bottom),
            QRect(0, bottom, bounds.whole.width(), bounds.whole.height()),
        ):
            painter.fillRect(rect.intersected(beside), colour("paper"))
        painter.setClipRect(lanes)
        painter.fillRect(lanes, colour("raised"))
        ruler = self._lanes.ruler_bottom
        for y in (ruler, *(slot.top - 1 for slot in self._lanes.slots if slot.top > ruler)):
            painter.fillRect(rect.left(), y, rect.width(), 1, colour("hairline"))
        if rect.right() >= bounds.gutter_px:
            self._paint_lanes(painter, rect, bounds.gutter_px, is_enabled)
        painter.restore()
        paint_frame(painter, QRect(0, 0, bounds.right, bottom), rect, has_focus=has_focus)

    def _paint_lanes(
        self, painter: QPainter, rect: QRect, gutter_px: int, is_enabled: bool
    ) -> None:
        viewport = self._viewport
        axis = viewport.axis.aligned()
        on_axis = rect.translated(-gutter_px, 0)
        on_axis = on_axis.intersected(QRect(0, 0, math.ceil(axis.width_px), self._lanes.bottom))
        painter.setClipRect(on_axis.translated(gutter_px, 0))
        painter.translate(gutter_px, 0)
        state = LaneState(self._marks.selected.refs, self._marks.moved)
        playhead_x = viewport.playhead_x()
        self._overlays.paint_below(painter, axis)
        sights = [(slot, self._sight_of(slot, axis)) for slot in self._lanes.slots]
        for slot, sight in sights:
            part = on_axis.intersected(sight)
            self.pictures.paint(painter, slot, axis, part, state, playhead_x)
        if on_axis.left() < PINNED_PX and viewport.goal_axis is viewport.axis:
            self._paint_pinned(painter, axis, sights)
        self._overlays.paint_above(painter, axis, has_playhead=is_enabled)
        self._paint_hints(painter, axis, on_axis)

    def _paint_pinned(
        self, painter: QPainter, axis: TimeAxis, sights: Sequence[tuple[Slot, QRect]]
    ) -> None:
        """What stays at the view's left edge: names of marks that started before it."""
        for slot, sight in sights:
            if slot.lane.is_blank:
                continue
            painter.save()
            pinned = sight.intersected(QRect(0, sight.top(), PINNED_PX, sight.height()))
            painter.setClipRect(pinned, Qt.ClipOperation.IntersectClip)
            painter.translate(0, slot.top)
            area = slot.area(axis, self._marks.selected.refs, self._marks.moved)
            slot.lane.paint_pinned(painter, area)
            painter.restore()

    def _paint_hints(self, painter: QPainter, axis: TimeAxis, rect: QRect) -> None:
        """What to do in empty lanes; above the playhead, which passes behind the words."""
        for slot in self._lanes.slots:
            hint = slot.lane.what_to_do()
            sight = self._sight_of(slot, axis).intersected(rect) if hint else QRect()
            if not sight.isEmpty():
                painter.save()
                painter.setClipRect(sight, Qt.ClipOperation.IntersectClip)
                painter.translate(0, slot.top)
                paint_hint(painter, slot.area(axis), hint, sight.translated(0, -slot.top))
                painter.restore()

    def _sight_of(self, slot: Slot, axis: TimeAxis) -> QRect:
        """The part of a lane that is in view; x on the axis."""
        top, bottom = self._lanes.in_sight(slot)
        return QRect(0, top, math.ceil(axis.width_px), bottom - top)
