"""The life of a track, or of a work with its tracks: when it was heard, and what was felt."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.models.emotional_tag import EmotionalTag
from db.models.listen import Listen
from db.models.scene import Scene
from db.models.track import Track
from db.queries.local_time import local_day
from db.queries.music_of_works import tracks_of_works
from db.queries.sound import is_sound
from db.queries.year_counts import Rows

_TAG: Any = EmotionalTag.__table__
_LISTEN: Any = Listen.__table__
_TRACK: Any = Track.__table__
_SCENE: Any = Scene.__table__


def of_track(track_id: int) -> Select[Any]:
    return select(_TRACK.c.id).where(_TRACK.c.id == track_id)


def of_work(work_id: int) -> Any:
    return select(tracks_of_works([work_id]).subquery())


def ids(connection: Connection, tracks: Any) -> list[int]:
    return list(connection.scalars(tracks))


def scenes_of_work(connection: Connection, work_id: int) -> list[int]:
    return list(connection.scalars(select(_SCENE.c.id).where(_SCENE.c.work_id == work_id)))


def felt_by_day(connection: Connection, tracks: Any) -> Rows:
    """Rows (day, emotion_id, number, weight)."""
    day = local_day(_TAG.c.made_at, _TAG.c.made_offset_min).label("day")
    number, weight = func.count().label("number"), func.sum(_TAG.c.intensity).label("weight")
    found: Any = (
        select(day, _TAG.c.emotion_id, number, weight)
        .where(_TAG.c.track_id.in_(tracks), _TAG.c.mode == "felt", is_sound(_TAG))
        .group_by(day, _TAG.c.emotion_id)
    )
    return connection.execute(found).all()


def heard_by_day(connection: Connection, tracks: Any) -> Rows:
    """Rows (day, number, heard_ms) in order."""
    day = local_day(_LISTEN.c.started_at, _LISTEN.c.started_offset_min).label("day")
    found: Any = (
        select(day, func.count().label("number"), func.sum(_LISTEN.c.heard_ms).label("heard_ms"))
        .where(_LISTEN.c.track_id.in_(tracks), is_sound(_LISTEN))
        .group_by(day)
        .order_by(day)
    )
    return connection.execute(found).all()


def first_listen(connection: Connection, tracks: Any) -> Any | None:
    """The row (started_at, started_offset_min) of the first listen."""
    found: Any = (
        select(_LISTEN.c.started_at, _LISTEN.c.started_offset_min)
        .where(_LISTEN.c.track_id.in_(tracks), is_sound(_LISTEN))
        .order_by(_LISTEN.c.started_at)
        .limit(1)
    )
    return connection.execute(found).first()
