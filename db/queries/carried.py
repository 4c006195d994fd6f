"""Marks that were carried over from another version of their track."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from db.models.marks import MARK_TABLES
from db.models.track import Track


def origins(connection: Connection, uids: Collection[str]) -> dict[str, str]:
    """The titles of the tracks that marks are on, by the marks' uids; those that are gone are left
    out.
    """
    among = select(func.json_each(json.dumps(list(uids))).table_valued("value").c.value)
    titles: dict[str, str] = {}
    for kind in ("tag", "moment"):
        mark: Any = MARK_TABLES[kind].table.c
        found = select(mark.uid, Track.title).join_from(
            MARK_TABLES[kind].table, Track, Track.id == mark.track_id
        )
        titles |= {row[0]: row[1] for row in connection.execute(found.where(mark.uid.in_(among)))}
    return titles


def carried_to(
    connection: Connection, kind: str, track_id: int, uids: Collection[str]
) -> frozenset[str]:
    """Those of the marks, by uid, that have been carried over to a track."""
    mark: Any = MARK_TABLES[kind].table.c
    among = select(func.json_each(json.dumps(list(uids))).table_valued("value").c.value)
    found = select(mark.carried_from).where(mark.track_id == track_id, mark.carried_from.in_(among))
    return frozenset(connection.scalars(found))
