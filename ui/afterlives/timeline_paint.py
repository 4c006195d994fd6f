"""Paints the line of years with its heart, stems and dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.core.words import _
from ui.afterlives.words import date_in_brief
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE
from ui.words.locale import digits

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife
    from ui.afterlives.chronology import Chronology, Dot

_FLAGS = int(Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Look:
    """In px. middle: of the line; stem: how long one is."""

    middle: float
    stem: float


def paint_line(
    painter: QPainter,
    area: QRect,
    chronology: Chronology,
    lives: Sequence[Afterlife],
    look: Look,
    rects: Mapping[int, QRectF],
    chosen: int | None,
    first_heard: str,
) -> None:
    """rects: of the cards that there is room for."""
    _paint_years(painter, area, chronology)
    heart_x, end = chronology.heart_x, area.right() - SPACE.l
    start = heart_x if heart_x is not None else float(area.left() + SPACE.l)
    # What came out before it was first heard lies before the heart.
    start = min((start, *(dot.x for dot in chronology.dots)))
    painter.setPen(QPen(colour("ink_faint"), 2))
    dotted_from = chronology.undated_x
    painter.drawLine(QPointF(start, look.middle), QPointF(dotted_from or end, look.middle))
    if dotted_from is not None:
        painter.setPen(QPen(colour("ink_faint"), 2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(dotted_from, look.middle), QPointF(end, look.middle))
    _paint_stems(painter, chronology, look, rects, chosen)
    for dot in chronology.dots:
        _paint_dot(painter, dot, lives, look, chosen)
    if heart_x is not None:
        _paint_heart(painter, heart_x, look, first_heard, rects)


def _paint_years(painter: QPainter, area: QRect, chronology: Chronology) -> None:
    painter.setFont(text_font(TYPE.caption, strong=True))
    metrics = QFontMetricsF(painter.font())
    top = float(area.top() + SPACE.s)
    free_from = float(area.left())
    for line in chronology.years:
        x = max(line.x, float(area.left() + SPACE.s))
        if line.x > area.left() + SPACE.s:
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QPointF(line.x, area.top() + 1), QPointF(line.x, area.bottom() - 1))
        text = digits(line.year)
        if x + SPACE.s >= free_from:
            painter.setPen(colour("ink_muted"))
            painter.drawText(QPointF(x + SPACE.s, top + metrics.ascent()), text)
            free_from = x + SPACE.s + metrics.horizontalAdvance(text) + SPACE.s
    if chronology.undated_x is not None:
        text = _("No date")
        x = max(chronology.undated_x, free_from)
        painter.setPen(colour("ink_muted"))
        painter.drawText(QPointF(x, top + metrics.ascent()), text)


def _paint_stems(
    painter: QPainter,
    chronology: Chronology,
    look: Look,
    rects: Mapping[int, QRectF],
    chosen: int | None,
) -> None:
    for one in chronology.placed:
        rect = rects.get(one.place)
        if rect is None:
            continue
        is_chosen = one.place == chosen
        painter.setPen(QPen(colour("accent" if is_chosen else "outline"), 2 if is_chosen else 1))
        to = rect.bottom() if one.is_above else rect.top()
        painter.drawLine(QPointF(one.x, look.middle), QPointF(one.x, to))


def _paint_dot(
    painter: QPainter, dot: Dot, lives: Sequence[Afterlife], look: Look, chosen: int | None
) -> None:
    """Filled: one of them is in the library."""
    is_chosen = chosen in dot.places
    is_linked = any(lives[n].linked is not None for n in dot.places)
    many = len(dot.places)
    radius = scaled_px(9 if many > 1 else 5) + (2.0 if is_chosen else 0.0)
    painter.setPen(QPen(colour("accent"), 2))
    painter.setBrush(colour("accent" if is_linked or is_chosen else "raised"))
    centre = QPointF(dot.x, look.middle)
    painter.drawEllipse(centre, radius, radius)
    if many > 1:
        painter.setFont(text_font(TYPE.caption * 0.9, strong=True))
        painter.setPen(colour("on_accent" if is_linked or is_chosen else "accent_ink"))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter) | _FLAGS, digits(many))


def _paint_heart(
    painter: QPainter, x: float, look: Look, first_heard: str, rects: Mapping[int, QRectF]
) -> None:
    side = scaled_px(32)
    disc = QRectF(x - side / 2, look.middle - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    painter.drawEllipse(disc)
    inset = side * 0.25
    paint_icon(painter, disc.adjusted(inset, inset, -inset, -inset), "heart", "on_accent")
    top = disc.bottom() + SPACE.s
    for line, is_strong in ((_("First heard"), True), (date_in_brief(first_heard), False)):
        painter.setFont(text_font(TYPE.caption, strong=is_strong))
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(line)
        left = max(float(SPACE.l), x - wide / 2)
        box = QRectF(left, top, wide, metrics.height())
        if any(rect.intersects(box) for rect in rects.values()):
            return  # its tooltip and the head say it, too
        painter.setPen(colour("ink" if is_strong else "ink_muted"))
        painter.drawText(box, _FLAGS, line)
        top += metrics.height()
