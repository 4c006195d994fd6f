"""Texts for the listener, in the listener's language.

The code contains the English; the other languages are gettext catalogues in `resources/words`. A
text is looked up when it is shown, so a module's constants are `Text`. `make words` finds the texts
by the names of these functions.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Protocol

log = logging.getLogger(__name__)

_FROM_THE_RIGHT = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RIGHT_TO_LEFT = re.compile(f"[{_FROM_THE_RIGHT}]")
_LEFT_TO_RIGHT = re.compile(rf"[^\W\d_{_FROM_THE_RIGHT}]")  # letters of all other scripts
_TURNED = "\u202e"  # what a pseudo-locale says
_BEGIN, END_OF_ISOLATE = "\u2068", "\u2069"  # it reads as its first letter does


class Catalogue(Protocol):
    """One language's texts, as the standard library's `gettext` has them."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...
    def pgettext(self, context: str, message: str) -> str: ...
    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str: ...


class English:
    """The texts as they are in the code."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2

    def pgettext(self, _context: str, message: str) -> str:
        return message

    def npgettext(self, _context: str, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


class _Language:
    """The catalogue in use, one for the whole process."""

    catalogue: Catalogue = English()
    reads_from_right = False


def speak(catalogue: Catalogue, *, reads_from_right: bool = False) -> None:
    """Uses this catalogue from now on."""
    _Language.catalogue = catalogue
    _Language.reads_from_right = reads_from_right


def _(message: str, /, **values: str) -> str:
    """values: what replaces `{name}` in the text. Counts belong in `ngettext`; other numbers are
    passed as finished text.
    """
    return _filled(_Language.catalogue.gettext(message), message, values)


def ngettext(one: str, many: str, n: int, /, **values: str) -> str:
    """`{n}` in the text becomes the number as this language writes it: “2,400 marks”."""
    found = _Language.catalogue.ngettext(one, many, n)
    return _filled(found, one if n == 1 else many, {"n": number(n), **values})


def pgettext(context: str, message: str, /, **values: str) -> str:
    """For an English word with several meanings. context: which of them, for translators."""
    return _filled(_Language.catalogue.pgettext(context, message), message, values)


def npgettext(context: str, one: str, many: str, n: int, /, **values: str) -> str:
    """`ngettext` for an English word with several meanings."""
    found = _Language.catalogue.npgettext(context, one, many, n)
    return _filled(found, one if n == 1 else many, {"n": number(n), **values})


def number(n: int) -> str:
    """A whole number with thousands separators: “2,400”."""
    # Translators: the thousands separator, as in 1,000,000
    return f"{n:,}".replace(",", pgettext("between thousands", ","))


def decimal(value: float, places: int | None = None) -> str:
    """A number as this language writes it: “2.5”. places: its decimals; None for those it needs."""
    written = f"{value:g}" if places is None else f"{value:.{places}f}"
    # Translators: what stands before decimals, as in 2.5
    return written.replace(".", pgettext("before decimals", "."))


class Text:
    """A text that is looked up when it is shown: `str(text)`.

    For the constants of a module or a class, such as `Text("Open folder")`. Not a dataclass:
    importing those takes 5 ms, and the window's first frame waits for this module.
    """

    __slots__ = ("context", "message")

    def __init__(self, message: str, context: str = "") -> None:
        self.message = message
        self.context = context

    def __str__(self) -> str:
        return pgettext(self.context, self.message) if self.context else _(self.message)

    def filled(self, **values: str) -> str:
        """The text with each `{name}` replaced by its value."""
        if self.context:
            return pgettext(self.context, self.message, **values)
        return _(self.message, **values)


def isolated(text: str) -> str:
    """For a part of a line: Arabic and Hebrew move none of the other parts, such as a time. Nor
    does English in a line of theirs, where its own full stop would be before it.

    A text that reads as the language does stays as it is.
    """
    return f"{_BEGIN}{text}{END_OF_ISOLATE}" if _reads_otherwise(text) else text


def _reads_otherwise(text: str) -> bool:
    if _Language.reads_from_right:
        return _TURNED not in text and _LEFT_TO_RIGHT.search(text) is not None
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def closed_at(text: str, place: int) -> str:
    """A text of isolated parts from which some was left out at `place`: none of them ends later
    than it did, and none begins anew.
    """
    before, after = text[:place], text[place:]
    left_open = before.count(_BEGIN) - before.count(END_OF_ISOLATE)
    to_end, depth = 0, 0
    for sign in after:
        depth += (sign == _BEGIN) - (sign == END_OF_ISOLATE)
        to_end = max(to_end, -depth)
    missing = left_open - to_end
    return f"{before}{END_OF_ISOLATE * missing or _BEGIN * -missing}{after}"


def dotted(*parts: str) -> str:
    """“Love theme · 1:05”; empty parts are left out."""
    return " · ".join(isolated(part) for part in parts if part)


def listed(parts: Iterable[str]) -> str:
    """“1 work, 5 scenes”; empty parts are left out."""
    # Translators: what stands between the items of a list, as in “1 work, 5 scenes”
    comma = pgettext("between the items of a list", ", ")
    return comma.join(isolated(part) for part in parts if part)


def _filled(text: str, message: str, values: dict[str, str]) -> str:
    """Falls back to English if the translation has a placeholder without a value."""
    if not values:
        return text
    values = {name: isolated(value) for name, value in values.items()}
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError) as fault:
        log.warning("the translation %r can’t be filled in: %s", text, fault)
        return message.format_map(values)
