"""Sees every key event of the window first, without seeing all other events of the program, and
passes each on as the key that is meant.

An event filter on the application is called from C++ into Python for every paint, move and timer:
measured at 7,000 calls while the window opens. Key events only go to the focused widget, or to the
window if there is none, so only those two are watched.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.bridge.keys.key_repeats import KeyRepeats
from ui.bridge.keys.reading import KeyReading
from ui.bridge.keys.typing import is_typing

KeyHandler = Callable[[QKeyEvent], bool]

_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride))


class KeyWatch(QObject):
    """Offers each key event to its handlers in turn; one that returns True has taken it.

    While a word is being composed, no key is anything but a part of it.

    on_deactivated: called when the window loses the focus to another window. run_shortcut: runs the
    command whose shortcut a key press is, where Qt didn't recognise it; returns whether there is
    one.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        self._handlers: list[KeyHandler] = []
        self._is_passing_on = False
        self._is_composing = False
        self._is_spared = False  # the key that is about to be pressed is needed by a widget
        self.repeats = KeyRepeats(self)
        self.reading = KeyReading(lambda key: self.is_key(key))
        self.is_key: Callable[[str], bool] = _no_key
        self.on_deactivated: Callable[[], None] = _nothing
        self.run_shortcut: KeyHandler = _no_command
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window.installEventFilter(self)
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, app.focusWidget())

    def add(self, handler: KeyHandler) -> None:
        self._handlers.append(handler)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            # An event that nobody took goes on from the focused widget to the window: once is
            # enough.
            if watched is self._window and self._watched is not None:
                return False
            if kind != QEvent.Type.ShortcutOverride and self.repeats.takes(watched, event):
                return True
            return self._on_key(watched, event)
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self.repeats.let_go()
            self.on_deactivated()
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if self._is_composing:
            return _keep_from_shortcuts(event)
        if self._is_passing_on:
            return event.type() == QEvent.Type.ShortcutOverride and self._is_taken(event)
        read = event if is_typing() else self.reading.read(event)
        if read is event:
            return self._is_taken(event)
        return self._pass_on(watched, event, read)

    def _pass_on(self, watched: QObject, event: QKeyEvent, read: QKeyEvent) -> bool:
        """The key that is meant goes where the event would have gone."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._is_spared = self._is_needed(watched, read)
            event.setAccepted(self._is_spared)
            return True
        if self._is_taken(read):
            return True
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and not self._is_spared and self.run_shortcut(read):
            return True
        self._send(watched, read)
        return True

    def _is_needed(self, watched: QObject, read: QKeyEvent) -> bool:
        read.ignore()
        self._send(watched, read)
        return read.isAccepted()

    def _send(self, watched: QObject, read: QKeyEvent) -> None:
        self._is_passing_on = True
        try:
            QApplication.sendEvent(watched, read)
        finally:
            self._is_passing_on = False

    def _is_taken(self, event: QKeyEvent) -> bool:
        return any(handler(event) for handler in self._handlers)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._is_composing = False
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        is_ours = new is not None and new is not self._window and new.window() is self._window
        self._watched = new if is_ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None


def _keep_from_shortcuts(event: QKeyEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    event.accept()
    return True


def _nothing() -> None:
    """By default, nothing happens when the window loses the focus."""


def _no_key(_character: str) -> bool:
    """By default, only Latin letters name keys."""
    return False


def _no_command(_event: QKeyEvent) -> bool:
    """By default, there are no commands."""
    return False
