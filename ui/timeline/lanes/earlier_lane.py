"""Earlier hearings: a row for each, with what sounded of the track and how it was felt then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.core.counting import counted
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.timeline.hearings import Hearing
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.earlier_rows import Row, Sign, row_of, signs_in, with_trail
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.mark_paint import (
    caption_height,
    clipped,
    paint_hint,
    paint_text,
    text_width,
)
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, sign_picture

_PAD_PX = 3
_LEAST_ROW_LINES = 1.3
LABELS_WITHIN_PX = 600.0
_PLATE_ALPHA = 215
HINT = "What you felt on earlier hearings of this track will show here."


class EarlierLane(Lane):
    """The newest hearing is on top; those that find no room share the last row.

    Its marks are those of other lanes, seen by when they were made: it has none of its own.
    """

    key = "earlier"
    title = "Earlier"
    icon = "history"

    def __init__(self) -> None:
        self._hearings: tuple[Hearing, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._rows_key: tuple[object, ...] = ()

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        return self._hearings

    @property
    def is_filled(self) -> bool:
        return bool(self._hearings)

    def set_hearings(self, hearings: tuple[Hearing, ...]) -> None:
        self._hearings = hearings
        self._rows_key = ()

    def heights(self) -> LaneHeights:
        line = caption_height()
        wanted = 2 * _PAD_PX + round(1.4 * line * min(3, max(1, len(self._hearings))))
        most = 2 * _PAD_PX + round(1.4 * line * min(8, max(1, len(self._hearings))))
        return LaneHeights(least=round(1.4 * line) + 2 * _PAD_PX, natural=wanted, most=most)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        for row, rect in self._laid_out(area):
            for span in row.stretches or (Span(0, area.axis.duration_ms),):
                _paint_stretch(painter, area, span, rect)
            for sign, at in signs_in(row, rect, area.axis):
                _paint_sign(painter, area.axis, sign, at)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """When each hearing was, in the first free room from the view's left edge."""
        if not self._hearings:
            paint_hint(painter, area, HINT)
            return
        axis = area.axis.window(area.axis.left_px, min(LABELS_WITHIN_PX, area.axis.width_px))
        for row, rect in self._laid_out(area):
            taken = [with_trail(sign, at, axis) for sign, at in signs_in(row, rect, axis)]
            _paint_label(painter, axis, rect, row.label, taken)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        for row, rect in self._laid_out(area):
            if not rect.top() <= y < rect.bottom():
                continue
            for sign, at in reversed(list(signs_in(row, rect, area.axis))):
                if at.adjusted(-1, -2, 1, 2).contains(QPointF(x, y)):
                    words = f"{row.text}\n{sign.text}"
                    return Hit(sign.ref, sign.span, Part.BODY, words, is_movable=False)
        return None

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        """Which hearing a height belongs to; what is there now is for the other lanes."""
        rows = self._laid_out(area)
        return [row.text for row, rect in rows if rect.top() <= y < rect.bottom()][:1]

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        return counted(len(self._hearings), "1 earlier hearing", "{n} earlier hearings")

    def _laid_out(self, area: LaneArea) -> Iterator[tuple[Row, QRectF]]:
        room = area.height - 2 * _PAD_PX
        count = max(1, min(len(self._hearings), int(room / (_LEAST_ROW_LINES * caption_height()))))
        rows = self._rows_for(count)
        each = min(room / max(1, len(rows)), 1.8 * caption_height())
        for n, row in enumerate(rows):
            yield row, QRectF(0, _PAD_PX + n * each, area.axis.width_px, each - 2)

    def _rows_for(self, count: int) -> tuple[Row, ...]:
        """Kept: a lane asks for them at each paint and each move of the pointer."""
        key = (count, current_theme().name)
        if key != self._rows_key:
            kept = self._hearings[: count if count == len(self._hearings) else count - 1]
            rest = self._hearings[len(kept) :]
            rows = [row_of([hearing]) for hearing in kept]
            self._rows = tuple(rows + ([row_of(rest)] if rest else []))
            self._rows_key = key
        return self._rows


def _paint_stretch(painter: QPainter, area: LaneArea, span: Span, rect: QRectF) -> None:
    left, right = area.axis.x_of(span.start_ms), area.axis.x_of(span.end_ms)
    if right < -rect.height() or left > area.axis.width_px + rect.height():
        return
    bar = QRectF(left, rect.top(), max(2.0, right - left), rect.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(clipped(bar, area), 4, 4)


def _paint_label(
    painter: QPainter, axis: TimeAxis, row: QRectF, label: str, taken: Sequence[QRectF]
) -> None:
    """On a plate, which hides what lies under it only where no room is free."""
    width = text_width(label) + 8
    edge = left = max(2.0, axis.x_of(0) + 2)
    for sign in taken:
        if sign.left() - 2 < left + width and sign.right() > left:
            left = sign.right() + 3
    left = left if left + width <= axis.width_px else edge
    plate = QRectF(left, row.top(), width, row.height())
    ground = QColor(colour("sunken"))
    ground.setAlpha(_PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 4, 4)
    paint_text(painter, plate.adjusted(4, 0, 0, 0), label, colour("ink_muted"))


def _paint_sign(painter: QPainter, axis: TimeAxis, sign: Sign, at: QRectF) -> None:
    if not sign.colour:
        paint_icon(painter, at, "heart", "accent", filled=True)
        return
    right = axis.x_of(sign.span.end_ms)
    if right > at.right():
        trail = QRectF(at.center().x(), at.center().y() - 2, right - at.center().x(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(sign.colour))
        painter.drawRoundedRect(trail.intersected(QRectF(-9, 0, axis.width_px + 18, 9999)), 2, 2)
    picture = sign_picture(
        sign.colour,
        sign.icon,
        sign.is_filled,
        round(at.width(), 1),
        painter.device().devicePixelRatio(),
        current_theme().raised,
    )
    painter.drawPixmap(QPointF(at.left() - SIGN_MARGIN_PX, at.top() - SIGN_MARGIN_PX), picture)
