"""The shortcuts of the window's commands: the listener's own, or else those they come with."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.shell.command import Command
from ui.shell.key_rules import FIXED, may_be_used
from ui.widgets.key_text import KeyText

log = logging.getLogger(__name__)

_MODIFIERS = ("Ctrl", "Shift", "Alt")
_BARE_NAMES = ("Backspace", "Delete", "Space", "Left", "Right")
OwnKeys = Mapping[str, tuple[str, ...]]


class CommandKeys:
    """Which shortcuts the commands of one window have now.

    Whoever shows one and doesn't ask each time subscribes.
    """

    def __init__(self, commands: Iterable[Command[Any]], own: OwnKeys | None = None) -> None:
        """own: the listener's, by the commands' keys; none for a command without any."""
        self._defaults = {command.key: command for command in commands}
        self._subscribers: list[Callable[[], object]] = []
        self._keys = _effective(self._defaults, own or {})
        self._single: frozenset[str] | None = None

    def subscribe(self, subscriber: Callable[[], object]) -> None:
        self._subscribers.append(subscriber)

    def take(self, own: OwnKeys) -> None:
        """The listener has chosen; takes effect at once."""
        keys = _effective(self._defaults, own)
        if keys != self._keys:
            self._keys, self._single = keys, None
            for subscriber in tuple(self._subscribers):
                subscriber()

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """Each with the shortcuts that it has now."""
        return tuple(
            replace(command, shortcuts=self._keys[key]) for key, command in self._defaults.items()
        )

    def of(self, command_key: str) -> tuple[str, ...]:
        """Qt's portable text. Raises KeyError for an unknown command."""
        return self._keys[command_key]

    def default(self, command_key: str) -> tuple[str, ...]:
        """Those it comes with."""
        return self._defaults[command_key].shortcuts

    def text(self, command_key: str) -> str:
        """The first shortcut as the listener's keyboard names it; empty without one. In a hint it
        stays up to date.

        Raises KeyError for an unknown command.
        """
        return KeyText(partial(self._text_now, command_key))

    def _text_now(self, command_key: str) -> str:
        shortcuts = self._keys[command_key]
        return native_text(shortcuts[0]) if shortcuts else ""

    def single(self) -> dict[str, str]:
        """The shortcuts that are a single character, in lower case, and what each does."""
        return {
            shortcut.casefold(): str(self._defaults[key].text)
            for key, shortcuts in self._keys.items()
            for shortcut in shortcuts
            if len(shortcut) == 1
        }

    def is_single(self, character: str) -> bool:
        """The same of one character; asked at each key."""
        if self._single is None:
            self._single = frozenset(self.single())
        return character in self._single


def _effective(defaults: Mapping[str, Command[Any]], own: OwnKeys) -> dict[str, tuple[str, ...]]:
    """Of two commands with the same shortcut, the listener's own choice has it, else the first."""
    chosen = {key: own[key] for key in defaults if key in own and key not in FIXED}
    for key in own.keys() - chosen.keys():
        log.warning("the shortcuts of %r in the settings are ignored", key)
    fixed = {each for key in defaults if key in FIXED for each in defaults[key].shortcuts}
    taken = set(fixed)
    kept = {key: tuple(_free(key, keys, taken)) for key, keys in chosen.items()}
    return {
        key: kept[key]
        if key in kept
        else tuple(each for each in command.shortcuts if key in FIXED or each not in taken)
        for key, command in defaults.items()
    }


def _free(key: str, shortcuts: Iterable[str], taken: set[str]) -> Iterator[str]:
    for shortcut in shortcuts:
        portable = as_portable(shortcut)
        if not portable or not may_be_used(portable) or portable in taken:
            log.warning("the shortcut %r of %r in the settings is ignored", shortcut, key)
            continue
        taken.add(portable)
        yield portable


def as_portable(shortcut: str) -> str:
    """As Qt writes it; empty if it isn't one key with what is held."""
    sequence = key_sequence(shortcut)
    if sequence.count() != 1:
        return ""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


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
