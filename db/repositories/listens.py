"""Listens: written while music plays, in few statements and never recorded for undo."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from db.models.listen import HeardStretch, Listen
from db.models.marks import MARK_TABLES
from db.models.trace import Trace
from db.models.track import Track


def add(session: Session, track_id: int, started_at: int, offset_min: int) -> int:
    """Raises LookupError if there is no such track."""
    if session.scalar(select(Track.id).where(Track.id == track_id)) is None:
        raise LookupError(f"no track {track_id}")
    listen = Listen(
        track_id=track_id,
        started_at=started_at,
        started_offset_min=offset_min,
        ended_at=started_at,
    )
    session.add(listen)
    session.flush()
    return listen.id


def set_heard(
    session: Session,
    listen_id: int,
    track_id: int,
    stretches: Iterable[tuple[int, int]],
    ended_at: int,
) -> None:
    """Replaces the passages of a listen to a track (as of `HeardStretch`, in ms).

    Raises LookupError if there is no such listen, or it is now one to another track: the passages
    are at other places in that.
    """
    if session.scalar(select(Listen.track_id).where(Listen.id == listen_id)) != track_id:
        raise LookupError(f"no listen {listen_id} to track {track_id}")
    rows = [{"listen_id": listen_id, "start_ms": start, "end_ms": end} for start, end in stretches]
    session.execute(delete(HeardStretch).where(HeardStretch.listen_id == listen_id))
    if rows:
        session.execute(insert(HeardStretch), rows)
    heard_ms = sum(row["end_ms"] - row["start_ms"] for row in rows)
    session.execute(
        update(Listen).where(Listen.id == listen_id).values(ended_at=ended_at, heard_ms=heard_ms)
    )


def remove_if_shorter(session: Session, listen_id: int, least_ms: int) -> bool:
    """Deletes a listen if less was heard, unless a mark was made in it. True if it was deleted."""
    tables = [Trace.__table__, *(kind.table for kind in MARK_TABLES.values())]
    has_marks = or_(
        *(exists().where(made.c.listen_id == listen_id) for made in tables if "listen_id" in made.c)
    )
    gone = session.execute(
        delete(Listen)
        .where(Listen.id == listen_id, Listen.heard_ms < least_ms, ~has_marks)
        .returning(Listen.id)
    )
    return gone.first() is not None
