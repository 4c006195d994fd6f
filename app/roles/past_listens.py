"""Which mark and which entry belongs to which listen."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from app.characters.records import Written
from app.core.instant import Instant
from app.emotions.records import Tag, TaggedEmotion
from app.moments.records import Moment
from app.roles.records import HeardMark, Impression, PastListen

LATEST = 3  # listens, against the first one
AFTERWARDS_MS = 3_600_000  # what is marked or written so soon still belongs to the listen

T = TypeVar("T")


class Listened(NamedTuple):
    """A listen, as far as it matters here."""

    id: int
    begun: Instant
    ended_ms: int


def made_at(mark: HeardMark) -> Instant:
    one = _own(mark)
    return Instant(one.made_at_ms, one.made_offset_min)


def past_listens_of(
    listens: Sequence[Listened], marks: Iterable[HeardMark], written: Iterable[Written]
) -> tuple[PastListen, ...]:
    """In the order in which they began.

    listens: in order. A mark belongs to the listen it was made in; what is marked or written within
    `AFTERWARDS_MS` of a listen's end, to the last one that had begun. What belongs to none, since
    an import or a restore brought no listens, counts as a listen of its day. Marks that were
    carried over from another version were felt there, and are left out.
    """
    places = _Places(listens)
    felt = _sorted_in((one for one in marks if not _own(one).carried_from), places.of_mark)
    said = _sorted_in(written, places.of_entry)
    days = (*felt, *said)
    begun: dict[int | date, Instant] = {place: one.begun for place, one in enumerate(listens)}
    for day in days:
        if isinstance(day, date):
            first = [made_at(one) for one in felt.get(day, ())]
            first += [one.written for one in said.get(day, ())]
            begun[day] = min(first, key=lambda one: one.utc_ms)
    found = [
        PastListen(
            begun[key],
            isinstance(key, int),
            tuple(sorted(felt.get(key, ()), key=lambda one: (one.span.start_ms, one.id))),
            tuple(sorted(said.get(key, ()), key=lambda one: one.written.utc_ms)),
        )
        for key in begun
    ]
    return tuple(sorted(found, key=lambda one: one.begun.utc_ms))


def impression_of(past: Sequence[PastListen], written_covered: int = 0) -> Impression:
    """past: in order."""
    kept = [one for one in past if one.left_something]
    return Impression(
        heard=sum(one.is_listen for one in past),
        first=past[0].begun if past else None,
        last=past[-1].begun if past else None,
        first_kept=kept[0] if kept else None,
        latest=tuple(reversed(kept[1:][-LATEST:])),
        written_covered=written_covered,
    )


class _Places:
    """The place of the listen that something belongs to, or else its day."""

    def __init__(self, listens: Sequence[Listened]) -> None:
        self._listens = listens
        self._begins = [one.begun.utc_ms for one in listens]
        self._by_id = {one.id: place for place, one in enumerate(listens)}

    def of_mark(self, mark: HeardMark) -> int | date:
        place = self._by_id.get(_own(mark).listen_id or 0)
        return self._at(made_at(mark)) if place is None else place

    def of_entry(self, entry: Written) -> int | date:
        return self._at(entry.written)

    def _at(self, when: Instant) -> int | date:
        place = bisect_right(self._begins, when.utc_ms) - 1
        if place >= 0 and when.utc_ms <= self._listens[place].ended_ms + AFTERWARDS_MS:
            return place
        return when.day


def _own(mark: HeardMark) -> Tag | Moment:
    return mark.tag if isinstance(mark, TaggedEmotion) else mark


def _sorted_in(
    things: Iterable[T], place_of: Callable[[T], int | date]
) -> dict[int | date, list[T]]:
    found: dict[int | date, list[T]] = defaultdict(list)
    for one in things:
        found[place_of(one)].append(one)
    return found
