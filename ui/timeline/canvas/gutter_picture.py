"""The picture of the lanes' names: each scroll repaints them, and rarely changes them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.style.theme import current_theme
from ui.timeline.canvas.gutter_painter import GutterLook, paint_gutter, paint_labels
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.paint.mark_paint import caption_font
from ui.widgets.painting import clear_picture

_Labels = list[Sequence[SideLabel]]  # of each slot


class GutterPicture:
    def __init__(self) -> None:
        self._kept: tuple[object, _Labels, QPixmap] | None = None

    def copy_to(
        self, painter: QPainter, whole: QRect, lanes: LaneStack, axis: TimeAxis, look: GutterLook
    ) -> None:
        """Painted anew if anything in it is different; only labels, where only they have moved."""
        dpr = painter.device().devicePixelRatio()
        labels = [slot.lane.side_labels(slot.area(axis)) for slot in lanes.slots]
        key = whole, dpr, lanes.slots, lanes.bottom, look, current_theme(), caption_font().key()
        if self._kept is None or self._kept[0] != key or not _are_alike(self._kept[1], labels):
            picture = clear_picture(whole.size(), dpr)
            onto = QPainter(picture)
            paint_gutter(onto, whole, lanes, labels, look)
            onto.end()
            self._kept = key, labels, picture
        elif self._kept[1] != labels:
            self._move(lanes, labels, look)
        painter.drawPixmap(whole.topLeft(), self._kept[2])

    def _move(self, lanes: LaneStack, labels: _Labels, look: GutterLook) -> None:
        assert self._kept is not None
        key, before, picture = self._kept
        onto = QPainter(picture)
        for slot, old, now in zip(lanes.slots, before, labels, strict=True):
            top, bottom = lanes.in_sight(slot)
            if old != now and top < bottom:
                width = round(picture.deviceIndependentSize().width())
                paint_labels(onto, QRect(0, top, width, bottom - top), slot, now, look)
        onto.end()
        self._kept = key, labels, picture


def _are_alike(one: _Labels, other: _Labels) -> bool:
    """Whether the same lanes have labels, and the others their names."""
    return [bool(labels) for labels in one] == [bool(labels) for labels in other]
