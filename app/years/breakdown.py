"""Feelings by work, composer, character, role, hour and track."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from app.core.ids import CharacterId, TrackId, WorkId
from app.story.covering import Covering
from app.years.days import days_of
from app.years.records import FELT, Breakdown, Count, Measure, Period, most_first
from db.queries import characters, library, year_counts

if TYPE_CHECKING:
    from db.store.engine import Connection


def breakdown(connection: Connection, period: Period, covering: Covering) -> Breakdown:
    """Characters whose names would give something away are left out."""
    days = days_of(period)
    tracks = year_counts.by_track(connection, days)
    return Breakdown(
        works=tuple(_works(connection, period, tracks)),
        composers=tuple(_composers(period, tracks)),
        characters=tuple(_characters(connection, period, covering)),
        roles=tuple(_roles(period, tracks)),
        hours=tuple(_hours(connection, period)),
        tracks=tuple(_tracks(period, tracks)),
    )


def _works(connection: Connection, period: Period, tracks: Iterable[Any]) -> Iterator[Count]:
    """A track counts for each work whose music it is."""
    number = {row.track_id: row.number for row in tracks}
    theirs = {(row.work_id, row.track_id) for row in tracks if row.work_id is not None}
    theirs |= {tuple(row) for row in year_counts.tracks_in_scenes(connection)}
    counted: Counter[int] = Counter()
    for work_id, track_id in theirs:
        if track_id in number:
            counted[work_id] += number[track_id]
    titles = {row.id: row.title for row in library.work_names(connection)}
    for work_id, marks in most_first(counted):
        if work_id in titles:
            wanted = period.wanted(work_id=WorkId(work_id), counted=FELT)
            yield Count(Measure.WORK, titles[work_id], work_id, marks, wanted)


def _composers(period: Period, tracks: Iterable[Any]) -> Iterator[Count]:
    for name, marks in most_first(_by(tracks, "composer")):
        wanted = period.wanted(counted=FELT.but(composer=name))
        yield Count(Measure.COMPOSER, name, name, marks, wanted)


def _roles(period: Period, tracks: Iterable[Any]) -> Iterator[Count]:
    for role, marks in most_first(_by(tracks, "role")):
        yield Count(Measure.ROLE, "", role, marks, period.wanted(counted=FELT.but(role=role)))


def _by(tracks: Iterable[Any], column: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for row in tracks:
        if value := getattr(row, column):
            counted[value] += row.number
    return counted


def _characters(connection: Connection, period: Period, covering: Covering) -> Iterator[Count]:
    counted = Counter(
        {
            row.character_id: row.number
            for row in year_counts.by_character(connection, days_of(period))
        }
    )
    people = {row.id: row for row in characters.by_scenes(connection)} if counted else {}
    for key, marks in most_first(counted):
        person = people.get(key)
        if person is not None and not covering.covers_character(person):
            wanted = period.wanted(character_id=CharacterId(key), counted=FELT)
            yield Count(Measure.CHARACTER, person.name, key, marks, wanted)


def _hours(connection: Connection, period: Period) -> Iterator[Count]:
    rows = year_counts.by_hour(connection, days_of(period))
    for row in sorted(rows, key=lambda row: row.hour):
        wanted = period.wanted(counted=FELT.but(hour=row.hour))
        yield Count(Measure.HOUR, "", row.hour, row.number, wanted)


def _tracks(period: Period, tracks: Iterable[Any]) -> Iterator[Count]:
    """Those that moved most: by the sum of intensities."""
    for row in sorted(tracks, key=lambda row: (-row.weight, row.track_id)):
        wanted = period.wanted(track_id=TrackId(row.track_id), counted=FELT)
        yield Count(Measure.TRACK, row.title, row.track_id, row.number, wanted, row.weight)
