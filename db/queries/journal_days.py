"""Counting the journal: by day, by year, in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from db.models.listen import Listen
from db.queries import local_time
from db.queries.local_days import LINE, local_day, made_between
from db.queries.local_time import DAY_MS
from db.ranges.limits import FIRST_MS, LAST_MS, MOST_MS, WIDEST_OFFSET_MIN

LISTEN = Listen.__table__.c
_IS_LIKELY = LISTEN.heard_ms.between(0, MOST_MS)
_LISTEN_DAY = local_time.local_day(LISTEN.started_at, LISTEN.started_offset_min)


def lines_by_day(
    connection: Connection, first_day: int, last_day: int, default_offset_min: int
) -> Sequence[Row[Any]]:
    """Rows (day, kind, emotion_id, number) between two local days since 1970, both included."""
    day = local_day(default_offset_min)
    return connection.execute(
        select(day.label("day"), LINE.kind, LINE.emotion_id, func.count().label("number"))
        .where(*made_between(LINE.id, first_day, last_day), day.between(first_day, last_day))
        .group_by(day, LINE.kind, LINE.emotion_id)
    ).all()


def listens_by_day(connection: Connection, first_day: int, last_day: int) -> Sequence[Row[Any]]:
    """Rows (day, number, heard_ms) between two local days since 1970, both included."""
    around = LISTEN.started_at.between((first_day - 1) * DAY_MS, (last_day + 2) * DAY_MS)
    return connection.execute(
        select(
            _LISTEN_DAY.label("day"),
            func.count().label("number"),
            func.coalesce(func.sum(LISTEN.heard_ms).filter(_IS_LIKELY), 0).label("heard_ms"),
        )
        .where(around, _LISTEN_DAY.between(first_day, last_day))
        .group_by(_LISTEN_DAY)
    ).all()


def first_and_last_day(connection: Connection, default_offset_min: int) -> tuple[int, int] | None:
    """The local days since 1970 of the oldest and the newest line or listen, if there is one."""
    lines = select(local_day(default_offset_min)).where(
        _has_a_day(LINE.made_at, LINE.made_offset_min)
    )
    listens = select(_LISTEN_DAY).where(_has_a_day(LISTEN.started_at, LISTEN.started_offset_min))
    ends = [
        connection.scalar(query.limit(1))
        for query in (
            lines.order_by(LINE.id),
            lines.order_by(LINE.id.desc()),
            listens.order_by(LISTEN.started_at),
            listens.order_by(LISTEN.started_at.desc()),
        )
    ]
    known = [end for end in ends if end is not None]
    return (min(known), max(known)) if known else None


def _has_a_day(at_ms: ColumnElement[int], offset_min: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether its day is within the calendar."""
    widest = WIDEST_OFFSET_MIN
    in_zone = func.coalesce(offset_min, 0).between(-widest, widest)
    return and_(at_ms.between(FIRST_MS, LAST_MS), in_zone)


def totals(connection: Connection) -> tuple[dict[str, int], int, int]:
    """Lines by kind; listens; milliseconds heard."""
    kinds = connection.execute(
        select(LINE.kind, func.count().label("number")).group_by(LINE.kind)
    ).all()
    heard = connection.execute(
        select(
            func.count(),
            # SQLite fails if a sum is too large for it.
            func.coalesce(func.sum(LISTEN.heard_ms).filter(_IS_LIKELY), 0),
        ).select_from(Listen.__table__)
    ).one()
    return {row.kind: row.number for row in kinds}, heard[0], heard[1]
