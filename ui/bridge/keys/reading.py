"""One way to read a key, whatever the keyboard: by its character, or else by its place.

A character counts where it names a key: a Latin letter, or a sign or letter that the table of keys
has. Otherwise the key in that place of a keyboard from the US is meant, so that every key can be
reached under Cyrillic, Greek or Hebrew. The digits are always those places: under AZERTY they need
Shift.
"""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

# Places are evdev’s codes, which Windows shares as set-1 scan codes; X11 and Wayland add 8. macOS
# reports none.
_ADDED = {"xcb": 8, "wayland": 8, "windows": 0}
_ROWS = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'", 44: "zxcvbnm,./"}
KEY_AT = {first + at: key for first, row in _ROWS.items() for at, key in enumerate(row)}
SHIFTED = dict(zip("-=[];',./", '_+{}:"<>?', strict=True))
_DIGITS = frozenset("123456789")
_ALT_GR = Qt.KeyboardModifier.GroupSwitchModifier  # no shortcut of Qt’s matches with it
_FIRST_NAMED = 0x01000000  # Qt’s keys below are characters


class KeyReading:
    """Reads the keys of one window, and learns its keyboard from what is typed.

    is_key: whether a character, in lower case, is in the table of keys.
    """

    def __init__(self, is_key: Callable[[str], bool]) -> None:
        self._is_key = is_key
        self._has_latin = True  # until a letter of another script was typed
        self.typed: dict[str, str] = {}  # the character at a place, by the key there in the US

    def read(self, event: QKeyEvent) -> QKeyEvent:
        """The event itself, or one for the key that is meant."""
        here, typed = key_at(event), character(event)
        if not here or not typed:
            return event
        if event.modifiers() & _ALT_GR:
            return _told_as(event, typed) if self._is_key(typed) else event
        self._learn(here, typed, event)
        if here in _DIGITS:
            return _told_as(event, here) if typed != here else event
        if typed in ascii_lowercase or typed == here or self._is_key(typed):
            return event
        if here.isalpha() and self._has_latin:
            return event  # Dvorak has “;” where others have Z, and Z elsewhere
        return _told_as(event, SHIFTED.get(here, here) if _has_shift(event) else here)

    def _learn(self, here: str, typed: str, event: QKeyEvent) -> None:
        if typed.isalpha():
            self._has_latin = typed in ascii_lowercase or ord(typed) < 0x250  # “ü” is Latin, too
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.typed[here] = typed


def key_at(event: QKeyEvent) -> str:
    """The key in that place of a keyboard from the US; empty if it isn’t a place for characters."""
    added = _ADDED.get(QGuiApplication.platformName().split("-")[0])
    code = event.nativeScanCode()
    return "" if added is None or not code else KEY_AT.get(code - added, "")


def character(event: QKeyEvent) -> str:
    """What the key types, in lower case; empty for a dead key and for one without a character."""
    key = event.key()
    return _one_of(str.lower, chr(key)) if 0x20 < key < _FIRST_NAMED else ""


def sequence(event: QKeyEvent) -> QKeySequence:
    """As a shortcut says it: Shift is part of a sign already."""
    modifiers, typed = event.modifiers(), character(event)
    if typed and not typed.isalnum():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))


def _one_of(change: Callable[[str], str], letter: str) -> str:
    """A key is one sign: “ß” has no capital, as two would be needed, nor has “İ” a small one."""
    changed = change(letter)
    return changed if len(changed) == 1 else letter


def _has_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _told_as(event: QKeyEvent, key: str) -> QKeyEvent:
    capital = _one_of(str.upper, key)
    told = QKeyEvent(
        event.type(),
        ord(capital),
        event.modifiers() & ~_ALT_GR,
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        capital if key.isalpha() and _has_shift(event) else key,
        event.isAutoRepeat(),
        event.count(),
    )
    told.setTimestamp(event.timestamp())
    return told
