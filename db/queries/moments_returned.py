"""Which places of the music were begun at again and again. Hearing past them doesn't count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, func, select

from db.models.emotional_tag import EmotionalTag
from db.models.listen import HeardStretch, Listen
from db.models.moment import FavouriteMoment
from db.models.track import Track
from db.queries.counted_lines import overlaps
from db.queries.sound import is_sound
from db.queries.year_counts import Days, Rows

LEAD_MS = 3_000  # a start so long before a moment is one at it: marks are played with a lead-in
_LONGEST_MS = 60_000  # what is longer is no moment
_BEGINNING_MS = 1_000  # of a track: who starts there wants the track
_LEAST = 2

_LISTEN: Any = Listen.__table__
_STRETCH: Any = HeardStretch.__table__
_TAG: Any = EmotionalTag.__table__
_TRACK: Any = Track.__table__


def favourites(connection: Connection, days: Days, limit: int) -> Rows:
    """Rows (track_id, start_ms, end_ms, label, title, cover, number of starts), the most first."""
    moment: Any = FavouriteMoment.__table__
    return _returned(connection, days, moment, moment.c.label, limit)


def felt(connection: Connection, days: Days, limit: int) -> Rows:
    """The same of what was felt, whose label is empty."""
    return _returned(connection, days, _TAG, func.char(), limit)


def ways_felt(connection: Connection, days: Days, track_id: int, start: int, end: int) -> int:
    """How many emotions were felt there."""
    there = overlaps(_TAG.c, start, end)
    found = select(func.count(_TAG.c.emotion_id.distinct())).where(
        _TAG.c.track_id == track_id,
        _TAG.c.mode == "felt",
        is_sound(_TAG),
        there,
        *days.of(_TAG.c.made_at, _TAG.c.made_offset_min),
    )
    return int(connection.scalar(found) or 0)


def _returned(connection: Connection, days: Days, table: Any, label: Any, limit: int) -> Rows:
    starts = (
        select(_LISTEN.c.track_id, _STRETCH.c.start_ms)
        .join(_LISTEN, _LISTEN.c.id == _STRETCH.c.listen_id)
        .where(
            is_sound(_LISTEN),
            _STRETCH.c.start_ms >= _BEGINNING_MS,
            *days.of(_LISTEN.c.started_at, _LISTEN.c.started_offset_min),
        )
        .subquery()
    )
    is_inside = and_(
        table.c.track_id == starts.c.track_id,
        table.c.start_ms.between(starts.c.start_ms - _LONGEST_MS, starts.c.start_ms + LEAD_MS),
        func.max(table.c.end_ms, table.c.start_ms + 1) > starts.c.start_ms,
    )
    number = func.count().label("number")
    place = (table.c.track_id, table.c.start_ms, table.c.end_ms)
    found: Any = (
        select(*place, func.max(label).label("label"), _TRACK.c.title, _TRACK.c.cover, number)
        .select_from(starts)
        .join(table, is_inside)
        .join(_TRACK, _TRACK.c.id == table.c.track_id)
        .where(is_sound(table), table.c.end_ms <= table.c.start_ms + _LONGEST_MS)
        .group_by(*place)
        .having(number >= _LEAST)
        .order_by(number.desc(), *place)
        .limit(limit)
    )
    rows: Rows = connection.execute(found).all()
    return rows
