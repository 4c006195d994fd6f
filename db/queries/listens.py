"""When a track was heard, and which passages of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from db.models.listen import HeardStretch, Listen
from db.queries.sound import is_sound


def of_track(connection: Connection, track_id: int) -> Sequence[Row[Any]]:
    """Listens of a track, newest first."""
    listen: Any = Listen.__table__
    found = select(listen).where(listen.c.track_id == track_id, is_sound(listen))
    return connection.execute(found.order_by(listen.c.started_at.desc())).all()


def stretches_of_track(connection: Connection, track_id: int) -> Sequence[Row[Any]]:
    """Rows (listen_id, start_ms, end_ms) of all its listens, in playing order."""
    heard_stretch: Any = HeardStretch.__table__
    stretch, listen = heard_stretch.c, Listen.__table__.c
    heard: Any = (
        select(stretch.listen_id, stretch.start_ms, stretch.end_ms)
        .join_from(HeardStretch.__table__, Listen.__table__, listen.id == stretch.listen_id)
        .where(listen.track_id == track_id, is_sound(heard_stretch))
        .order_by(stretch.listen_id, stretch.start_ms)
    )
    rows: Sequence[Row[Any]] = connection.execute(heard).all()
    return rows


def last_of_each_track(connection: Connection) -> Sequence[Row[Any]]:
    """Rows (track_id, at_ms: when its last listen began, UTC), of tracks that were ever heard."""
    listen: Any = Listen.__table__
    at_ms = func.max(listen.c.started_at).label("at_ms")
    last: Any = select(listen.c.track_id, at_ms).where(is_sound(listen)).group_by(listen.c.track_id)
    rows: Sequence[Row[Any]] = connection.execute(last).all()
    return rows
