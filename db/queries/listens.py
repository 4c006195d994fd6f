"""When tracks were heard."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from db.models.listen import Listen
from db.queries.sound import is_sound


def last_of_each_track(connection: Connection) -> Sequence[Row[Any]]:
    """Rows (track_id, at_ms: when its last listen began, UTC, offset_min: of its zone then), of
    tracks that were ever heard.
    """
    listen: Any = Listen.__table__
    at_ms = func.max(listen.c.started_at).label("at_ms")
    # Beside max() SQLite takes other columns from the row that has it: sqlite.org/lang_select.html,
    # “Bare columns in an aggregate query”.
    offset = listen.c.started_offset_min.label("offset_min")
    last: Any = (
        select(listen.c.track_id, at_ms, offset).where(is_sound(listen)).group_by(listen.c.track_id)
    )
    rows: Sequence[Row[Any]] = connection.execute(last).all()
    return rows


def of_track(connection: Connection, track_id: int) -> Sequence[Row[Any]]:
    """Rows (id, started_at, started_offset_min, ended_at) of each listen to a track, in order."""
    listen: Any = Listen.__table__
    columns = (
        listen.c.id, listen.c.started_at, listen.c.started_offset_min, listen.c.ended_at
    )  # fmt: skip
    found: Any = select(*columns).where(listen.c.track_id == track_id, is_sound(listen))
    rows: Sequence[Row[Any]] = connection.execute(
        found.order_by(listen.c.started_at, listen.c.id)
    ).all()
    return rows


def counted(connection: Connection, track_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Rows (track_id, many, at_ms: when its first listen began, UTC, offset_min: of its zone
    then), of those of the tracks that were ever heard.
    """
    listen: Any = Listen.__table__
    at_ms = func.min(listen.c.started_at).label("at_ms")
    offset = listen.c.started_offset_min.label("offset_min")  # as in `last_of_each_track`
    found: Any = (
        select(listen.c.track_id, func.count().label("many"), at_ms, offset)
        .where(listen.c.track_id.in_(track_ids), is_sound(listen))
        .group_by(listen.c.track_id)
    )
    rows: Sequence[Row[Any]] = connection.execute(found).all()
    return rows
