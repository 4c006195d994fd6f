"""A veil with words over whatever takes what is dragged above it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE


class DropHint(QWidget):
    """Covers the whole window, or a part of it, while files are dragged over it.

    text: what would become of them, unless it is said when it appears.
    """

    def __init__(self, target: QWidget, text: str = "") -> None:
        super().__init__(target)
        self.text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self, text: str = "") -> None:
        self.text = text or self.text
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colour("paper")
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        frame = self.rect().adjusted(SPACE.l, SPACE.l, -SPACE.l, -SPACE.l)
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, RADIUS.large, RADIUS.large)
        side = scaled_px(40)
        icon_at = QRect(0, 0, side, side)
        icon_at.moveCenter(self.rect().center())
        icon_at.translate(0, -side)
        paint_icon(painter, icon_at, "folder-plus", "accent")
        painter.setPen(colour("ink"))
        painter.setFont(text_font(TYPE.title, strong=True))
        words = self.rect().translated(0, side // 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text)
