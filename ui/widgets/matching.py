"""Which names a few typed letters mean, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

T = TypeVar("T")

LEAST_SCORE = 55.0
MOST = 30


def ranked(things: Sequence[T], text: str, words: Callable[[T], str]) -> list[T]:
    """The things whose words match, best first; all of them, in order, while nothing is typed.

    What is written just so comes before what is only similar: the fuzzy score alone puts a short
    text with some of the letters before a long one that has the very word.
    """
    if not text:
        return list(things[:MOST])
    said = [utils.default_process(words(thing)) for thing in things]
    typed = utils.default_process(text)
    found = process.extract(
        typed, said, scorer=fuzz.WRatio, score_cutoff=LEAST_SCORE, limit=len(things)
    )
    places = {place: (3, -score) for _, score, place in found}
    for place, line in enumerate(said):
        exactness = _exactness(typed, line)
        if exactness is not None:
            places[place] = (exactness, 0.0)
    best = sorted(places, key=lambda place: (places[place], place))
    return [things[place] for place in best[:MOST]]


def means(text: str, words: str) -> bool:
    """Whether every typed word begins a word."""
    typed, line = utils.default_process(text), utils.default_process(words)
    return _begins_words(typed, line)


def _exactness(typed: str, line: str) -> int | None:
    """0: the line begins so; 1: each typed word begins a word; 2: each is in it; None: not."""
    if not typed:
        return None
    if line.startswith(typed):
        return 0
    if _begins_words(typed, line):
        return 1
    return 2 if all(part in line for part in typed.split()) else None


def _begins_words(typed: str, line: str) -> bool:
    words = line.split()
    return all(any(word.startswith(part) for word in words) for part in typed.split())
