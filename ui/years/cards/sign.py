"""An emotion's icon on its soft disc, or a heart for a favourite."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.emotions.records import Emotion
from ui.style.icons import known_icon
from ui.style.theme import current_theme, scaled_px
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, SignLook, sign_picture

_SIDE_PX = 28


class Sign(QWidget):
    def __init__(self, emotion: Emotion | None, side_px: int = _SIDE_PX) -> None:
        super().__init__()
        self._emotion, self._side_px = emotion, side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = scaled_px(self._side_px) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        one = self._emotion
        shade = current_theme().accent if one is None else one.colour
        look = SignLook(shade, "heart" if one is None else known_icon(one.icon), is_soft=True)
        picture = sign_picture(look, scaled_px(self._side_px), self.devicePixelRatio())
        at = QPointF(1 - SIGN_MARGIN_PX, 1 - SIGN_MARGIN_PX)
        QPainter(self).drawPixmap(at, picture)
