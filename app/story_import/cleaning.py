"""Found words as the journal can hold them, so that what was taken in is recognised again."""

from __future__ import annotations

import re

from app.core.words import ngettext
from db.ranges.doors import without_odd_signs
from db.ranges.limits import MOST_NAME, MOST_TEXT
from db.search.fold import fold

# Marks of direction and byte order, which programs leave around what they export.
_UNSEEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
_SPACES = re.compile(r"\s+")
_APART = re.compile(r"\s*[,;、，；/]\s*|\s+(?:&|\+)\s+")  # noqa: RUF001 - as they are typed
_ROLE_NOTE = re.compile(r"\s*\((?:voice|uncredited|archive footage|as [^)]*|credit only)\)", re.I)


def clean(text: str) -> str:
    """One line, without what isn't seen and without double spaces."""
    return _SPACES.sub(" ", _UNSEEN.sub("", without_odd_signs(text))).strip()


def clean_text(text: str) -> str:
    """The same for a text of several lines; at most as long as a text may be."""
    lines = (clean(line) for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MOST_TEXT]


def name_fault(name: str) -> str:
    """Why it can't be a title, as a sentence; empty if it can."""
    if len(name) <= MOST_NAME:
        return ""
    return ngettext(
        "Its title is longer than {n} character.",
        "Its title is longer than {n} characters.",
        MOST_NAME,
    )


def people_in(text: str) -> tuple[str, ...]:
    """The names in “Mira, Elio & Sefa”, each once."""
    names = (clean(name) for name in _APART.split(text))
    return tuple(dict.fromkeys(name for name in names if name and not name_fault(name)))


def roles_in(text: str) -> tuple[str, ...]:
    """The characters in an actor's role: “Mira / The keeper (voice)”."""
    names = (clean(name) for name in _ROLE_NOTE.sub("", text).split(" / "))
    return tuple(dict.fromkeys(name for name in names if name and not name_fault(name)))


def same(name: str) -> str:
    """Names with the same result are one and the same name."""
    return fold(clean(name))
