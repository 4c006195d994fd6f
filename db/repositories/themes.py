"""Themes: whom they belong to, where they are stated, and what was refused about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.base import change_stamp
from db.models.question import Refusal
from db.models.theme import Occurrence, Theme, ThemeCharacter
from db.writing.unit_of_work import UnitOfWork


def touch(session: Session, theme_id: int) -> None:
    """Gives it a new stamp: what changed is in another table."""
    theme = session.get_one(Theme, theme_id)
    theme.updated_at = change_stamp(theme.updated_at)
    session.flush()


def add_character(session: Session, theme_id: int, character_id: int) -> bool:
    """Returns whether it is new."""
    pair = {"theme_id": theme_id, "character_id": character_id}
    if session.scalars(select(ThemeCharacter).filter_by(**pair)).first() is not None:
        return False
    session.add(ThemeCharacter(**pair))
    session.flush()
    return True


def remove_character(unit: UnitOfWork, theme_id: int, character_id: int) -> bool:
    """Returns whether it was there."""
    pair = {"theme_id": theme_id, "character_id": character_id}
    found = unit.session.scalars(select(ThemeCharacter).filter_by(**pair)).all()
    unit.remove_all(found)
    return bool(found)


def homes(session: Session, theme_id: int) -> Sequence[Occurrence]:
    """One, unless a restore has brought several together."""
    found = select(Occurrence).where(Occurrence.theme_id == theme_id, Occurrence.is_home)
    return session.scalars(found).all()


def occurrences(
    session: Session, theme_id: int, track_ids: Collection[int] | None = None
) -> Sequence[Occurrence]:
    """track_ids: on these alone."""
    found = select(Occurrence).where(Occurrence.theme_id == theme_id).order_by(Occurrence.id)
    if track_ids is not None:
        found = found.where(Occurrence.track_id.in_(track_ids))
    return session.scalars(found).all()


def refusals(
    session: Session,
    kind: str,
    what: str | None = None,
    track_ids: Collection[int] | None = None,
) -> Sequence[Refusal]:
    """Those of a kind, all or about one thing; track_ids: on these alone."""
    found = select(Refusal).where(Refusal.kind == kind).order_by(Refusal.id)
    if what is not None:
        found = found.where(Refusal.what == what)
    if track_ids is not None:
        found = found.where(Refusal.track_id.in_(track_ids))
    return session.scalars(found).all()
