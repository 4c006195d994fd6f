"""The picture of the lanes' names: each scroll repaints them, and rarely changes them."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.style.theme import current_theme
from ui.timeline.canvas.gutter_painter import GutterLook, paint_gutter
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.paint.mark_paint import caption_font
from ui.widgets.painting import clear_picture


class GutterPicture:
    def __init__(self) -> None:
        self._kept: tuple[object, QPixmap] | None = None

    def copy_to(
        self, painter: QPainter, whole: QRect, lanes: LaneStack, axis: TimeAxis, look: GutterLook
    ) -> None:
        """Painted anew if anything in it is different."""
        dpr = painter.device().devicePixelRatio()
        labels = [slot.lane.side_labels(slot.area(axis)) for slot in lanes.slots]
        font = caption_font().key()
        key = (whole, dpr, lanes.slots, lanes.bottom, labels, look, current_theme(), font)
        if self._kept is None or self._kept[0] != key:
            picture = clear_picture(whole.size(), dpr)
            onto = QPainter(picture)
            paint_gutter(onto, whole, lanes, labels, look)
            onto.end()
            self._kept = key, picture
        painter.drawPixmap(whole.topLeft(), self._kept[1])
