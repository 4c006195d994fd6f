"""Rows that no page can show, of every table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, not_, select

from db.models.all import metadata
from db.models.track import Track
from db.queries.sound import is_sound

Found = tuple[str, dict[str, Any]]  # table, row

_DERIVED = frozenset({"journal_line"})
_UNREAD = frozenset({"samples"})  # large, and never at fault


def rows(connection: Connection, most: int) -> list[Found]:
    """Up to `most` of them, without what nobody looks at. Reads every table from end to end."""
    found: list[Found] = []
    for table in metadata.sorted_tables:
        if table.name in _DERIVED:
            continue
        columns = [column for column in table.c if column.name not in _UNREAD]
        odd = select(*columns).where(not_(is_sound(table))).order_by(table.c.id)
        odd = odd.limit(most - len(found))
        found += [(table.name, row._asdict()) for row in connection.execute(odd)]
        if len(found) >= most:
            break
    return found


def tracks(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """(title, duration_ms) of tracks by id."""
    track = Track.__table__.c
    found = select(track.id, track.title, track.duration_ms).where(track.id.in_(ids))
    return {row.id: (row.title, row.duration_ms) for row in connection.execute(found)}
