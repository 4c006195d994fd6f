"""A small panel that opens under a button and closes with a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QBitmap, QCloseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cards import SectionTitle
from ui.widgets.press_behind import PressBehind


class Popup(QFrame):
    """Its content goes into `body`. Escape closes it, and it then deletes itself.

    Signal: closed().
    """

    closed = Signal()

    def __init__(self, parent: QWidget, title: str = "", width_px: int = 340) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._opener = parent
        self._at = QPoint()
        self._or_above: int | None = None
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled_px(width_px))
        PressBehind(self, parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        self.body.setSpacing(SPACE.s)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(SectionTitle(title))

    def open_under(self, button: QWidget, *, at_end: bool = False) -> None:
        """Below the button, moved so that it stays on the screen; above where there is no room.

        at_end: it ends where the button does, instead of beginning there.
        """
        top = button.mapToGlobal(QPoint(0, 0))
        is_at_right = at_end is not button.isRightToLeft()
        left = button.width() - self.width() if is_at_right else 0
        self.open_at(top + QPoint(left, button.height() + SPACE.xs), top.y() - SPACE.xs)

    def open_at(self, at: QPoint, or_above: int | None = None) -> None:
        """With its top left corner at a point, moved so that it stays on the screen.

        or_above: where its bottom goes when there is no room below `at`.
        """
        self.ensurePolished()
        self._at, self._or_above = at, or_above
        self._place()
        self.show()

    def event(self, event: QEvent) -> bool:
        """Its content may become taller or shorter while it is open."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return answer

    def _place(self) -> None:
        at, or_above = self._at, self._or_above
        # Rows that wrap need their height for this width; adjustSize would guess a taller one.
        wraps = self.body.hasHeightForWidth()
        needed = self.body.totalHeightForWidth(self.width()) if wraps else self.sizeHint().height()
        self.setFixedHeight(needed)
        room = self._opener.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - self.width()))
        y = at.y()
        if y + self.height() > room.bottom():
            foot = y if or_above is None else or_above
            y = max(room.top(), foot - self.height())
        self.move(x, y)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Not every desktop has a compositor: round corners are cut out, not made translucent.
        shape = QBitmap(self.size())
        shape.fill(Qt.GlobalColor.color0)
        painter = QPainter(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.drawRoundedRect(self.rect(), RADIUS.medium, RADIUS.medium)
        painter.end()
        self.setMask(shape)
