"""Journal items as the rows of a list: a heading per day, one per session, then the items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.journal.grouping import Session, by_day
from app.journal.records import ENTRY, JournalItem


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day. marks, entries: how many of them are loaded."""

    day: date
    marks: int
    entries: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """The heading of one session."""

    session: Session


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A mark or entry. is_first, is_last: in its card."""

    item: JournalItem
    is_first: bool
    is_last: bool


Row = DayRow | SessionRow | ItemRow


def rows_of(items: Iterable[JournalItem]) -> list[Row]:
    """Rows of items, which come newest first. More items only add rows at the end."""
    rows: list[Row] = []
    for day in by_day(items):
        entries = sum(_is_alone(item) for session in day.sessions for item in session.items)
        rows.append(DayRow(day.day, day.count - entries, entries))
        for session in day.sessions:
            rows.append(SessionRow(session))
            rows.extend(_cards(session.items))
    return rows


def _cards(items: Sequence[JournalItem]) -> Iterable[ItemRow]:
    """Marks of a session share a card; an entry has its own."""
    last = len(items) - 1
    for place, item in enumerate(items):
        opens = place == 0 or _is_alone(item) or _is_alone(items[place - 1])
        closes = place == last or _is_alone(item) or _is_alone(items[place + 1])
        yield ItemRow(item, opens, closes)


def _is_alone(item: JournalItem) -> bool:
    return item.kind is ENTRY
