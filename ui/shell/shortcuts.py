"""The keys of the window's commands, for hints and for whoever chooses a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QKeySequence

from ui.shell.command import Command


class CommandKeys:
    """Which keys the commands of one window have."""

    def __init__(self, commands: Iterable[Command[Any]]) -> None:
        self._commands = {command.key: command for command in commands}

    def text(self, command_key: str) -> str:
        """The first shortcut as the listener's keyboard names it; empty without one.

        Raises KeyError for a command there is not.
        """
        shortcuts = self._commands[command_key].shortcuts
        return native_text(shortcuts[0]) if shortcuts else ""

    def single(self) -> dict[str, str]:
        """The shortcuts that are one character, in small letters, and what each of them does."""
        return {
            shortcut.casefold(): command.text
            for command in self._commands.values()
            for shortcut in command.shortcuts
            if len(shortcut) == 1
        }


def native_text(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
