"""Rows of marks, whatever their kind: many at a time, alike ones, and what points at them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.journal_entry import EntryMoment
from db.unit_of_work import in_parts


def by_id(session: Session, model: type[Any], ids: Iterable[int]) -> dict[int, Any]:
    """Those of the rows that are there."""
    return {
        row.id: row
        for part in in_parts(list(ids))
        for row in session.scalars(select(model).where(model.id.in_(part)))
    }


def alike(
    session: Session, model: type[Any], track_id: int, values: Mapping[str, Any]
) -> list[Any]:
    """The rows of a track that have these values."""
    same = [getattr(model, name) == value for name, value in values.items()]
    return list(session.scalars(select(model).where(model.track_id == track_id, *same)))


def hand_over_moment(session: Session, gone_id: int, heir_id: int) -> None:
    """Entries that point at a moment point at another instead, once."""
    points_at = select(EntryMoment).where(EntryMoment.moment_id.in_((gone_id, heir_id)))
    links = list(session.scalars(points_at))
    have_heir = {link.entry_id for link in links if link.moment_id == heir_id}
    for link in links:
        if link.moment_id == gone_id and link.entry_id not in have_heir:
            link.moment_id = heir_id
    session.flush()
