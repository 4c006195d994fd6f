"""Finds tracks by what is typed of them, for a list of a few: the best first, also misspelled ones.

What is compared are the folded lines that the search of the library has: 100,000 of them are gone
through in steps of a thousand, between which another question may end this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from rapidfuzz import fuzz, process

from app.core.picking import LONGEST, Found, find
from app.core.search_text import terms_of
from app.library.records import TrackRow
from app.library.shelf_search import ShelfSearch

_LOOKED_AT = 200  # of those that are found, to choose the best from
_AT_ONCE = 1_000  # lines
_LIKE = 75.0  # of 100, for the title as a whole: what is like it is then compared word by word


def find_tracks(
    search: ShelfSearch, text: str, most: int, go_on: Callable[[], None] = lambda: None
) -> list[Found[TrackRow]]:
    """Each track once, on the first of its lines that is found.

    go_on: called again and again; may raise to end it.
    """
    typed = " ".join(terms_of(text))
    if not typed:
        return []
    numbers = _best_placed(search, typed, go_on) or _like(search, typed, go_on)
    return find(_each_once(search.rows(numbers)), text, _words, _title, most)


def _best_placed(search: ShelfSearch, typed: str, go_on: Callable[[], None]) -> list[int]:
    """Those that begin with it, then those that have its first word in the title, then others."""
    terms = terms_of(typed)
    found = search.find(terms, go_on).lines
    begin: list[int] = []
    in_title: list[int] = []
    rest: list[int] = []
    for start in range(0, len(found), _AT_ONCE):
        go_on()
        for number, is_found in enumerate(found[start : start + _AT_ONCE], start):
            if not is_found:
                continue
            line = search.text(number)
            if line.startswith(typed):
                begin.append(number)
            elif len(in_title) < _LOOKED_AT and terms[0] in line.partition("\n")[0]:
                in_title.append(number)
            elif len(rest) < _LOOKED_AT:
                rest.append(number)
        if len(begin) >= _LOOKED_AT:
            break
    return [*begin, *in_title, *rest][:_LOOKED_AT]


def _like(search: ShelfSearch, typed: str, go_on: Callable[[], None]) -> list[int]:
    """Those whose title is spelled much like it."""
    if len(typed) > LONGEST:
        return []
    near: list[tuple[float, int]] = []
    for start in range(0, search.length, _AT_ONCE):
        go_on()
        stop = min(search.length, start + _AT_ONCE)
        titles = [search.text(number).partition("\n")[0] for number in range(start, stop)]
        near += (
            (-score, start + place)
            for _title, score, place in process.extract(
                typed, titles, scorer=fuzz.partial_ratio, score_cutoff=_LIKE, limit=_LOOKED_AT
            )
        )
    return [number for _score, number in sorted(near)[:_LOOKED_AT]]


def _each_once(rows: Iterable[TrackRow]) -> list[TrackRow]:
    first: dict[int, TrackRow] = {}
    for row in islice(rows, _LOOKED_AT):
        first.setdefault(row.id, row)
    return list(first.values())


def _title(row: TrackRow) -> str:
    return row.title


def _words(row: TrackRow) -> str:
    said = (row.title, row.artist, row.album_artist, row.composer, row.album, row.work_title)
    return " ".join(filter(None, said))
