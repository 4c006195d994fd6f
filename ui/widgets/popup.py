"""A small surface that opens under a button and goes with a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBitmap, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cards import SectionTitle


class Popup(QFrame):
    """Put things into `body`. Escape closes it; it deletes itself."""

    def __init__(self, parent: QWidget, title: str = "", width_px: int = 340) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled_px(width_px))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        self.body.setSpacing(SPACE.s)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(SectionTitle(title))

    def open_under(self, button: QWidget) -> None:
        """Below the button, moved so that it stays on the screen; above where there is no room."""
        self.ensurePolished()
        # Rows that wrap need their height for this width; adjustSize would guess a taller one.
        wraps = self.body.hasHeightForWidth()
        needed = self.body.totalHeightForWidth(self.width()) if wraps else self.sizeHint().height()
        self.setFixedHeight(needed)
        at = button.mapToGlobal(QPoint(0, button.height() + SPACE.xs))
        room = button.screen().availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        if at.y() + self.height() > room.bottom():
            above = button.mapToGlobal(QPoint(0, 0)).y() - self.height() - SPACE.xs
            at.setY(max(room.top(), above))
        self.move(at)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Not every desktop composes windows: round corners are cut out, not made translucent.
        shape = QBitmap(self.size())
        shape.fill(Qt.GlobalColor.color0)
        painter = QPainter(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.drawRoundedRect(self.rect(), RADIUS.medium, RADIUS.medium)
        painter.end()
        self.setMask(shape)
