"""Choosing the pattern that tells emotions apart where colours look alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from app.core.words import Text, _
from ui.style.patterns import pattern_brush, pattern_names
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import draw_focus_ring

# What each of `ui.style.patterns.pattern_names` is called.
PATTERNS = {
    "solid": Text("Solid", "a fill pattern"),
    "dots": Text("Dots", "a fill pattern"),
    "diagonal": Text("Diagonal", "a fill pattern"),
    "anti-diagonal": Text("Diagonal, the other way", "a fill pattern"),
    "cross": Text("Crosses", "a fill pattern"),
    "waves": Text("Waves", "a fill pattern"),
    "horizontal": Text("Horizontal", "a fill pattern"),
    "vertical": Text("Vertical", "a fill pattern"),
    "rings": Text("Rings", "a fill pattern"),
    "checks": Text("Checks", "a fill pattern"),
    "zigzag": Text("Zigzag", "a fill pattern"),
    "plus": Text("Plus signs", "a fill pattern"),
    "triangles": Text("Triangles", "a fill pattern"),
    "bricks": Text("Bricks", "a fill pattern"),
    "scales": Text("Scales", "a fill pattern"),
    "diamonds": Text("Diamonds", "a fill pattern"),
    "grid": Text("Grid", "a fill pattern"),
}


class PatternTile(QAbstractButton):
    """One pattern, in the emotion's colour."""

    def __init__(self, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pattern = pattern
        self.tint = "#7A7480"
        self.setCheckable(True)
        name = str(PATTERNS[pattern])
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(44), scaled_px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pattern_brush(self.pattern, self.tint))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("ink" if self.isChecked() else "outline"), 2))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), RADIUS.small, RADIUS.small)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))


class PatternChoice(QWidget):
    """pattern_chosen(str)."""

    pattern_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pattern"))
        self._group = QButtonGroup(self)
        self.tiles: dict[str, PatternTile] = {}
        row = FlowLayout(self, gap=SPACE.xs)
        for name in pattern_names():
            tile = PatternTile(name)
            tile.clicked.connect(lambda _on=False, name=name: self.pattern_chosen.emit(name))
            self._group.addButton(tile)
            self.tiles[name] = tile
            row.addWidget(tile)

    def show_pattern(self, pattern: str, tint: str) -> None:
        for tile in self.tiles.values():
            tile.tint = tint
            tile.update()
        if pattern in self.tiles:
            self.tiles[pattern].setChecked(True)
