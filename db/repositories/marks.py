"""Rows of marks, whatever their kind: alike ones, and what points at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.models.journal_entry import EntryMoment


def alike(session: Session, table: Table, track_id: int, values: Mapping[str, Any]) -> list[int]:
    """The ids of a track's rows that have these values."""
    same = [table.c[name] == value for name, value in values.items()]
    found = select(table.c.id).where(table.c.track_id == track_id, *same)
    return list(session.connection().scalars(found))


def hand_over_moment(session: Session, gone_id: int, heir_id: int) -> None:
    """Entries that point at a moment point at another instead, once."""
    points_at = select(EntryMoment).where(EntryMoment.moment_id.in_((gone_id, heir_id)))
    links = list(session.scalars(points_at))
    have_heir = {link.entry_id for link in links if link.moment_id == heir_id}
    for link in links:
        if link.moment_id == gone_id and link.entry_id not in have_heir:
            link.moment_id = heir_id
    session.flush()
