"""Finds rows for callers that don't know this file's ids."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from db.models.listen import Listen
from db.models.track import Track
from db.queries.sources import track_with

_LATE_MS = 60_000  # a listen is updated every ten seconds, but not while the file is busy


def track_id(connection: Connection, uid: str, hashes: Sequence[str]) -> int | None:
    """The track with this uid, or one with a source that has one of these payloads."""
    by_uid = connection.scalar(select(Track.id).where(Track.uid == uid))
    if by_uid is not None or not hashes:
        return by_uid
    return track_with(connection, hashes)


def listen_id(connection: Connection, track_id: int, made_at: int, known: int | None) -> int | None:
    """The listen in which something was made: the known one if it is of this track, otherwise the
    one at that time.
    """
    began = select(Listen.id).where(Listen.track_id == track_id, Listen.started_at <= made_at)
    if known is not None:
        found = connection.scalar(began.where(Listen.id == known))
        if found is not None:
            return found
    went_on = began.where(Listen.ended_at >= made_at - _LATE_MS)
    return connection.scalar(went_on.order_by(Listen.started_at.desc()).limit(1))
