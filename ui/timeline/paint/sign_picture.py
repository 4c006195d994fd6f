"""Round signs of emotions as prepared pictures: hundreds are in view, of a few dozen looks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.style.theme import current_theme
from ui.timeline.paint.feeling_colours import fill_of, icon_on_soft, line_of, soft_of
from ui.timeline.paint.mark_paint import ink_over, paint_icon_in, seen_on
from ui.widgets.painting import clear_picture

SIGN_MARGIN_PX = 1.0
_LEAST_FOR_ICON_PX = 10
_ICON_SHARE = 0.62
_LINE_PX = 1.5
_BOLD_PX = 2.0


class SignLook(NamedTuple):
    """is_filled: full of its colour, as marks of this listen are. is_soft: of a hint of it; else
    only its outline is drawn, and dashed if is_dashed.
    """

    colour: str
    icon: str
    is_filled: bool = False
    is_soft: bool = False
    is_dashed: bool = False


def sign_picture(look: SignLook, side: float, dpr: float) -> QPixmap:
    """A disc of this side with a margin all round."""
    return _sign_picture(look, side, dpr, current_theme().name)


@lru_cache(maxsize=512)
def _sign_picture(look: SignLook, side: float, dpr: float, _theme: str) -> QPixmap:
    whole = side + 2 * SIGN_MARGIN_PX
    picture = clear_picture(QSizeF(whole, whole), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QRectF(SIGN_MARGIN_PX, SIGN_MARGIN_PX, side, side)
    width = _BOLD_PX if look.is_filled else _LINE_PX
    ground, ink = _inks(look)
    painter.setPen(_pen(look, width))
    painter.setBrush(QColor(ground))
    painter.drawEllipse(disc.adjusted(width / 2, width / 2, -width / 2, -width / 2))
    if side >= _LEAST_FOR_ICON_PX:
        inner = QRectF(0, 0, _ICON_SHARE * side, _ICON_SHARE * side)
        inner.moveCenter(disc.center())
        paint_icon_in(painter, inner, look.icon, ink)
    painter.end()
    return picture


def _inks(look: SignLook) -> tuple[str, str]:
    """The colour of the disc, and of the icon on it."""
    if look.is_filled:
        return fill_of(look.colour), ink_over(fill_of(look.colour))
    if look.is_soft:
        return soft_of(look.colour), icon_on_soft(look.colour)
    raised = current_theme().raised
    return raised, seen_on(fill_of(look.colour), raised, 4.5)


def _pen(look: SignLook, width: float) -> QPen:
    pen = QPen(QColor(line_of(look.colour)), width)
    if look.is_dashed:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.0, 1.6])
    return pen
