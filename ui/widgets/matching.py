"""Which names a few typed letters mean, best first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

T = TypeVar("T")

LEAST_SCORE = 55.0
MOST = 30
LONGEST = 300  # characters; a longer text is no few letters, and similar to anything

_SAME_SIGNS = str.maketrans("’‘“”–—", "''\"\"--")
_BESIDE_WORDS = ",;:.\"'()"  # “Smith, John” means the words


def ranked(
    things: Sequence[T],
    text: str,
    words: Callable[[T], str],
    name: Callable[[T], str] | None = None,
) -> list[T]:
    """The things whose words match, best first; all of them, in order, while nothing is typed.

    name: what a thing is called; the one that is called just so is the first.
    What is written just so comes before what is only similar: the fuzzy score alone puts a short
    text with some of the letters before a long one that has the very word.
    """
    if not text:
        return list(things[:MOST])
    said = [words(thing) for thing in things]
    called = name or words
    typed = _plain(text)
    places = _similar(text, said) if len(typed) <= LONGEST else {}
    for place, (thing, line) in enumerate(zip(things, said, strict=True)):
        exactness = _exactness(typed, _plain(line))
        if exactness is not None:
            is_just_so = is_same(called(thing), text)
            places[place] = (-1 if is_just_so else exactness, 0.0)
    best = sorted(places, key=lambda place: (places[place], place))
    return [things[place] for place in best[:MOST]]


def is_same(name: str, text: str) -> bool:
    """Whether it is the same name, however its letters are composed, large or small."""
    return _plain(name) == _plain(text)


def means(text: str, words: str) -> bool:
    """Whether every typed word begins a word."""
    return _begins_words(_plain(text), _plain(words))


def _similar(text: str, said: Sequence[str]) -> dict[int, tuple[int, float]]:
    lines = [utils.default_process(line) for line in said]
    typed = utils.default_process(text)
    found = process.extract(
        typed, lines, scorer=fuzz.WRatio, score_cutoff=LEAST_SCORE, limit=len(lines)
    )
    return {place: (3, -score) for _, score, place in found}


def _exactness(typed: str, line: str) -> int | None:
    """0: the line begins so; 1: each typed word begins a word; 2: each is in it; None: not."""
    if line.startswith(typed):
        return 0
    if len(typed) > LONGEST:
        return None
    is_in = all(part in line for part in _parts(typed))
    if (is_in or not line.isascii()) and _begins_words(typed, line):
        return 1
    return 2 if is_in else None


def _begins_words(typed: str, line: str) -> bool:
    """An accent that isn’t typed is no difference; one that is typed is."""
    words = line.split()
    if not line.replace(" ", "").isalnum():
        words += utils.default_process(line).split()
    if not line.isascii():
        words += [_without_accents(word) for word in words]
    return all(any(word.startswith(part) for word in words) for part in _parts(typed))


@lru_cache(maxsize=1)
def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part.strip(_BESIDE_WORDS) or part for part in typed.split())


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """As it is compared: signs count, kinds of quotes and dashes don’t."""
    composed = unicodedata.normalize("NFC", text.translate(_SAME_SIGNS).casefold())
    return " ".join(composed.split())


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
