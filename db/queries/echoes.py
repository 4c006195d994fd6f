"""Echoes of tracks and works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from db.models.echo import Echo
from db.queries.sound import showable

_ECHO: Any = Echo.__table__


def echoes_of_track(connection: Connection, track_id: int) -> Sequence[Any]:
    return _echoes(connection, _ECHO.c.track_id == track_id)


def echoes_of_work(connection: Connection, work_id: int) -> Sequence[Any]:
    return _echoes(connection, _ECHO.c.work_id == work_id)


def originals_of(connection: Connection, track_id: int) -> Sequence[Any]:
    """The echoes that a track is itself."""
    return _echoes(connection, _ECHO.c.linked_track_id == track_id)


def _echoes(connection: Connection, condition: Any) -> Sequence[Any]:
    found = select(_ECHO).where(condition).order_by(_ECHO.c.date, _ECHO.c.title, _ECHO.c.id)
    return showable(_ECHO, connection.execute(found))
