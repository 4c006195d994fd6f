"""A small surface that opens under a button and goes with a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import SectionTitle


class Popup(QFrame):
    """Put things into `body`. Escape closes it; it deletes itself."""

    def __init__(self, parent: QWidget, title: str = "", width_px: int = 340) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
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
        self.adjustSize()
        at = button.mapToGlobal(QPoint(0, button.height() + SPACE.xs))
        room = button.screen().availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        if at.y() + self.height() > room.bottom():
            above = button.mapToGlobal(QPoint(0, 0)).y() - self.height() - SPACE.xs
            at.setY(max(room.top(), above))
        self.move(at)
        self.show()
