"""Where the listener felt something, and where a suggested emotion was refused: to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from db.models.emotion import Emotion
from db.models.emotional_tag import EmotionalTag
from db.models.question import EMOTION, Refusal
from db.queries.sound import is_sound

Rows = Sequence[Row[*tuple[Any, ...]]]

_TAG: Any = EmotionalTag.__table__
_EMOTION: Any = Emotion.__table__
_REFUSAL: Any = Refusal.__table__
_IS_FELT = _TAG.c.mode == "felt"


def stamp(connection: Connection) -> tuple[int, ...]:
    """Another one after any change to what can be learnt from."""
    tags = select(func.count(), func.max(_TAG.c.updated_at)).where(_IS_FELT)
    refused = select(func.count(), func.max(_REFUSAL.c.updated_at))
    refused = refused.where(_REFUSAL.c.kind == EMOTION)
    rows = (*connection.execute(tags).one(), *connection.execute(refused).one())
    return tuple(int(value or 0) for value in rows)


def tracks(connection: Connection) -> set[int]:
    """Those on which something was felt."""
    found = select(_TAG.c.track_id).where(_IS_FELT).distinct()
    return {int(row.track_id) for row in connection.execute(found)}


def felt_by_track(connection: Connection) -> dict[int, int]:
    """How many emotions were felt on each track."""
    found = (
        select(_TAG.c.track_id, func.count().label("number"))
        .where(_IS_FELT, is_sound(_TAG))
        .group_by(_TAG.c.track_id)
    )
    return {int(row.track_id): int(row.number) for row in connection.execute(found)}


def latest_felt(connection: Connection, most: int) -> Rows:
    """(track_id, start_ms, end_ms, emotion's key), the newest first, without what the music only
    expresses.
    """
    found = (
        select(_TAG.c.track_id, _TAG.c.start_ms, _TAG.c.end_ms, _EMOTION.c.key)
        .join_from(_TAG, _EMOTION, _EMOTION.c.id == _TAG.c.emotion_id)
        .where(_IS_FELT, is_sound(_TAG))
        .order_by(_TAG.c.made_at.desc(), _TAG.c.id.desc())
    )
    return connection.execute(found.limit(most)).all()


def refused(connection: Connection, track_id: int | None = None) -> Rows:
    """(track_id, start_ms, end_ms, emotion's key); of one track, or of all."""
    columns = (_REFUSAL.c.track_id, _REFUSAL.c.start_ms, _REFUSAL.c.end_ms, _REFUSAL.c.what)
    found = select(*columns).where(
        _REFUSAL.c.kind == EMOTION,
        _REFUSAL.c.start_ms.is_not(None),
        _REFUSAL.c.end_ms.is_not(None),
        is_sound(_REFUSAL),
    )
    if track_id is not None:
        found = found.where(_REFUSAL.c.track_id == track_id)
    return connection.execute(found.order_by(_REFUSAL.c.id)).all()
