"""Groups journal items into days, and days into listening sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.journal.records import JournalItem

SESSION_GAP_MS = 45 * 60_000


@dataclass(frozen=True, slots=True)
class Session:
    """Items of one session, newest first."""

    items: tuple[JournalItem, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Sessions of one local day, newest first."""

    day: date
    sessions: tuple[Session, ...]

    @property
    def count(self) -> int:
        return sum(len(session.items) for session in self.sessions)


def by_day(items: Iterable[JournalItem]) -> tuple[Day, ...]:
    """Days of items; both newest first.

    A day ends at midnight in the time zone its marks were made in; a session ends with it.
    """
    return tuple(
        Day(day, tuple(Session(sitting) for sitting in _sittings(of_day)))
        for day, of_day in groupby(items, key=lambda item: item.day)
    )


def _sittings(items: Iterable[JournalItem]) -> Iterator[tuple[JournalItem, ...]]:
    sitting: list[JournalItem] = []
    for item in items:
        if sitting and sitting[-1].made.utc_ms - item.made.utc_ms > SESSION_GAP_MS:
            yield tuple(sitting)
            sitting = []
        sitting.append(item)
    if sitting:
        yield tuple(sitting)
