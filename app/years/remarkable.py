"""Single things of a period: first times, comebacks, the places returned to, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.moment_records import is_same_moment
from app.journal.reading import items_of
from app.journal.records import Counted, FeltChange
from app.years.changes_by_work import changes_by_work
from app.years.days import days_of, offset_now
from app.years.records import (
    Comeback,
    Count,
    FirstTime,
    Measure,
    Period,
    Remarkable,
    ReturnedTo,
)
from db.queries import moments_returned, year_counts, year_marks

if TYPE_CHECKING:
    from db.store.engine import Connection

_MOST_SAID, _MOST_COMEBACKS, _MOST_PLACES = 24, 3, 24
_LEAST_AWAY = timedelta(30)


def remarkable(connection: Connection, period: Period) -> Remarkable:
    days, offset = days_of(period), offset_now()
    listens, tracks = year_counts.heard(connection, days)
    ends = year_marks.first_and_last(connection, days, offset)
    said = year_marks.with_words(connection, days, offset, _MOST_SAID)
    by_id = {item.cursor.line_id: item for item in items_of(connection, [*{*ends, *said}])}
    return Remarkable(
        tracks,
        listens,
        tuple(by_id[line] for line in ends if line in by_id),
        tuple(by_id[line] for line in said if line in by_id),
        tuple(_firsts(connection, period)),
        tuple(_comebacks(connection, period)),
        tuple(_returned_to(connection, period)),
        tuple(_changes(connection, period)),
        changes_by_work(connection, period),
        year_counts.made_while_listening(connection, days),
    )


def _firsts(connection: Connection, period: Period) -> Iterator[FirstTime]:
    for row in year_counts.firsts(connection, days_of(period)):
        yield FirstTime(EmotionId(row.emotion_id), Instant(row.at_ms, row.offset_min), row.uid)


def _comebacks(connection: Connection, period: Period) -> Iterator[Comeback]:
    for row in year_counts.returns(connection, days_of(period), _MOST_COMEBACKS):
        away = timedelta(milliseconds=row.silent_ms)
        if away >= _LEAST_AWAY:
            heard = Instant(row.at_ms, row.offset_min)
            yield Comeback(TrackId(row.track_id), row.title, heard, away)


def _returned_to(connection: Connection, period: Period) -> Iterator[ReturnedTo]:
    """Favourites, or else what was felt; of places near one another the one begun at most, and
    rather one that has a name.
    """
    days = days_of(period)
    rows = moments_returned.favourites(connection, days, _MOST_PLACES) or moments_returned.felt(
        connection, days, _MOST_PLACES
    )
    taken: list[tuple[int, Span]] = []
    for row in sorted(rows, key=lambda row: (-row.number, not row.label)):
        span = Span(row.start_ms, row.end_ms)
        if any(row.track_id == track and is_same_moment(span, other) for track, other in taken):
            continue
        taken.append((row.track_id, span))
        ways = moments_returned.ways_felt(
            connection, days, row.track_id, span.start_ms, span.end_ms
        )
        track = TrackId(row.track_id)
        wanted = period.wanted(track_id=track, counted=Counted(place=span))
        yield ReturnedTo(
            track, row.title, span, row.label or "", row.cover, row.number, ways, wanted
        )


def _changes(connection: Connection, period: Period) -> Iterator[Count]:
    number = {row.change: row.number for row in year_counts.changes(connection, days_of(period))}
    for change in FeltChange:
        wanted = period.wanted(counted=Counted(change=change))
        if number.get(change):
            yield Count(Measure.CHANGE, "", change, number[change], wanted)
