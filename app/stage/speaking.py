"""Who speaks a line, as subtitles say it: “MIRA: No wish.”

Names are looked for among those who are on in the scene; a line without one is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.story.records import Character

_COLONS = (":", "\uff1a")
_LONGEST_NAME = 40
_DASHES = "-\u2013\u2014 "


class SpokenBy(NamedTuple):
    """words: the line without the name before it."""

    words: str
    speaker: Character | None = None


def spoken_by(text: str, present: Iterable[Character]) -> SpokenBy:
    name, words = _parted(text)
    if not words:
        return SpokenBy(text)
    wanted = name.casefold()
    for person in present:
        whole = person.name.casefold()
        if wanted == whole or wanted in whole.split():
            return SpokenBy(words, person)
    return SpokenBy(text)


def _parted(text: str) -> tuple[str, str]:
    """Before and after the first colon; nothing after it if no name can stand before it."""
    at = min((text.find(colon) for colon in _COLONS if colon in text), default=-1)
    name = text[: max(0, at)].strip(_DASHES + "[]()")
    if not name or len(name) > _LONGEST_NAME:
        return "", ""
    return name, text[at + 1 :].strip()
