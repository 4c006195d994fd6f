"""Which titles mean the same, although one of them says more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from app.core.blank import is_blank

LIKE_FROM = 82.0  # of 100; “The Letter by the Window” and “Love Theme: The Letter …” are above it
_SHORTEST = 4  # letters: less is found in anything
_SIGNS = re.compile(r"[\W_]+")


def likest(names: Sequence[str], others: Sequence[str]) -> list[int | None]:
    """For each name, the place of the title that is most like it; None where none is."""
    said = [_plain(other) for other in others]
    return [_likest(_plain(name), said) for name in names]


def _likest(name: str, others: Sequence[str]) -> int | None:
    if len(name) < _SHORTEST:
        return None
    choices = {at: other for at, other in enumerate(others) if len(other) >= _SHORTEST}
    found = process.extractOne(name, choices, scorer=_like, score_cutoff=LIKE_FROM)
    return None if found is None else int(found[2])


def _like(one: str, other: str, **_cutoff: object) -> float:
    """Words in any order, or one inside the other as a whole: with fewer letters than a third of
    the longer one, that says little.
    """
    whole = fuzz.token_sort_ratio(one, other)
    short, long = sorted((one, other), key=len)
    if 3 * len(short) < len(long):
        return whole
    return max(
        whole, 0.95 * fuzz.token_set_ratio(one, other), 0.95 * fuzz.partial_ratio(one, other)
    )


def _plain(title: str) -> str:
    return "" if is_blank(title) else _SIGNS.sub(" ", title.casefold()).strip()
