"""When tracks were heard."""

from __future__ import annotations

from collections.abc import Sequence
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
