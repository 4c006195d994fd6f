"""After which soundtracks one mostly felt calmer, more restless, or as before."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from app.core.ids import EmotionId, WorkId
from app.journal.records import Counted, FeltChange
from app.years.days import days_of
from app.years.leading import leading
from app.years.records import Amount, Count, Measure, Period
from db.queries import library, year_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.store.engine import Connection

LEAST_OF_A_WORK = 4  # entries, as a month needs as many marks


def changes_by_work(connection: Connection, period: Period) -> tuple[Count, ...]:
    """One a work, where it can be said: those with most entries first. marks: of the entries about
    its music that say so.
    """
    entries = year_counts.changes_on_tracks(connection, days_of(period))
    if not entries:
        return ()
    works = _works_of_tracks(connection)
    told: dict[int, dict[int, FeltChange]] = defaultdict(dict)
    for row in entries:
        for work_id in works.get(row.track_id, ()):
            told[work_id][row.id] = FeltChange(row.change)
    titles = {row.id: row.title for row in library.work_names(connection)}
    found = sorted(told.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        _count(period, work_id, titles[work_id], change, many)
        for work_id, by_entry in found
        if work_id in titles
        for change, many in _mostly(by_entry.values())
    )


def mostly(counted: dict[FeltChange, int], least: int) -> FeltChange | None:
    """The change that so many entries tell most of; None where there is none."""
    changes = list(FeltChange)
    felt = {EmotionId(changes.index(one)): Amount(many, many) for one, many in counted.items()}
    led = leading(felt, least).mostly
    return None if led is None else changes[led]


def _mostly(changes: Iterable[FeltChange]) -> Iterator[tuple[FeltChange, int]]:
    counted = Counter(changes)
    change = mostly(counted, LEAST_OF_A_WORK)
    if change is not None:
        yield change, counted[change]


def _works_of_tracks(connection: Connection) -> dict[int, set[int]]:
    works: dict[int, set[int]] = defaultdict(set)
    for row in year_counts.music_of_works(connection):
        works[row.track_id].add(row.work_id)
    return works


def _count(period: Period, work_id: int, title: str, change: FeltChange, many: int) -> Count:
    wanted = period.wanted(work_id=WorkId(work_id), counted=Counted(change=change))
    return Count(Measure.CHANGE, title, change, many, wanted)
