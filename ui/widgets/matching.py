"""Which names a few typed letters mean, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

T = TypeVar("T")

LEAST_SCORE = 55.0
MOST = 30


def ranked(things: Sequence[T], text: str, words: Callable[[T], str]) -> list[T]:
    """The things whose words match, best first; all of them, in order, while nothing is typed."""
    if not text:
        return list(things[:MOST])
    found = process.extract(
        text,
        [words(thing) for thing in things],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=LEAST_SCORE,
        limit=MOST,
    )
    return [things[place] for _, _, place in found]
