"""Rows of marks of any kind: equal ones, and what refers to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.models.marks import MARK_TABLES


def alike(session: Session, table: Table, track_id: int, values: Mapping[str, Any]) -> list[int]:
    """The ids of a track's rows with these values."""
    same = [table.c[name] == value for name, value in values.items()]
    found = select(table.c.id).where(table.c.track_id == track_id, *same)
    return list(session.connection().scalars(found))


def hand_over(session: Session, kind: str, gone_id: int, heir_id: int) -> None:
    """Makes what refers to a mark refer to another instead, without duplicates."""
    kept = MARK_TABLES[kind]
    if kept.links is None:
        return
    mark_id = getattr(kept.links, kept.link_column)
    links = list(session.scalars(select(kept.links).where(mark_id.in_((gone_id, heir_id)))))
    have_heir = {link.entry_id for link in links if getattr(link, kept.link_column) == heir_id}
    for link in links:
        is_of_gone = getattr(link, kept.link_column) == gone_id
        if is_of_gone and link.entry_id not in have_heir:
            setattr(link, kept.link_column, heir_id)
    session.flush()
