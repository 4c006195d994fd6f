"""Echoes of tracks and works."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from db.models.echo import Echo
from db.models.listen import Listen
from db.queries.music_of_works import tracks_of_works
from db.queries.sound import is_sound, showable
from db.writing.unit_of_work import in_parts

_ECHO: Any = Echo.__table__


def echoes_of_track(connection: Connection, track_id: int) -> Sequence[Any]:
    return _echoes(connection, _ECHO.c.track_id == track_id)


def echoes_of_work(connection: Connection, work_id: int) -> Sequence[Any]:
    return _echoes(connection, _ECHO.c.work_id == work_id)


def echoes_in_work(connection: Connection, work_id: int) -> Sequence[Any]:
    """Those of the work itself and those of its tracks."""
    is_theirs = _ECHO.c.track_id.in_(tracks_of_works([work_id]))
    return _echoes(connection, or_(_ECHO.c.work_id == work_id, is_theirs))


def counts_by_track(connection: Connection, track_ids: Collection[int]) -> dict[int, int]:
    """How many echoes each of these has; those without are left out."""
    counts: dict[int, int] = {}
    for part in in_parts(sorted(track_ids)):
        counted = (
            select(_ECHO.c.track_id, func.count())
            .where(_ECHO.c.track_id.in_(part), is_sound(_ECHO))
            .group_by(_ECHO.c.track_id)
        )
        counts |= {row[0]: row[1] for row in connection.execute(counted)}
    return counts


def tracks_of_work(connection: Connection, work_id: int) -> list[int]:
    return list(connection.scalars(tracks_of_works([work_id])))


def first_listen(connection: Connection, track_ids: Collection[int]) -> tuple[int, int] | None:
    """When any of these was first heard, and the zone's offset then."""
    listen: Any = Listen.__table__
    found = [
        (row[0], row[1])
        for part in in_parts(sorted(track_ids))
        for row in connection.execute(
            select(listen.c.started_at, listen.c.started_offset_min)
            .where(listen.c.track_id.in_(part), is_sound(listen))
            .order_by(listen.c.started_at)
            .limit(1)
        )
    ]
    return min(found, default=None)


def originals_of(connection: Connection, track_id: int) -> Sequence[Any]:
    """The echoes that a track is itself."""
    return _echoes(connection, _ECHO.c.linked_track_id == track_id)


def _echoes(connection: Connection, condition: Any) -> Sequence[Any]:
    found = select(_ECHO).where(condition).order_by(_ECHO.c.date, _ECHO.c.title, _ECHO.c.id)
    return showable(_ECHO, connection.execute(found))
