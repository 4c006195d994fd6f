"""The lanes' names at the left: icon and word, or the icon alone in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.lane_stack import LaneStack, Slot
from ui.timeline.mark_paint import caption_height, paint_text, text_width

_WORDS_FROM_PX = 900  # narrower views give the room to the music
_PAD_PX = 10


def gutter_width(lanes: LaneStack, view_width: int) -> int:
    icon = caption_height() + 2
    if view_width < _WORDS_FROM_PX:
        return icon + 2 * _PAD_PX
    longest = max(text_width(lane.title) for lane in lanes.lanes)
    return round(icon + 6 + longest + 2 * _PAD_PX)


def paint_gutter(painter: QPainter, slots: tuple[Slot, ...], width: int) -> None:
    painter.fillRect(QRectF(width - 1, 0, 1, slots[-1].bottom if slots else 0), colour("hairline"))
    for slot in slots:
        if slot.lane.icon:
            _paint_name(painter, slot, width)


def _paint_name(painter: QPainter, slot: Slot, width: int) -> None:
    line = caption_height()
    side = line + 2
    middle = slot.top + min(slot.height / 2, 2.5 * line)
    at = QRectF(_PAD_PX, middle - side / 2, side, side)
    paint_icon(painter, at, slot.lane.icon, "ink_muted")
    words = QRectF(at.right() + 6, middle - line / 2, width - at.right() - 8, line)
    if words.width() > 2 * line:
        paint_text(painter, words, slot.lane.title, colour("ink_muted"))
