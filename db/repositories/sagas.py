"""The works of a saga, as rows to change."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.work import Work


def works_of(session: Session, saga_id: int) -> list[Work]:
    """In order."""
    found = select(Work).where(Work.saga_id == saga_id).order_by(Work.saga_order, Work.id)
    return list(session.scalars(found))
