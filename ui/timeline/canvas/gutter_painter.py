"""How the lanes' names look: icon and word, or the icon alone in a narrow window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.lanes.lane_stack import SEPARATOR_PX, LaneStack, Slot
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width
from ui.widgets.painting import draw_focus_ring

_WORDS_FROM_PX = 900  # narrower views give the room to the music
_PAD_PX = 10


@dataclass(frozen=True, slots=True)
class GutterLook:
    """Lanes by their keys: the one that keys act on, and the one whose name is dragged; drop_at:
    before which slot it would go.
    """

    ringed: str | None
    dragged: str | None
    drop_at: int | None


def gutter_width(lanes: LaneStack, view_width: int) -> int:
    icon = caption_height() + 2
    if view_width < _WORDS_FROM_PX:
        return icon + 2 * _PAD_PX
    longest = max(text_width(lane.title) for lane in lanes.lanes)
    return round(icon + 6 + longest + 2 * _PAD_PX)


def paint_gutter(painter: QPainter, whole: QRect, lanes: LaneStack, look: GutterLook) -> None:
    ruler, bottom, width = lanes.ruler_bottom, lanes.bottom, whole.width()
    painter.fillRect(whole, colour("raised"))
    painter.fillRect(width - 1, 0, 1, bottom, colour("hairline"))
    painter.fillRect(0, ruler, width, 1, colour("hairline"))
    painter.setClipRect(0, ruler + SEPARATOR_PX, width, bottom)
    for slot in lanes.slots[1:]:
        top, seen_to = lanes.in_sight(slot)
        if top < seen_to:
            painter.fillRect(0, slot.top - 1, width, 1, colour("hairline"))
        if seen_to - top >= caption_height():  # a name of which a sliver is seen names nothing
            _paint_name(painter, slot, QRectF(0, top, width, seen_to - top), look)
    painter.setClipping(False)
    if look.drop_at is not None:
        y = lanes.slots[look.drop_at].top if look.drop_at < len(lanes.slots) else bottom
        painter.fillRect(QRectF(2, y - 2, width - 4, 3), colour("focus"))


def _paint_name(painter: QPainter, slot: Slot, seen: QRectF, look: GutterLook) -> None:
    """seen: what is in sight of the lane."""
    line = caption_height()
    side = line + 2
    middle = seen.top() + min(seen.height() / 2, 2.5 * line)
    at = QRectF(_PAD_PX, middle - side / 2, side, side)
    ink = "focus" if slot.lane.key == look.dragged else "ink_muted"
    paint_icon(painter, at, slot.lane.icon, ink)
    words = QRectF(at.right() + 6, middle - line / 2, seen.width() - at.right() - 8, line)
    if words.width() > 2 * line:
        paint_text(painter, words, slot.lane.title, colour(ink))
    if slot.lane.key == look.ringed:
        ring = QRectF(4, middle - side / 2 - 3, seen.width() - 9, side + 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_focus_ring(painter, ring, 5)
