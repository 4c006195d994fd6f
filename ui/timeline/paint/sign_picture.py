"""Round signs of emotional tags as ready pictures: hundreds stand in a row of earlier hearings."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from ui.timeline.paint.mark_paint import paint_icon_in, take_sign_inks
from ui.widgets.painting import clear_picture

SIGN_MARGIN_PX = 1.0
_LEAST_FOR_ICON_PX = 10
_ICON_SHARE = 0.62


@lru_cache(maxsize=512)
def sign_picture(
    emotion_colour: str, icon: str, is_filled: bool, side: float, dpr: float, ground: str
) -> QPixmap:
    """A disc of this side with a margin all round; outlined on `ground`, an `#RRGGBB`, unless it is
    filled."""
    whole = side + 2 * SIGN_MARGIN_PX
    picture = clear_picture(QSizeF(whole, whole), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = take_sign_inks(painter, emotion_colour, is_filled, ground)
    disc = QRectF(SIGN_MARGIN_PX, SIGN_MARGIN_PX, side, side)
    painter.drawEllipse(disc)
    if side >= _LEAST_FOR_ICON_PX:
        inner = QRectF(0, 0, _ICON_SHARE * side, _ICON_SHARE * side)
        inner.moveCenter(disc.center())
        paint_icon_in(painter, inner, icon, ink)
    painter.end()
    return picture
