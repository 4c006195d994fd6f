"""What the listener says about builds, climaxes, drops and breaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from db.models.intensity_event import IntensityEvent
from db.models.track_source import TrackSource
from db.queries.sound import is_sound
from db.writing.unit_of_work import in_parts

_EVENT: Any = IntensityEvent.__table__
_SOURCE: Any = TrackSource.__table__


def corrections(connection: Connection, track_ids: Collection[int]) -> Sequence[Row[Any]]:
    """In time order on each track."""
    query = select(_EVENT).where(is_sound(_EVENT)).order_by(_EVENT.c.start_ms, _EVENT.c.id)
    return [
        row
        for part in in_parts(sorted(track_ids))
        for row in connection.execute(query.where(_EVENT.c.track_id.in_(part)))
    ]


def sources(connection: Connection) -> Sequence[Row[Any]]:
    """Where every track’s sound is, as they should be tried: (track_id, payload_hash, start_ms,
    end_ms).
    """
    source = _SOURCE.c
    query = select(source.track_id, source.payload_hash, source.start_ms, source.end_ms)
    order = (source.track_id, source.is_preferred.desc(), source.id)
    return connection.execute(query.where(is_sound(_SOURCE)).order_by(*order)).all()
