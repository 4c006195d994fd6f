"""A row of several widgets that is pressed as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton


class PressRow(PressButton):
    """Whoever makes it gives it a layout; its labels let the pointer through, buttons in it don't.

    Signal: warm_changed(bool), whether it is under the
    pointer or has the keyboard focus.
    """

    warm_changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_warm(self) -> bool:
        return self.underMouse() or self.hasFocus()

    def let_through(self, *labels: QWidget) -> None:
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_warm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS.small, RADIUS.small)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def _tell(self) -> None:
        self.warm_changed.emit(self.is_warm)
        self.update()
