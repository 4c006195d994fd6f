"""The first frame: the window's surfaces, before anything else has been loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.tokens import Theme

RAIL_PX = 88
BAR_PX = 84


class FirstFrame(QWidget):
    """Rail, page and player bar as plain surfaces, where the real ones will be.

    on_painted is called once, after the first paint. It is no signal, because PySide builds a
    meta-object for a class that has one: 2 ms. It has no accessible name either: the first one
    given in a process takes 14 ms, and the window's title says enough for the moment it is there.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.on_painted: Callable[[], None] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        foot = self.height() - BAR_PX
        painter.fillRect(QRectF(0, 0, RAIL_PX, foot), QColor(theme.sunken))
        painter.fillRect(QRectF(0, foot, self.width(), BAR_PX), QColor(theme.raised))
        painter.fillRect(QRectF(0, foot, self.width(), 1), QColor(theme.hairline))
        painter.end()
        if self.on_painted is not None:
            tell, self.on_painted = self.on_painted, None
            tell()
