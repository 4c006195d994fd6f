"""What Qt tells screen readers wrongly of its own widgets, told rightly.

Qt creates the interfaces when they are needed; without a screen reader nothing here runs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QButtonGroup,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

_Text = QAccessible.Text
_Role = QAccessible.Role
_WITH_MENUS = (QPushButton, QToolButton)


@cache
def install_accessible_widgets() -> None:
    """Once in a process is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A widget that knows better than this has `make_accessible`."""
    maker = getattr(thing, "make_accessible", None)
    if maker is not None:
        made: QAccessibleInterface = maker()
        return made
    if isinstance(thing, QStackedWidget):
        return StackAccessible(thing)
    if isinstance(thing, QAbstractButton) and not isinstance(thing, QCheckBox | QRadioButton):
        return ButtonAccessible(thing)
    return None


class ButtonAccessible(QAccessibleWidget):
    """A button whose tooltip is plain text, whose menu opens, and which is one of several if it is.

    Looked up when asked: Qt makes it before the button is.

    chosen_as: its role if it can be chosen, other than that of a check box or a radio button.
    """

    def __init__(self, button: QAbstractButton, chosen_as: QAccessible.Role | None = None) -> None:
        super().__init__(button)
        self._button, self._chosen_as = button, chosen_as

    def role(self) -> QAccessible.Role:
        if not isValid(self._button):
            return _Role.Button
        if self._chosen_as is not None and self._button.isCheckable():
            return self._chosen_as
        return _role_of(self._button)

    def text(self, which: QAccessible.Text) -> str:
        if not isValid(self._button):  # it has gone, and is asked once more
            return ""
        said = super().text(which)
        if which == _Text.Name and not said:
            return self._button.text().replace("&", "")
        return plain(said) if which == _Text.Description else said

    def state(self) -> QAccessible.State:
        state, button = super().state(), self._button
        if not isValid(button):
            return state
        state.checkable = button.isCheckable()
        state.checked = button.isChecked()
        state.pressed = button.isDown()
        state.hasPopup = _has_menu(button)
        if self.role() == _Role.PageTab:
            state.selectable, state.selected = True, button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        if not (isValid(self._button) and self._button.isEnabled()):
            return []
        press = self.showMenuAction() if _has_menu(self._button) else self.pressAction()
        return [press, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """A menu opens later: it would keep who asked waiting until it is closed."""
        button = self._button
        if name == self.showMenuAction() and isinstance(button, _WITH_MENUS):
            QTimer.singleShot(0, button, button.showMenu)
        elif name == self.pressAction():
            button.click()
        else:
            super().doAction(name)


class RowAccessible(ButtonAccessible):
    """A row whose name says all of it: of what is in it, only what can be pressed is there."""

    def childCount(self) -> int:
        return len(self._buttons())

    def child(self, index: int) -> QAccessibleInterface:
        buttons = self._buttons()
        there = buttons[index] if 0 <= index < len(buttons) else None
        return QAccessible.queryAccessibleInterface(there)  # type: ignore[arg-type]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return next((n for n, one in enumerate(self._buttons()) if one is thing), -1)

    def _buttons(self) -> list[QAbstractButton]:
        return [one for one in self._button.findChildren(QAbstractButton) if not one.isHidden()]


class LineAccessible(QAccessibleWidget):
    """Several labels that are one line. in_words: asked for when somebody reads it."""

    def __init__(self, line: QWidget, in_words: Callable[[], str]) -> None:
        super().__init__(line, _Role.StaticText)
        self._in_words = in_words

    def text(self, which: QAccessible.Text) -> str:
        return self._in_words() if which == _Text.Name else super().text(which)

    def childCount(self) -> int:
        return 0


class StackAccessible(QAccessibleWidget):
    """The page that is shown, and what lies over it: the others aren’t there."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack, _Role.LayeredPane)
        self._stack = stack

    def childCount(self) -> int:
        return len(self._seen())

    def child(self, index: int) -> QAccessibleInterface:
        seen = self._seen()
        there = seen[index] if 0 <= index < len(seen) else None
        return QAccessible.queryAccessibleInterface(there)  # type: ignore[arg-type]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return next((n for n, one in enumerate(self._seen()) if one is thing), -1)

    def _seen(self) -> list[QWidget]:
        straight = Qt.FindChildOption.FindDirectChildrenOnly
        children = self._stack.findChildren(QWidget, options=straight)
        return [one for one in children if not one.isHidden() and not one.isWindow()]


def plain(text: str) -> str:
    """Without the HTML of a tooltip: one that has any begins with it, as `plain_tip` does."""
    return QTextDocumentFragment.fromHtml(text).toPlainText() if text.startswith("<") else text


def _role_of(button: QAbstractButton) -> QAccessible.Role:
    group: QButtonGroup | None = button.group()
    is_one_of_several = button.autoExclusive() or (group is not None and group.exclusive())
    if button.isCheckable():
        return _Role.RadioButton if is_one_of_several else _Role.CheckBox
    return _Role.ButtonMenu if _has_menu(button) else _Role.Button


def _has_menu(button: QAbstractButton) -> bool:
    return isinstance(button, _WITH_MENUS) and button.menu() is not None
