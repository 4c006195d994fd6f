"""Which keys a listener may give to a command.

Keys that mark stay what they are: the digits and F, with Shift or without, and those of the
commands in FIXED, which belong to marking. So do the keys with which every window is used.
"""

from __future__ import annotations

FIXED = frozenset(("note", "remove_newest"))
_MARKING = frozenset("123456789F")
_EVERYWHERE = frozenset(  # not shown
    ("Esc", "Tab", "Backtab", "Return", "Enter", "Up", "Down", "PgUp", "PgDown", "Home", "End",
     "Menu", "Alt", "Shift", "Ctrl", "Meta", "CapsLock", "")
)  # fmt: skip


def marks(shortcut: str) -> bool:
    """Whether it is a key that marks. shortcut: Qt's portable text."""
    return shortcut.removeprefix("Shift+").upper() in _MARKING


def is_needed_everywhere(shortcut: str) -> bool:
    """Whether lists, dialogs and fields are used with it."""
    return shortcut.removeprefix("Shift+") in _EVERYWHERE or shortcut.endswith("+Tab")


def may_be_used(shortcut: str) -> bool:
    return not marks(shortcut) and not is_needed_everywhere(shortcut)
