"""The first frame: the window's surfaces, before anything else has been loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.style.tokens import Theme

RAIL_PX = 88
BAR_PX = 84


class FirstFrame(QWidget):
    """Rail, page and player bar as plain surfaces, where the real ones will be.

    on_painted is called once, after the first paint. What this frame does without, and why:
    a signal (PySide builds a meta-object for a class that has one, 2 ms); an accessible name (the
    first one given in a process takes 14 ms, and the window's title says enough for the moment);
    a painter's brush (the first call that may take a `Qt` enum loads the whole namespace, 17 ms).
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_painted: Callable[[], None] | None = None
        _fill(self, theme.paper)
        self._rail = _surface(self, theme.sunken)
        self._bar = _surface(self, theme.raised)
        self._line = _surface(self, theme.hairline)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, foot = self.width(), self.height() - BAR_PX
        self._rail.setGeometry(0, 0, RAIL_PX, foot)
        self._bar.setGeometry(0, foot, width, BAR_PX)
        self._line.setGeometry(0, foot, width, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.on_painted is not None:
            tell, self.on_painted = self.on_painted, None
            tell()


def _surface(parent: QWidget, colour: str) -> QWidget:
    surface = QWidget(parent)
    _fill(surface, colour)
    return surface


def _fill(widget: QWidget, colour: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
