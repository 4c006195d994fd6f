"""The first frame: the window's surfaces, before anything else has been loaded."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.theme import current_theme

RAIL_PX = 88
BAR_PX = 84


class FirstFrame(QWidget):
    """Rail, page and player bar as plain surfaces, where the real ones will be.

    painted(): once, after the first paint.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_painted = False
        self.setAccessibleName("OST My Heart is opening")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        foot = self.height() - BAR_PX
        painter.fillRect(QRectF(0, 0, RAIL_PX, foot), QColor(theme.sunken))
        painter.fillRect(QRectF(0, foot, self.width(), BAR_PX), QColor(theme.raised))
        painter.fillRect(QRectF(0, foot, self.width(), 1), QColor(theme.hairline))
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()
