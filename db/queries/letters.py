"""Letters to later: what may be read of an entry while it is sealed, and what letters wait for.

Whatever reads entries for the screen takes their columns from `readable`, and leaves out what
`sealed` names where a title alone would say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    literal,
    literal_column,
    null,
    select,
)

from db.models.journal_entry import IS_OPEN, JournalEntry
from db.models.track import Track
from db.queries.sound import is_sound

_TABLE: Any = JournalEntry.__table__
_ENTRY: Any = _TABLE.c
_COVERED = frozenset(("text", "before_valence", "before_arousal", "after_valence", "after_arousal"))


def readable() -> list[ColumnElement[Any]]:
    """Every column of entries; what is sealed has no text and no feelings."""
    return [covered(column) if column.name in _COVERED else column for column in _TABLE.columns]


def covered(column: Any) -> ColumnElement[Any]:
    """What it holds of entries that may be read."""
    is_open: ColumnElement[bool] = literal_column(f"({IS_OPEN.format(r='journal_entry')})")
    nothing = null() if column.nullable else literal("")
    return case((is_open, column), else_=nothing).label(column.name)


def sealed() -> Select[tuple[int]]:
    """The ids of entries that nobody may read yet: few, and by an index."""
    return select(_ENTRY.id).where(_ENTRY.sealed_at.is_not(None), _ENTRY.opened_at.is_(None))


def letters(connection: Connection) -> Sequence[Row[Any]]:
    """Rows (id, uid, title, written_at, written_offset_min, sealed_at, sealed_until,
    sealed_track_id, opened_at) of every letter, open or not.
    """
    columns: tuple[Any, ...] = (
        _ENTRY.id,
        _ENTRY.uid,
        _ENTRY.title,
        _ENTRY.written_at,
        _ENTRY.written_offset_min,
        _ENTRY.sealed_at,
        _ENTRY.sealed_until,
        _ENTRY.sealed_track_id,
        _ENTRY.opened_at,
    )
    found: Any = select(*columns).where(_ENTRY.sealed_at.is_not(None), is_sound(_TABLE))
    rows: Sequence[Row[Any]] = connection.execute(found).all()
    return rows


def due(connection: Connection, day: str) -> list[int]:
    """The ids of letters that were sealed until a day that is this one (YYYY-MM-DD) or past."""
    waiting = sealed().where(_ENTRY.sealed_until <= day, is_sound(_TABLE))
    return list(connection.scalars(waiting.order_by(_ENTRY.id)))


def waiting_for(connection: Connection, track_id: int) -> Sequence[Row[Any]]:
    """Rows (id, sealed_at, duration_ms: of the track) of the letters sealed until it is heard."""
    track = Track.__table__.c
    found: Any = (
        select(_ENTRY.id, _ENTRY.sealed_at, track.duration_ms)
        .join_from(_TABLE, Track.__table__, track.id == _ENTRY.sealed_track_id)
        .where(track.id == track_id, _ENTRY.id.in_(sealed()))
    )
    rows: Sequence[Row[Any]] = connection.execute(found).all()
    return rows


def entry_with(connection: Connection, uid: str) -> int | None:
    return connection.scalar(select(_ENTRY.id).where(_ENTRY.uid == uid))


def titles(connection: Connection, track_ids: set[int]) -> dict[int, str]:
    """Of the tracks that letters wait for."""
    track = Track.__table__.c
    found = select(track.id, track.title).where(track.id.in_(track_ids))
    return {row.id: row.title for row in connection.execute(found)} if track_ids else {}
