"""Adding a row of any authored kind; its id is known afterwards."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from db.base import Base

T = TypeVar("T", bound=Base)


def add(session: Session, model: type[T], **values: Any) -> T:
    row = model(**values)
    session.add(row)
    session.flush()
    return row


def edit(row: Base, values: dict[str, Any], allowed: frozenset[str]) -> None:
    """Sets the named columns. Raises TypeError for a name that is not among the allowed."""
    if unknown := values.keys() - allowed:
        raise TypeError(f"not to be edited in {row.__tablename__}: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, value)
