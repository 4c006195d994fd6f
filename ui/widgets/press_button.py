"""What is painted by hand and pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space


class PressButton(QAbstractButton):
    """Enter presses it, once however long it is held; Space stays the player's. A click gives it no
    focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        leave_space(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()
