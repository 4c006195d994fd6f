"""What a listener types, looked for in texts: without case, accents, kinds of kana, and widths; and
which names are the same.

Everything that searches asks here, or in SQL for the same function (`db/search/`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from db.search.fold import fold as fold
from db.search.fold import folded_places

Terms = tuple[str, ...]
Hit = tuple[int, int]  # from and to in a text


def terms_of(typed: str) -> Terms:
    """The words to be found, folded; each once."""
    return tuple(dict.fromkeys(fold(typed).split())) if typed else ()


def name_key(name: str) -> str:
    """Equal for names that are the same, whatever their case, spaces, width and composition.

    Unlike in a search, accents count: “Ånger” is regret, in Swedish, and not “Anger”. So this says
    what is the same where nobody is asked.
    """
    composed = unicodedata.normalize("NFKC", name)
    return " ".join(unicodedata.normalize("NFKC", composed.casefold()).split())


def is_same_name(name: str, other: str) -> bool:
    return name_key(name) == name_key(other)


def says(text: str, terms: Sequence[str]) -> bool:
    """Whether every term is in the text."""
    folded = fold(text)
    return all(term in folded for term in terms)


@lru_cache(maxsize=1024)  # rows are painted many times
def hits(text: str, terms: Terms) -> tuple[Hit, ...]:
    """Where any of the terms is in the text: from and to, in order, apart from one another.

    Whole letters: “s” hits both of “ß”.
    """
    if not terms:
        return ()
    folded, starts, ends = folded_places(text)
    apart: list[Hit] = []
    for start, end in sorted(
        (starts[first], ends[first + len(term) - 1])
        for term in terms
        for first in _places(folded, term)
    ):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return tuple(apart)


def _places(folded: str, term: str) -> Iterator[int]:
    place = folded.find(term)
    while place >= 0:
        yield place
        place = folded.find(term, place + 1)
