"""The language of the texts: chosen, or the first of the desktop's that has a catalogue."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.core import words
from app.core.resources import WORDS

if TYPE_CHECKING:
    from app.core.words import Catalogue

DOMAIN = "ost-my-heart"
ENGLISH = "en"
LONGER, MIRRORED = "en-XA", "ar-XB"  # pseudo-locales, named as other systems name them
PSEUDO = (LONGER, MIRRORED)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # as gettext asks them


class _Spoken:
    """The language in use, one for the whole process."""

    code = ENGLISH


def speak(chosen: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Uses the chosen language, otherwise the desktop's, otherwise English. Returns its code.

    chosen: a code as in `available`, or one of `PSEUDO`; empty for the desktop's.
    """
    wanted = [chosen] if chosen else _wanted(environment)
    code = next((found for each in wanted if (found := _known(each))), ENGLISH)
    words.speak(_catalogue(code), reads_from_right=reads_right_to_left(code))
    _Spoken.code = code
    return code


def spoken() -> str:
    """The code of the language in use."""
    return _Spoken.code


@cache
def available() -> tuple[str, ...]:
    """The codes of English and of the languages that have a catalogue."""
    folders = sorted(file.parents[1].name for file in WORDS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (ENGLISH, *folders)


def reads_right_to_left(code: str) -> bool:
    return code.partition("-")[0].partition("_")[0] in RIGHT_TO_LEFT


def catalogue_file(code: str) -> Path:
    return WORDS / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _wanted(environment: Mapping[str, str]) -> Iterable[str]:
    """The desktop's languages, the preferred one first."""
    said = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    return said.split(":")


def _known(wanted: str) -> str:
    """The code of the catalogue to use: “de” for “de_AT.UTF-8”; empty if there is none."""
    if wanted in PSEUDO:
        return wanted
    place = wanted.partition(".")[0].partition("@")[0].replace("-", "_")
    for code in (place, place.partition("_")[0]):
        if code in (ENGLISH, "C", "POSIX"):
            return ENGLISH
        if code and catalogue_file(code).is_file():
            return code
    return ""


def _catalogue(code: str) -> Catalogue:
    if code == ENGLISH:
        return words.English()
    if code in PSEUDO:
        from app.core.pseudo_locale import Derived, longer, mirrored

        return Derived(longer if code == LONGER else mirrored)
    from gettext import GNUTranslations  # not needed in English, and would slow down the start

    with catalogue_file(code).open("rb") as file:
        return GNUTranslations(file)
