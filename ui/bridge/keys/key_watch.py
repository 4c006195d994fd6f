"""Sees every key event of the window first, without looking at any other event of the program.

An event filter on the application is called from C++ into Python for every paint, move and timer:
measured at 7,000 calls while the window opens. Keys only ever go to the widget with the focus, or
to the window when there is none, so only those two are watched.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.bridge.keys.key_repeats import KeyRepeats

KeyHandler = Callable[[QKeyEvent], bool]

_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride))


class KeyWatch(QObject):
    """Asks its handlers in turn about each key event; one that answers True has taken it.

    on_deactivated: called when the window loses the keyboard to another window.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        self._handlers: list[KeyHandler] = []
        self.repeats = KeyRepeats(self)
        self.on_deactivated: Callable[[], None] = _nothing
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
            # An event that nobody took climbs from the focus to the window: once is enough.
            if watched is self._window and self._watched is not None:
                return False
            if kind != QEvent.Type.ShortcutOverride and self.repeats.takes(watched, event):
                return True
            return any(handler(event) for handler in self._handlers)
        if kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self.repeats.let_go()
            self.on_deactivated()
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
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


def _nothing() -> None:
    """Nobody minds that the keyboard went elsewhere."""
