"""The shortcuts of the window's commands: for tooltips, and for whoever chooses a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.shell.command import Command

_MODIFIERS = ("Ctrl", "Shift", "Alt")
_BARE_NAMES = ("Backspace", "Delete", "Space", "Left", "Right")


class CommandKeys:
    """Which shortcuts the commands of one window have."""

    def __init__(self, commands: Iterable[Command[Any]]) -> None:
        self._commands = {command.key: command for command in commands}

    def text(self, command_key: str) -> str:
        """The first shortcut as the listener's keyboard names it; empty without one.

        Raises KeyError for an unknown command.
        """
        shortcuts = self._commands[command_key].shortcuts
        return native_text(shortcuts[0]) if shortcuts else ""

    def single(self) -> dict[str, str]:
        """The shortcuts that are a single character, in lower case, and what each does."""
        return {
            shortcut.casefold(): str(command.text)
            for command in self._commands.values()
            for shortcut in command.shortcuts
            if len(shortcut) == 1
        }


def is_bare(shortcut: str) -> bool:
    """Whether it is one key, with Shift at most. shortcut: Qt's portable text."""
    return not shortcut.removeprefix("Shift+")[1:] or shortcut in _BARE_NAMES


def key_sequence(shortcut: str) -> QKeySequence:
    """shortcut: Qt's portable text."""
    return QKeySequence(shortcut, QKeySequence.SequenceFormat.PortableText)


def native_text(shortcut: str) -> str:
    """As the listener's keyboard names it. shortcut: Qt's portable text, or a modifier alone."""
    if shortcut in _MODIFIERS:
        return QCoreApplication.translate("QShortcut", shortcut)
    return key_sequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
