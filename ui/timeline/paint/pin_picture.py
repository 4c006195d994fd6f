"""Pins of emotional tags as ready pictures: a lane may hold hundreds, of a few dozen kinds."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter, QPixmap

from ui.timeline.paint.mark_paint import (
    paint_icon_in,
    pin_head,
    pin_icon_rect,
    pin_path,
    take_sign_inks,
)
from ui.widgets.painting import clear_picture

PIN_MARGIN_PX = 2.0
_LEAST_HEAD_PX = 9  # smaller heads have no room for an icon


@lru_cache(maxsize=512)
def pin_picture(
    emotion_colour: str, icon: str, is_felt: bool, height: float, dpr: float, ground: str
) -> QPixmap:
    """A pin of this height, its tip in the middle of the foot, with a margin all round.

    Felt is filled; expressed is outlined on `ground`, the `#RRGGBB` it stands on.
    """
    head = pin_head(height)
    size = QSizeF(head + 2 * PIN_MARGIN_PX, height + 2 * PIN_MARGIN_PX)
    picture = clear_picture(size, dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = take_sign_inks(painter, emotion_colour, is_felt, ground)
    foot = picture.deviceIndependentSize().height() - PIN_MARGIN_PX
    middle = picture.deviceIndependentSize().width() / 2
    painter.drawPath(pin_path(middle, foot, head))
    if head >= _LEAST_HEAD_PX:
        paint_icon_in(painter, pin_icon_rect(middle, foot, head), icon, ink)
    painter.end()
    return picture
