"""Artificial languages that reveal what would trouble a translation: texts that aren't in the
catalogue, have no space to grow, or break when the page is laid out from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable

OPENING, CLOSING = "⟦", "⟧"
_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|&(?=\w)|<[^<>]*>|%\w)")
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž",
)
_MORE_ROOM = (
    0.35  # German and French are a third longer: w3.org/International/articles/article-text-size
)
_RIGHT_TO_LEFT, _END = "\u202e", "\u202c"


class Derived:
    """A catalogue whose texts are made from the English ones."""

    def __init__(self, made: Callable[[str], str]) -> None:
        self._made = made

    def gettext(self, message: str) -> str:
        return self._made(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._made(msgid1 if n == 1 else msgid2)

    def pgettext(self, _context: str, message: str) -> str:
        return self._made(message)

    def npgettext(self, _context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._made(msgid1 if n == 1 else msgid2)


def longer(message: str) -> str:
    """Accented, longer by a third, and between brackets: “⟦Öþéñ ··⟧”."""
    if not _has_letters(message):
        return message
    more = "·" * max(1, round(len(message) * _MORE_ROOM))
    return f"{OPENING}{_accented(message)} {more}{CLOSING}"


def mirrored(message: str) -> str:
    """Runs from right to left, as Arabic does, and is still readable."""
    if not _has_letters(message):
        return message
    return "".join(
        part if _PLACEHOLDER.fullmatch(part) else f"{_RIGHT_TO_LEFT}{part}{_END}"
        for part in _PLACEHOLDER.split(message)
        if part
    )


def _accented(message: str) -> str:
    parts = _PLACEHOLDER.split(message)
    return "".join(
        part if _PLACEHOLDER.fullmatch(part) else part.translate(_ACCENTED) for part in parts
    )


def _has_letters(message: str) -> bool:
    return any(letter.isalpha() for letter in _PLACEHOLDER.sub("", message))
