"""Names of shortcuts that the listener may change while they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)

_TOLD: WeakKeyDictionary[QWidget, Callable[[Any], object]] = WeakKeyDictionary()


class KeyText(str):
    """The shortcut of a command as it was called when it was asked for; filled into a text, it is
    what it is called by then. now: what it is called at present; empty for none.
    """

    now: Callable[[], str]

    def __new__(cls, now: Callable[[], str]) -> Self:
        made = super().__new__(cls, now())
        made.now = now
        return made

    def __format__(self, spec: str) -> str:
        return format(self.now(), spec)


def key_now(shortcut: str) -> str:
    """What the shortcut is called at present."""
    return shortcut.now() if isinstance(shortcut, KeyText) else shortcut


def tell_keys(widget: W, tell: Callable[[W], object]) -> None:
    """Tells a widget what to say, now and whenever shortcuts have changed. tell: keeps no reference
    to the widget, which is given to it.
    """
    _TOLD[widget] = tell
    tell(widget)


def tell_no_keys(widget: QWidget) -> None:
    """What it says names no shortcut any more."""
    _TOLD.pop(widget, None)


def tell_keys_again() -> None:
    """Shortcuts have changed."""
    for widget, tell in list(_TOLD.items()):
        if isValid(widget):
            tell(widget)
