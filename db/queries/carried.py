"""Marks that were carried over from another version of their track."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from db.models.marks import MARK_TABLES


def carried_to(
    connection: Connection, kind: str, track_id: int, uids: Collection[str]
) -> frozenset[str]:
    """Those of the marks, by uid, that have been carried over to a track."""
    mark: Any = MARK_TABLES[kind].table.c
    among = select(func.json_each(json.dumps(list(uids))).table_valued("value").c.value)
    found = select(mark.carried_from).where(mark.track_id == track_id, mark.carried_from.in_(among))
    return frozenset(connection.scalars(found))
