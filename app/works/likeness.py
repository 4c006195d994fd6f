"""Which titles mean the same, although one of them says more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from app.core.blank import is_blank

LIKE_FROM = 82.0  # of 100; “The Letter by the Window” and “Love Theme: The Letter …” are above it
_INSIDE = 0.95  # what a title inside another counts
_SHORTEST = 4  # letters: less is found in anything
_SIGNS = re.compile(r"[\W_]+")


def likest(names: Sequence[str], others: Sequence[str]) -> list[int | None]:
    """For each name, the place of the title that is most like it; None where none is."""
    said = [_plain(other) for other in others]
    return [_likest(_plain(name), said) for name in names]


def _likest(name: str, others: Sequence[str]) -> int | None:
    """Words in any order, or one title inside the other as a whole: with fewer letters than a third
    of the longer one, that says little.
    """
    if len(name) < _SHORTEST:
        return None
    choices = {at: other for at, other in enumerate(others) if len(other) >= _SHORTEST}
    near = {at: other for at, other in choices.items() if _is_about_as_long(name, other)}
    tries = (
        (fuzz.token_sort_ratio, choices, 1.0),
        (fuzz.token_set_ratio, near, _INSIDE),
        (fuzz.partial_ratio, near, _INSIDE),
    )
    best = (LIKE_FROM, -1)
    for scorer, among, weight in tries:
        least = min(100.0, best[0] / weight)
        found = process.extractOne(name, among, scorer=scorer, score_cutoff=least)
        if found is not None and found[1] * weight > best[0]:
            best = (found[1] * weight, int(found[2]))
    return None if best[1] < 0 else best[1]


def _is_about_as_long(one: str, other: str) -> bool:
    short, long = sorted((len(one), len(other)))
    return 3 * short >= long


def _plain(title: str) -> str:
    return "" if is_blank(title) else _SIGNS.sub(" ", title.casefold()).strip()
