"""The rail on the left: one button per page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell.page_spec import PageSpec
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

# How high and wide a button is and how it names its page; the first for which there is height.
_STEPS = (
    (56, 80, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
    (49, 80, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
    (36, 52, Qt.ToolButtonStyle.ToolButtonIconOnly),
)


class Rail(QFrame):
    """A button for each row of the table of pages. page_chosen(str): the key of one."""

    page_chosen = Signal(str)

    def __init__(self, specs: Iterable[PageSpec[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QToolButton] = {}
        self.menu_button = _menu_button()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, SPACE.m, SPACE.s, SPACE.m)
        column.setSpacing(SPACE.xs)
        foot = []
        for spec in specs:
            button = self._button(spec)
            if spec.at_foot:
                foot.append(button)
            else:
                column.addWidget(button)
        column.addStretch(1)
        for button in (self.menu_button, *foot):
            column.addWidget(button)
        self._fit()

    def set_menu(self, menu: QMenu) -> None:
        """What the “Menu” button opens."""
        self.menu_button.setMenu(menu)

    def show_page(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._buttons:
            self._fit()

    def _button(self, spec: PageSpec[Any]) -> QToolButton:
        button = QToolButton()
        button.setText(spec.title)
        button.setIcon(icon(spec.icon, 20, "ink_muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setProperty("variant", "rail")
        button.setToolTip(f"{spec.title}  {native_text(spec.shortcut)}")
        button.setAccessibleName(spec.title)
        button.clicked.connect(lambda: self.page_chosen.emit(spec.key))
        self._group.addButton(button)
        self._buttons[spec.key] = button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no height for words the icons stand alone; hints and screen readers go on
        saying them.
        """
        buttons = (*self._buttons.values(), self.menu_button)
        fitting = (step for step in _STEPS if self._height_of(step[0]) <= self.height())
        high_px, wide_px, style = next(fitting, _STEPS[-1])
        for button in buttons:
            button.setToolButtonStyle(style)
            button.setIconSize(QSize(scaled_px(20), scaled_px(20)))
            button.setFixedHeight(scaled_px(high_px))
        self.setFixedWidth(scaled_px(wide_px) + 2 * SPACE.xs)

    def minimumSizeHint(self) -> QSize:
        """Being low is what it leaves the words out for."""
        high_px, wide_px, _style = _STEPS[-1]
        return QSize(scaled_px(wide_px) + 2 * SPACE.xs, self._height_of(high_px))

    def _height_of(self, button_px: int) -> int:
        """With buttons of that height."""
        count = len(self._buttons) + 1
        return count * scaled_px(button_px) + (count - 1) * SPACE.xs + 2 * SPACE.m


def _menu_button() -> QToolButton:
    button = QToolButton()
    button.setText("Menu")
    button.setIcon(icon("ellipsis", 20, "ink_muted"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setProperty("variant", "rail")
    button.setToolTip("Every command of this window")
    button.setAccessibleName("Menu")
    return button
