"""The inbox: marks without a note, except those that the listener left without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, func, literal, null, select, text

from db.models.listen import Listen
from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.queries.sound import is_sound
from db.queries.sources import is_there
from db.ranges.limits import FIRST_MS, LAST_MS


def _waiting() -> Iterator[tuple[str, Any, str]]:
    """The kinds in the inbox, their tables, and the condition for a mark in the inbox.

    The conditions are text, word for word as in the partial indexes: with a bound value SQLite
    couldn't know that the index can be used.
    """
    for kind, kept in MARK_TABLES.items():
        if kept.in_inbox:
            yield kind, kept.table, kept.in_inbox


def count(connection: Connection, most: int) -> int:
    """How many are in the inbox, counting up to `most`, so that a million don't take longer."""
    total = 0
    for _kind, table, waits in _waiting():
        some = select(literal(1)).select_from(table).where(text(waits)).limit(most)
        total += connection.scalar(select(func.count()).select_from(some.subquery())) or 0
    return min(most, total)


def newest(connection: Connection, most: int) -> Sequence[Row[Any]]:
    """The newest `most`: those of the newest listen first, each listen in playing order.

    Rows: kind, id, track_id, title, album, start_ms, end_ms, emotion_id, intensity, mode, made_at,
    made_offset_min, preroll_ms, heard_at (when the listen began), is_available.
    """
    found: list[Row[Any]] = []
    for kind, table, waits in _waiting():
        found += connection.execute(_rows(kind, table, waits, most)).all()
    found.sort(key=lambda row: -row.made_at)
    return sorted(found[:most], key=lambda row: (-row.heard_at, row.track_id, row.start_ms, row.id))


def _rows(kind: str, table: Any, waits: str, most: int) -> Any:
    track, listen = Track.__table__, Listen.__table__
    waiting = select(table.c.id).where(text(waits)).order_by(table.c.made_at.desc()).limit(most)
    began_on_time = listen.c.started_at.between(FIRST_MS, LAST_MS)
    has_feeling = "emotion_id" in table.c
    return (
        select(
            literal(kind).label("kind"),
            table.c.id,
            table.c.track_id,
            track.c.title,
            track.c.album,
            table.c.start_ms,
            table.c.end_ms,
            (table.c.emotion_id if has_feeling else null()).label("emotion_id"),
            (table.c.intensity if has_feeling else literal(0)).label("intensity"),
            (table.c.mode if has_feeling else literal("felt")).label("mode"),
            table.c.made_at,
            table.c.made_offset_min,
            table.c.preroll_ms,
            case((began_on_time, listen.c.started_at), else_=table.c.made_at).label("heard_at"),
            is_there(track.c.id).label("is_available"),
        )
        .join_from(table, track, track.c.id == table.c.track_id)
        .outerjoin(listen, listen.c.id == table.c.listen_id)
        .where(table.c.id.in_(waiting), is_sound(table))
    )
