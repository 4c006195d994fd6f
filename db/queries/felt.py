"""What was felt in tracks, for the library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from db.models.emotional_tag import EmotionalTag
from db.models.track import Track
from db.queries.sound import is_sound
from db.writing.unit_of_work import in_parts

_TAG: Any = EmotionalTag.__table__


def felt_marks(connection: Connection, track_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Rows (track_id, duration_ms, emotion_id, start_ms, end_ms, intensity), track by track,
    without what the music only expresses.
    """
    found = (
        select(
            _TAG.c.track_id,
            Track.duration_ms,
            _TAG.c.emotion_id,
            _TAG.c.start_ms,
            _TAG.c.end_ms,
            _TAG.c.intensity,
        )
        .join_from(_TAG, Track, Track.id == _TAG.c.track_id)
        .where(_TAG.c.mode == "felt", is_sound(_TAG))
        .order_by(_TAG.c.track_id)
    )
    rows: list[Row[Any]] = []
    for part in in_parts(sorted(track_ids)):
        rows += connection.execute(found.where(_TAG.c.track_id.in_(part)))
    return rows


def felt_sums(connection: Connection, track_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Rows (track_id, emotion_id, sum of intensities), as `felt_marks`."""
    found = (
        select(_TAG.c.track_id, _TAG.c.emotion_id, func.sum(_TAG.c.intensity))
        .where(_TAG.c.mode == "felt", is_sound(_TAG))
        .group_by(_TAG.c.track_id, _TAG.c.emotion_id)
    )
    rows: list[Row[Any]] = []
    for part in in_parts(sorted(track_ids)):
        rows += connection.execute(found.where(_TAG.c.track_id.in_(part)))
    return rows
