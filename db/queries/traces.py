"""Traces of one track."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from db.models.trace import Trace
from db.queries.sound import is_sound

_TRACE: Any = Trace.__table__


def of_track(connection: Connection, track_id: int) -> Sequence[Row[Any]]:
    """By start; of those with the same start, the newer comes later."""
    found = select(_TRACE).where(_TRACE.c.track_id == track_id, is_sound(_TRACE))
    return connection.execute(
        found.order_by(_TRACE.c.start_ms, _TRACE.c.made_at, _TRACE.c.id)
    ).all()


def overlapping(session: Session, track_id: int, start_ms: int, end_ms: int) -> Sequence[Trace]:
    """Mapped rows, to be cut."""
    found = select(Trace).where(
        Trace.track_id == track_id,
        Trace.start_ms < end_ms,
        Trace.end_ms > start_ms,
        is_sound(_TRACE),
    )
    return session.scalars(found.order_by(Trace.start_ms)).all()
