"""Drives a window with key and mouse events like the system's.

The events go in where those of the window system do, so that focus, shortcuts, key filters and
popups play their parts.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
NO_MODIFIER = _Modifier.NoModifier
_DRAG_STEPS = 8


class InputDriver:
    """Drives one window and any dialog it has open. Points are in the widget's pixels."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    @property
    def has_keyboard(self) -> bool:
        """Whether keys reach the window itself, not one of its dialogs or nothing."""
        return QApplication.activeWindow() is self._window

    def take_keyboard(self) -> None:
        """Asks for the focus: without a window manager, it doesn't return after a dialog."""
        self._window.activateWindow()

    def tap(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyClick(self._keyboard(), key, modifiers)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyPress(self._keyboard(), key, modifiers)

    def release(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.keyRelease(self._keyboard(), key, modifiers)

    def ctrl(self, key: Qt.Key, *, shift: bool = False) -> None:
        self.tap(
            key, _Modifier.ControlModifier | (_Modifier.ShiftModifier if shift else NO_MODIFIER)
        )

    def alt(self, key: Qt.Key) -> None:
        self.tap(key, _Modifier.AltModifier)

    def press_shortcut(self, shortcut: str) -> None:
        """In Qt's portable text."""
        QTest.keySequence(self._keyboard(), QKeySequence(shortcut))

    def write(self, text: str) -> None:
        """ASCII only: these are keys, not an input method."""
        for letter in text:
            QTest.keyClick(self._keyboard(), ord(letter))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """In the middle of the widget by default."""
        QTest.mouseClick(*self._left(widget, at or widget.rect().center()))

    def double_click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseDClick(*self._left(widget, at or widget.rect().center()))

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        window, button, modifiers, _ = self._left(widget, start)
        QTest.mousePress(window, button, modifiers, _in_window(widget, start))
        for step in range(1, _DRAG_STEPS + 1):
            at = start + (end - start) * step / _DRAG_STEPS
            QTest.mouseMove(window, _in_window(widget, at))
        QTest.mouseRelease(window, button, modifiers, _in_window(widget, end))

    def _left(
        self, widget: QWidget, at: QPoint
    ) -> tuple[QWindow, Qt.MouseButton, Qt.KeyboardModifier, QPoint]:
        window = widget.window().windowHandle()
        return window, Qt.MouseButton.LeftButton, NO_MODIFIER, _in_window(widget, at)

    def _keyboard(self) -> QWindow:
        """What has the focus: a dialog of the window, or the window itself.

        A dialog that keeps the window from its keys gets them from its first moment, also while
        the system has not given it the focus yet.
        """
        focused: QWindow | None = QGuiApplication.focusWindow()
        modal: QWindow | None = QGuiApplication.modalWindow()
        if modal is not None and not _is_of(focused, modal):
            return modal
        return focused if focused is not None else self._window.windowHandle()


def _in_window(widget: QWidget, at: QPoint) -> QPoint:
    return widget.mapTo(widget.window(), at)


def _is_of(window: QWindow | None, dialog: QWindow) -> bool:
    """Whether it is the dialog, or was opened from it."""
    while window is not None and window is not dialog:
        window = window.transientParent()
    return window is not None
