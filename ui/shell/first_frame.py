"""The first frame: the window's surfaces, before anything else has been loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.style.tokens import Theme

# In English, at the normal text size; the last session's are passed if there was one.
RAIL_PX = 88
BAR_PX = 84


class FirstFrame(QWidget):
    """Rail, page and player bar as plain surfaces, where the real ones will be.

    rail_px, bar_px: the rail's width and the player bar's height, which depend on the language and
    the text size. is_mirrored: with the rail on the right, for a language that reads from right to
    left.

    on_painted is called once, after the first paint. What this frame does without, and why:
    a signal (PySide builds a meta-object for a class that has one, 2 ms); an accessible name (the
    first one set in a process takes 14 ms, and the window's title says enough for the moment);
    a painter's brush (the first call that may take a `Qt` enum loads the whole namespace, 17 ms).
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        rail_px: int = RAIL_PX,
        bar_px: int = BAR_PX,
        is_mirrored: bool = False,
    ) -> None:
        super().__init__(parent)
        self._rail_px, self._bar_px = rail_px, bar_px
        self._is_mirrored = is_mirrored
        self.on_painted: Callable[[], None] | None = None
        _fill(self, theme.paper)
        self._rail = _surface(self, theme.sunken)
        self._bar = _surface(self, theme.raised)
        self._line = _surface(self, theme.hairline)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, foot = self.width(), self.height() - self._bar_px
        left = width - self._rail_px if self._is_mirrored else 0
        self._rail.setGeometry(left, 0, self._rail_px, foot)
        self._bar.setGeometry(0, foot, width, self._bar_px)
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
