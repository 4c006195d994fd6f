"""Marks that nobody has written anything to, and that were not left without a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, func, literal, null, select, text

from db.models.audio_file import AudioFile
from db.models.listen import Listen
from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.queries.sound import is_sound
from db.ranges.limits import FIRST_MS, LAST_MS


def _waiting() -> Iterator[tuple[str, Any, str]]:
    """Kinds that are asked about, their tables, and what holds of a mark that waits.

    The conditions are text, word for word as the partial indexes have them: with a bound value
    SQLite could not know that the index answers the question.
    """
    for kind, kept in MARK_TABLES.items():
        if kept.in_inbox:
            yield kind, kept.table, kept.in_inbox


def count(connection: Connection, most: int) -> int:
    """How many wait, counted up to `most`: a million of them must cost no more than that."""
    total = 0
    for _kind, table, waits in _waiting():
        some = select(literal(1)).select_from(table).where(text(waits)).limit(most)
        total += connection.scalar(select(func.count()).select_from(some.subquery())) or 0
    return min(most, total)


def newest(connection: Connection, most: int) -> Sequence[Row[Any]]:
    """The newest `most` of them: those of the newest hearing first, each hearing in playing order.

    Rows: kind, id, track_id, title, album, start_ms, end_ms, emotion_id, intensity, mode, made_at,
    made_offset_min, preroll_ms, heard_at (when the hearing began), is_available.
    """
    found: list[Row[Any]] = []
    for kind, table, waits in _waiting():
        found += connection.execute(_rows(kind, table, waits, most)).all()
    found.sort(key=lambda row: -row.made_at)
    return sorted(found[:most], key=lambda row: (-row.heard_at, row.track_id, row.start_ms, row.id))


def _rows(kind: str, table: Any, waits: str, most: int) -> Any:
    track, listen, file = Track.__table__, Listen.__table__, AudioFile.__table__
    waiting = select(table.c.id).where(text(waits)).order_by(table.c.made_at.desc()).limit(most)
    there = select(file.c.id).where(file.c.track_id == track.c.id, file.c.is_available)
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
            there.exists().label("is_available"),
        )
        .join_from(table, track, track.c.id == table.c.track_id)
        .outerjoin(listen, listen.c.id == table.c.listen_id)
        .where(table.c.id.in_(waiting), is_sound(table))
    )
