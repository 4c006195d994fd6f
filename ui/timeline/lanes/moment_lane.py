"""Favourite moments: hearts at points, hearts with a ribbon for spans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.core.marks import MarkKind, MarkRef
from app.core.words import Text, _, ngettext
from app.moments.records import Moment
from app.timeline.records import TrackTimeline
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.shell.shortcuts import native_text
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.layout.laid_marks import Placed, is_selected
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.mark_paint import (
    caption_height,
    clipped,
    paint_ring,
    paint_text,
    text_width,
    whole_px,
)
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import told_in_words

_LONG_PX = 90.0


def _entry(moment: Moment) -> Entry:
    return (
        moment.span.start_ms,
        moment.span.end_ms,
        moment.id,
        int(moment.is_waiting),
        moment.made_at_ms,
    )


class MomentLane(MarkLane[Moment]):
    kind = MarkKind.MOMENT
    key = "favourites"
    title = Text("Favourites")
    icon = "heart"
    number_px = 20.0
    thins_crowds = False
    hint = Text("Press {keys} to mark a favourite moment; hold it for a passage.")

    def __init__(self) -> None:
        super().__init__(_entry, native_text(FAVOURITE_KEY))

    def values_of(self, timeline: TrackTimeline) -> Sequence[Moment]:
        return timeline.moments

    def as_mark(self, value: Moment) -> LaneMark[Moment]:
        ref = MarkRef(MarkKind.MOMENT, value.id)
        return LaneMark(ref, value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=2 * line, natural=round(2.6 * line), most=round(3.4 * line))

    def row_bounds(self) -> tuple[float, float]:
        return 1.4 * caption_height(), 1.7 * caption_height()

    def reach_of_point(self) -> float:
        return caption_height() / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF
    ) -> None:
        is_chosen = is_selected(area, placed)
        if _is_ribbon(placed, row):
            _paint_ribbon(painter, area, placed, row, is_chosen)
        else:
            _paint_heart(painter, placed, row, is_chosen)

    def paint_many(
        self, painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF
    ) -> None:
        if _fits(placed, row):
            return
        if not _is_ribbon(placed, row):
            row = QRectF(row.left(), row.top(), 0, row.height())
        super().paint_many(painter, area, placed, row)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[Moment], row: QRectF
    ) -> None:
        inside = QRectF(0, row.top() + 2.5, row.right() - 2, row.height() - 5)
        side = min(inside.height() - 1, caption_height())
        label = _words(mark.value)
        wanted = side + 8 + (text_width(label) + 8 if label else 0)
        if inside.width() > side + 8:
            inside.setWidth(min(inside.width(), wanted))
            painter.fillRect(inside, colour("accent_soft"))
            _paint_inside(painter, mark.value, inside, side)


def _is_ribbon(placed: Placed[Moment], row: QRectF) -> bool:
    """A passage; of several in one place only if it is long."""
    return row.width() >= (SMALL_PX if placed.many == 1 else _LONG_PX)


def _paint_heart(painter: QPainter, placed: Placed[Moment], row: QRectF, is_selected: bool) -> None:
    side = min(row.height() - 2, 1.15 * caption_height())
    middle = row.center().x() if row.width() < SMALL_PX else row.left()
    left = whole_px(middle - side / 2)
    heart = QRectF(left, row.center().y() - side / 2, side, side)
    if is_selected:
        ring = QPainterPath()
        ring.addEllipse(heart.adjusted(-3, -3, 3, 3))
        paint_ring(painter, ring)
    _paint_sign(painter, placed.mark.value, heart)
    _paint_label(painter, placed, heart.right() + 5, row)


def _paint_ribbon(
    painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF, is_selected: bool
) -> None:
    left, right = whole_px(row.left()), whole_px(row.right())
    cut = clipped(QRectF(left, row.top() + 1.5, right - left, row.height() - 3), area)
    shape = QPainterPath()
    radius = min(cut.height() / 2, 7.0)
    shape.addRoundedRect(cut.adjusted(0.5, 0, -1, 0), radius, radius)
    if is_selected:
        paint_ring(painter, shape)
    is_waiting = placed.mark.value.is_waiting
    painter.setBrush(Qt.BrushStyle.NoBrush if is_waiting else colour("accent_soft"))
    dashes = Qt.PenStyle.DashLine if is_waiting else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour("accent"), 1, dashes))
    painter.drawPath(shape)
    side = min(cut.height() - 3, caption_height())
    if row.width() >= side + 6:
        part = QRectF(row)
        part.setRight(min(row.right(), row.left() + max(side + 8, placed.room_px)))
        _paint_inside(painter, placed.mark.value, part, side)


def _paint_sign(painter: QPainter, moment: Moment, rect: QRectF) -> None:
    if moment.is_waiting:
        paint_icon(painter, rect, WAITS_ICON, "accent")
    else:
        paint_icon(painter, rect, "heart", "accent", filled=True)


def _words(moment: Moment) -> str:
    """The text beside the sign."""
    if not moment.is_waiting:
        return moment.label
    return _("{mark}, waiting", mark=moment.label) if moment.label else _("Waiting")


def _words_of(placed: Placed[Moment]) -> str:
    """The same; of several in one place the newest, and how many more there are."""
    words = _words(placed.mark.value)
    if placed.many == 1:
        return words
    return ngettext(
        "{favourite} and 1 more",
        "{favourite} and {n} more",
        placed.many - 1,
        favourite=words or _("Favourite"),
    )


def _fits(placed: Placed[Moment], row: QRectF) -> bool:
    """Whether words tell how many there are; else a number does."""
    if placed.has_waiting or placed.has_selected:
        return False
    return not _is_ribbon(placed, row) and placed.room_px >= text_width(_words_of(placed)) + 8


def _paint_inside(painter: QPainter, moment: Moment, part: QRectF, side: float) -> None:
    label = _words(moment)
    heart = QRectF(whole_px(part.left()) + 4, part.center().y() - side / 2, side, side)
    _paint_sign(painter, moment, heart)
    words = QRectF(heart.right() + 4, part.top(), part.right() - heart.right() - 8, part.height())
    if label and words.width() > 24:
        paint_text(painter, words, label, colour("accent_ink"))


def _paint_label(painter: QPainter, placed: Placed[Moment], left: float, row: QRectF) -> None:
    if placed.many > 1 and not _fits(placed, row):
        return
    label = _words_of(placed)
    wanted = text_width(label)
    if label and placed.room_px >= min(wanted, 60) + 8:
        room = min(wanted + 2, placed.room_px - 8)
        paint_text(
            painter, QRectF(whole_px(left + 2), row.top(), room, row.height()), label, colour("ink")
        )
