"""A key as it looks on a keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE

_CAP_PX, _CORNER_PX = 20, 4


def cap_size(key: str) -> QSize:
    """As wide as high, for a name wider."""
    side = scaled_px(_CAP_PX)
    words = QFontMetrics(text_font(TYPE.caption, strong=True)).horizontalAdvance(key)
    return QSize(side if len(key) == 1 else max(side, words + SPACE.m), side)


def paint_cap(painter: QPainter, area: QRect, key: str, *, size: float = TYPE.body) -> None:
    painter.setBrush(colour("raised"))
    painter.setPen(QPen(colour("outline"), 1))
    box = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, _CORNER_PX, _CORNER_PX)
    painter.setFont(text_font(size, strong=True))
    painter.setPen(colour("ink"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)


class KeyCap(QWidget):
    """Beside what the key does; the mouse goes through it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return cap_size(self._key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, self.rect(), self._key, size=TYPE.caption)
