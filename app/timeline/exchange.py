"""Replaces some of a lane's marks by their new values, and finds what was replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import compress, count
from operator import attrgetter, is_not
from typing import Any, TypeVar

from app.core.marks import Mark
from app.emotions.records import TaggedEmotion

T = TypeVar("T", bound=Mark)


def exchanged(known: tuple[T, ...], ids: Collection[int], fresh: Sequence[T]) -> tuple[T, ...]:
    """The known marks without those of some ids, with the fresh ones added.

    known and fresh: in time order. All others stay the very same objects, so that drawing code can
    tell quickly what is new.
    """
    is_gone = map(frozenset(ids).__contains__, map(_id_getter(known), known))
    kept = list(known)
    for place in reversed(list(compress(range(len(known)), is_gone))):
        del kept[place]
    for mark in fresh:
        kept.insert(_place_for(kept, mark), mark)
    return tuple(kept)


def _id_getter(marks: Sequence[Any]) -> attrgetter[int]:
    return attrgetter("tag.id" if marks and isinstance(marks[0], TaggedEmotion) else "id")


def _place_for(marks: Sequence[T], mark: T) -> int:
    low, high, order = 0, len(marks), _order(mark)
    while low < high:
        middle = (low + high) // 2
        if _order(marks[middle]) < order:
            low = middle + 1
        else:
            high = middle
    return low


def _order(mark: Mark) -> tuple[int, int]:
    return mark.span.start_ms, mark.id


def changed_stretch(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    """What differs between a common beginning and a common end: its start, and its end in each."""
    if not (isinstance(before, tuple) and isinstance(after, tuple)):
        return _stretch(before, after)
    known = _Compared.last
    if known is None or known[0] is not before or known[1] is not after:
        known = _Compared.last = (before, after, _stretch(before, after))
    return known[2]


class _Compared:
    """What was compared last: several lanes show the same marks, and each asks."""

    last: tuple[tuple[object, ...], tuple[object, ...], tuple[int, int, int]] | None = None


def _stretch(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    shorter = min(len(before), len(after))
    first = _first_other(iter(before), iter(after), shorter)
    same_behind = _first_other(reversed(before), reversed(after), shorter - first)
    return first, len(before) - same_behind, len(after) - same_behind


def _first_other(before: Iterator[object], after: Iterator[object], limit: int) -> int:
    return min(limit, next(compress(count(), map(is_not, before, after)), limit))
