"""Paints the lanes' names: icon and name, or only the icon in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.canvas.side_label_picture import SIDE_PX, has_words, side_label_picture
from ui.timeline.geometry.side_label import SideLabel
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import SEPARATOR_PX, LaneStack, Slot
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width, whole_px
from ui.widgets.painting import draw_focus_ring

_WORDS_FROM_PX = 900  # in narrower views the music needs the space
_PAD_PX = 10
_WIDEST_YEAR = "≤ 0000"
_OVERLAP_PX = 3  # of two lines of text: what is above and below the letters


@dataclass(frozen=True, slots=True)
class GutterLook:
    """Lanes by key: the one that keys act on, and the one whose name is dragged; drop_at:
    before which slot it would go.
    """

    ringed: str | None
    dragged: str | None
    drop_at: int | None


def gutter_width(lanes: LaneStack, view_width: int) -> int:
    icon = caption_height() + 2
    if view_width < _WORDS_FROM_PX:
        return max(icon + 2 * _PAD_PX, round(text_width(_WIDEST_YEAR, strong=True)) + 2 * SIDE_PX)
    longest = max(text_width(str(lane.title)) for lane in lanes.lanes)
    return round(icon + 6 + longest + 2 * _PAD_PX)


def paint_gutter(
    painter: QPainter,
    whole: QRect,
    lanes: LaneStack,
    all_labels: Sequence[Sequence[SideLabel]],
    look: GutterLook,
) -> None:
    """all_labels: of each slot."""
    ruler, bottom, width = lanes.ruler_bottom, lanes.bottom, whole.width()
    painter.fillRect(whole, colour("raised"))
    painter.fillRect(width - 1, 0, 1, bottom, colour("hairline"))
    painter.fillRect(0, ruler, width, 1, colour("hairline"))
    painter.setClipRect(0, ruler + SEPARATOR_PX, width, bottom)
    for slot, labels in zip(lanes.slots[1:], all_labels[1:], strict=True):
        top, seen_to = lanes.in_sight(slot)
        if top < seen_to:
            painter.fillRect(0, slot.top - 1, width, 1, colour("hairline"))
        if labels and seen_to > top:
            paint_labels(painter, QRect(0, top, width, seen_to - top), slot, labels, look)
            painter.setClipRect(0, ruler + SEPARATOR_PX, width, bottom)
        elif seen_to - top >= caption_height():  # a sliver of a name can't be read
            _paint_name(painter, slot, QRectF(0, top, width, seen_to - top), look)
    painter.setClipping(False)
    if look.drop_at is not None:
        y = lanes.slots[look.drop_at].top if look.drop_at < len(lanes.slots) else bottom
        painter.fillRect(QRectF(2, y - 2, width - 4, 3), colour("focus"))


def _paint_name(painter: QPainter, slot: Slot, seen: QRectF, look: GutterLook) -> None:
    """seen: the part of the lane that is in view."""
    icon, words = name_place(seen.width(), seen.top(), seen.bottom())
    ink = "focus" if slot.lane.key == look.dragged else "ink_muted"
    paint_icon(painter, icon, slot.lane.icon, ink)
    if words is not None:
        paint_text(painter, words, str(slot.lane.title), colour(ink))
    if slot.lane.key == look.ringed:
        ring = QRectF(4, icon.top() - 3, seen.width() - 9, icon.height() + 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_focus_ring(painter, ring, 5)


def name_place(width: float, top: float, bottom: float) -> tuple[QRectF, QRectF | None]:
    """Where a lane's icon and its name are, of the part in view; None without room for a name."""
    line = caption_height()
    side = line + 2
    middle = top + min((bottom - top) / 2, 2.5 * line)
    icon = QRectF(_PAD_PX, middle - side / 2, side, side)
    words = QRectF(icon.right() + 6, middle - line / 2, width - icon.right() - 8, line)
    return icon, words if words.width() > 2 * line else None


def row_named_at(slot: Slot, axis: TimeAxis, y: int) -> str:
    """The name of a lane's row beside a height of the view."""
    labels = slot.lane.side_labels(slot.area(axis))
    near = min(labels, key=lambda label: abs(label.middle + slot.top - y), default=None)
    return "" if near is None else near.words


def paint_labels(
    painter: QPainter, seen: QRect, slot: Slot, labels: Sequence[SideLabel], look: GutterLook
) -> None:
    """At the rows, right beside them: icons, and words where there is room. seen: of the lane, with
    the line at the right, which stays."""
    width = seen.width()
    painter.setClipRect(seen.adjusted(0, 0, -1, 0))
    painter.fillRect(seen, colour("raised"))
    line, dpr = caption_height(), painter.device().devicePixelRatio()
    is_dragged = slot.lane.key == look.dragged
    lowest = float("-inf")
    for label in labels:
        top = slot.top + label.middle - line / 2
        is_worded = has_words(label, width) and top + _OVERLAP_PX >= lowest
        if is_worded:
            lowest = top + line
        picture = side_label_picture(label, width, dpr, is_worded=is_worded, is_dragged=is_dragged)
        painter.drawPixmap(0, whole_px(top), picture)
    if slot.lane.key == look.ringed:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_focus_ring(painter, QRectF(3, slot.top + 2, width - 7, slot.height - 4), 5)
