"""Rows of any authored kind: added, found and edited."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.base import Authored, Base

T = TypeVar("T", bound=Base)
A = TypeVar("A", bound=Authored)


def add(session: Session, model: type[T], **values: Any) -> T:
    row = model(**values)
    session.add(row)
    session.flush()
    return row


def with_uid(session: Session, model: type[A], uid: str) -> A | None:
    return session.scalars(select(model).where(model.uid == uid)).first()


def edit(row: Base, values: dict[str, Any], allowed: frozenset[str]) -> None:
    """Sets the named columns. Raises TypeError for a name that isn't allowed."""
    if unknown := values.keys() - allowed:
        raise TypeError(f"not to be edited in {row.__tablename__}: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value)
