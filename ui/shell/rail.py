"""The rail beside the pages: one button per page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QButtonGroup,
    QFrame,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from ui.shell.page_spec import PageSpec
from ui.shell.shortcuts import CommandKeys
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.accessible_widgets import ButtonAccessible
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space

# A button's height, width and style, the roomiest first; the first that fits is used.
_STEPS = (
    (56, 80, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
    (49, 80, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
    (36, 52, Qt.ToolButtonStyle.ToolButtonIconOnly),
)


class RailButton(QToolButton):
    """Pressed with Enter: Space plays and pauses, wherever one is."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setIcon(icon(icon_name, 20, "ink_muted"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("variant", "rail")
        leave_space(self)
        self.setAccessibleName(text)

    def make_accessible(self) -> ButtonAccessible:
        return ButtonAccessible(self, QAccessible.Role.PageTab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.showMenu() if self.menu() is not None else self.click()
        else:
            super().keyPressEvent(event)


class Rail(QFrame):
    """A button for each row of the table of pages that belongs to no other. Signals:
    page_chosen(str), a page's key.
    """

    page_chosen = Signal(str)

    def __init__(
        self,
        specs: Iterable[PageSpec[Any]],
        shortcuts: CommandKeys,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self.setProperty("surface", "rail")
        self.setAccessibleName(_("Pages"))
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, RailButton] = {}
        self.menu_button = _menu_button()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, SPACE.m, SPACE.s, SPACE.m)
        column.setSpacing(SPACE.xs)
        foot = []
        self._within: dict[str, str] = {}
        for spec in specs:
            if spec.within:
                self._within[spec.key] = spec.within
                continue
            button = self._button(spec)
            if spec.at_foot:
                foot.append(button)
            else:
                column.addWidget(button)
        column.addStretch(1)
        for button in (self.menu_button, *foot):
            column.addWidget(button)
        self._name_keys()
        shortcuts.subscribe(self._name_keys)
        self._fit()

    def make_accessible(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.PageTabList)

    def _name_keys(self) -> None:
        for key, button in self._buttons.items():
            keys = self._shortcuts.text(f"page_{key}")
            # Translators: a hint: the name of a page and its shortcut
            hint = _("{page}  {keys}", page=button.text(), keys=keys)
            button.setToolTip(hint if keys else button.text())

    def set_menu(self, menu: QMenu) -> None:
        """What the “Menu” button opens."""
        self.menu_button.setMenu(menu)

    def show_page(self, key: str) -> None:
        self._buttons[self._within.get(key, key)].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._buttons:
            self._fit()

    def _button(self, spec: PageSpec[Any]) -> RailButton:
        button = RailButton(str(spec.title), spec.icon)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.page_chosen.emit(spec.key))
        self._group.addButton(button)
        self._buttons[spec.key] = button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Icons alone where there is no height for names; tooltips and screen readers still have
        them.
        """
        buttons = (*self._buttons.values(), self.menu_button)
        fitting = (step for step in _STEPS if self._height_of(step[0]) <= self.height())
        high_px, least_px, style = next(fitting, _STEPS[-1])
        has_names = style is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        wide_px = max(scaled_px(least_px), self._widest_name() if has_names else 0)
        for button in buttons:
            button.setToolButtonStyle(style)
            button.setIconSize(QSize(scaled_px(20), scaled_px(20)))
            button.setFixedHeight(scaled_px(high_px))
        self.setFixedWidth(wide_px + 2 * SPACE.xs)

    def _widest_name(self) -> int:
        """The width of a button that shows it whole; some languages have longer ones."""
        buttons = (*self._buttons.values(), self.menu_button)
        text_px = max(each.fontMetrics().horizontalAdvance(each.text()) for each in buttons)
        return text_px + 2 * SPACE.s

    def minimumSizeHint(self) -> QSize:
        """With icons alone."""
        high_px, wide_px, _style = _STEPS[-1]
        return QSize(scaled_px(wide_px) + 2 * SPACE.xs, self._height_of(high_px))

    def _height_of(self, button_px: int) -> int:
        """With buttons of that height."""
        count = len(self._buttons) + 1
        return count * scaled_px(button_px) + (count - 1) * SPACE.xs + 2 * SPACE.m


def _menu_button() -> RailButton:
    button = RailButton(_("Menu"), "ellipsis")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolTip(_("All commands"))
    return button
