"""The signs of builds, climaxes, drops and breaks: told apart by shape, not only by colour.

A build is a wedge that rises, a drop one that falls, hatched; a climax is a diamond on a bar, a
break two short bars on a broken line.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app.intensity.records import EventKind
from ui.style.theme import colour
from ui.timeline.layout.event_places import EventPlace
from ui.timeline.paint.mark_paint import paint_icon_in, paint_text, text_width
from ui.words.intensity import KINDS

_TOP_PX = 2.0
_BEYOND_PX = 40.0  # shapes are cut so far outside the picture: huge ones are slow to paint
_WEDGE_ALPHA = 110
_DASH_PX, _AIR_PX = 4, 4
_PENCIL_SHARE, _PENCIL_GAP_PX = 0.7, 5.0  # of the row; beside the frame of a chosen event
_TEXT_PX = 4.0
_NAMED_SHARE = 5  # of a wedge: its name is where it is low


def paint_event(painter: QPainter, place: EventPlace, row_px: float, width_px: float) -> None:
    """row_px: the height of the row of signs. width_px: of the picture."""
    _SIGNS[place.event.kind](painter, place, row_px, width_px)
    if place.event.correction_id is not None:
        side = _PENCIL_SHARE * row_px
        box = QRectF(place.right_px + _PENCIL_GAP_PX, _TOP_PX, side, side)
        paint_icon_in(painter, box, "pencil", colour("ink").name())


def paint_chosen_event(painter: QPainter, place: EventPlace, row_px: float) -> None:
    """The frame around the event that keys act on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("focus"), 2))
    rect = QRectF(place.left_px - 2, 1, place.width_px + 4, row_px)
    painter.drawRoundedRect(rect, 3, 3)


def _wedge(
    painter: QPainter, place: EventPlace, row_px: float, width_px: float, *, rises: bool
) -> None:
    left, right = place.left_px, place.right_px
    seen = max(left, -_BEYOND_PX), min(right, width_px + _BEYOND_PX)
    if seen[0] >= seen[1]:
        return
    high = row_px - _TOP_PX

    def top(x: float) -> float:
        share = (x - left) / (right - left)
        return row_px - high * (share if rises else 1 - share)

    corners = [QPointF(seen[0], row_px), QPointF(seen[0], top(seen[0]))]
    corners += [QPointF(seen[1], top(seen[1])), QPointF(seen[1], row_px)]
    ink = QColor(colour("ink_muted"))
    painter.setPen(QPen(ink, 1.2))
    ground = QColor(ink)
    ground.setAlpha(_WEDGE_ALPHA if rises else 255)
    style = Qt.BrushStyle.SolidPattern if rises else Qt.BrushStyle.BDiagPattern
    painter.setBrush(QBrush(ground, style))
    painter.drawPolygon(QPolygonF(corners))


def _build(painter: QPainter, place: EventPlace, row_px: float, width_px: float) -> None:
    _wedge(painter, place, row_px, width_px, rises=True)
    name = str(KINDS[EventKind.BUILD])
    text = QRectF(place.left_px + _TEXT_PX, 0, text_width(name) + _TEXT_PX, row_px)
    if text.width() < place.width_px / _NAMED_SHARE:
        paint_text(painter, text, name, colour("ink"))


def _drop(painter: QPainter, place: EventPlace, row_px: float, width_px: float) -> None:
    _wedge(painter, place, row_px, width_px, rises=False)


def _climax(painter: QPainter, place: EventPlace, row_px: float, width_px: float) -> None:
    middle, reach = (row_px + _TOP_PX) / 2, (row_px - _TOP_PX) / 2
    left, right = max(place.left_px, -_BEYOND_PX), min(place.right_px, width_px + _BEYOND_PX)
    name = str(KINDS[EventKind.CLIMAX])
    named_px = text_width(name, strong=True) + 2 * _TEXT_PX
    text = QRectF(place.peak_px + reach, 0, named_px, row_px)
    is_named = text.right() < place.right_px - reach
    painter.setPen(QPen(colour("accent_ink"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(left, middle, place.peak_px, middle))
    painter.drawLine(QLineF(text.right() if is_named else place.peak_px, middle, right, middle))
    if is_named:
        ink = colour("accent_ink")
        paint_text(painter, text.adjusted(_TEXT_PX, 0, 0, 0), name, ink, strong=True)
    painter.setPen(QPen(colour("paper"), 1))
    painter.setBrush(colour("accent_ink"))
    x = place.peak_px
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x, middle - reach),
                QPointF(x + reach, middle),
                QPointF(x, middle + reach),
                QPointF(x - reach, middle),
            ]
        )
    )


def _break(painter: QPainter, place: EventPlace, row_px: float, width_px: float) -> None:
    middle, reach = (row_px + _TOP_PX) / 2, (row_px - _TOP_PX) / 2
    painter.setPen(QPen(colour("ink"), 1))
    left, right = place.left_px, place.right_px
    many = max(1, round((right - left) / (_DASH_PX + _AIR_PX)))
    each = (right - left) / many
    lines = [
        QLineF(left + n * each, middle, left + n * each + each / 2, middle)
        for n in range(many)
        if -_BEYOND_PX <= left + n * each <= width_px + _BEYOND_PX
    ]
    painter.drawLines(lines)
    centre = (left + right) / 2
    for x in (centre - 4, centre + 1):
        painter.fillRect(QRectF(x, middle - reach + 1, 3, 2 * reach - 2), colour("ink"))


_SIGNS: dict[EventKind, Callable[[QPainter, EventPlace, float, float], None]] = {
    EventKind.BUILD: _build,
    EventKind.CLIMAX: _climax,
    EventKind.DROP: _drop,
    EventKind.BREAK: _break,
}
