"""Everything on one track's timeline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from db.models.emotional_tag import EmotionalTag
from db.models.moment import FavouriteMoment
from db.models.theme import Occurrence, Theme
from db.models.track import Track
from db.queries.sound import is_sound, showable
from db.ranges.limits import MOST_MS

_TAG: Any = EmotionalTag.__table__
_MOMENT: Any = FavouriteMoment.__table__
_OCCURRENCE: Any = Occurrence.__table__
_THEME: Any = Theme.__table__
_TRACK = Track.__table__

TAG_COLUMNS = (
    "id",
    "uid",
    "track_id",
    "emotion_id",
    "listen_id",
    "start_ms",
    "end_ms",
    "raw_start_ms",
    "raw_end_ms",
    "intensity",
    "mode",
    "note",
    "memory",
    "made_at",
    "made_offset_min",
    "preroll_ms",
    "carried_from",
)


def duration_ms(connection: Connection, track_id: int) -> int | None:
    found: int | None = connection.scalar(
        select(_TRACK.c.duration_ms).where(_TRACK.c.id == track_id)
    )
    return None if found is None else min(MOST_MS, max(0, found))


def tags(
    connection: Connection, track_id: int, ids: Collection[int] | None = None
) -> Sequence[Row[Any]]:
    """In time order; all, or those with these ids. Columns as TAG_COLUMNS."""
    found = select(*(_TAG.c[name] for name in TAG_COLUMNS)).where(
        _TAG.c.track_id == track_id, is_sound(_TAG)
    )
    if ids is not None:
        found = found.where(_TAG.c.id.in_(ids))
    return connection.execute(found.order_by(_TAG.c.start_ms, _TAG.c.id)).all()


def moments(
    connection: Connection, track_id: int, ids: Collection[int] | None = None
) -> Sequence[Row[Any]]:
    """As `tags`."""
    found = select(_MOMENT).where(_MOMENT.c.track_id == track_id, is_sound(_MOMENT))
    if ids is not None:
        found = found.where(_MOMENT.c.id.in_(ids))
    return connection.execute(found.order_by(_MOMENT.c.start_ms, _MOMENT.c.id)).all()


def occurrences(
    connection: Connection, track_id: int, ids: Collection[int] | None = None
) -> Sequence[Row[Any]]:
    """As `tags`, without rejected ones."""
    found = select(_OCCURRENCE).where(
        _OCCURRENCE.c.track_id == track_id,
        _OCCURRENCE.c.status != "rejected",
        is_sound(_OCCURRENCE),
    )
    if ids is not None:
        found = found.where(_OCCURRENCE.c.id.in_(ids))
    return connection.execute(found.order_by(_OCCURRENCE.c.start_ms, _OCCURRENCE.c.id)).all()


def themes(connection: Connection) -> Sequence[Any]:
    return showable(_THEME, connection.execute(select(_THEME).order_by(_THEME.c.name)))
