"""Chips: small rounded buttons to switch on and off, or to remove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.style.icons import icon
from ui.widgets.buttons import PushButton
from ui.widgets.flow_layout import FlowLayout as FlowLayout
from ui.widgets.text import on_button, plain_tip

_ICON_PX = 14


class Chip(PushButton):
    """A text in a pill, with an icon in its own colour (an emotion's, a character's).

    Signals: QPushButton's `clicked(bool)`, and `toggled(bool)` when checkable.
    """

    VARIANT = "chip"
    _sign = ("", "")

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        colour_token: str = "ink_muted",
        *,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(on_button(text), parent=parent)
        self.setCheckable(checkable)
        if icon_name:
            self.set_sign(icon_name, colour_token)

    def set_sign(self, icon_name: str, colour_token: str = "ink_muted") -> None:
        # An emotion keeps its own colour when checked; a token becomes the accent.
        checked = colour_token if colour_token.startswith("#") else "accent_ink"
        self._sign = (icon_name, colour_token)
        gap = self._gap()
        self.setIcon(icon(icon_name, _ICON_PX, colour_token, checked_token=checked, gap=gap))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._sign[0]:
            self.set_sign(*self._sign)


class RemovableChip(Chip):
    """A chip that is removed by a click, Delete or Backspace. Its icon is after its text.

    Signal: removed(). The owner removes the chip.
    """

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "x", parent=parent)
        way = Qt.LayoutDirection
        self.setLayoutDirection(way.LeftToRight if self.isRightToLeft() else way.RightToLeft)
        self.rename(text)
        self.clicked.connect(self.removed)

    def rename(self, text: str) -> None:
        self.setText(on_button(text))
        self.setAccessibleName(_("Remove “{name}”", name=text))
        self.setToolTip(plain_tip(_("Remove “{name}”", name=text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
