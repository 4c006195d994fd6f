"""Scenes: their place in the story and who appears in them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.scene import Scene, SceneCharacter
from db.models.work import Episode
from db.writing.unit_of_work import UnitOfWork


def in_story_order(session: Session, work_id: int) -> list[Scene]:
    found = select(Scene).where(Scene.work_id == work_id).order_by(Scene.story_order, Scene.id)
    return list(session.scalars(found))


def episode_ranks(session: Session, work_id: int) -> dict[int, tuple[int, int]]:
    """Season and number by episode id."""
    found = select(Episode).where(Episode.work_id == work_id)
    return {row.id: (row.season_number, row.number) for row in session.scalars(found)}


def add_character(session: Session, scene_id: int, character_id: int) -> None:
    """Unless they appear in it already."""
    pair = {"scene_id": scene_id, "character_id": character_id}
    if session.scalars(select(SceneCharacter).filter_by(**pair)).first() is None:
        session.add(SceneCharacter(**pair))
        session.flush()


def set_characters(unit: UnitOfWork, scene_id: int, character_ids: Iterable[int]) -> None:
    wanted = set(character_ids)
    there = unit.session.scalars(select(SceneCharacter).where(SceneCharacter.scene_id == scene_id))
    for row in there.all():
        if row.character_id in wanted:
            wanted.discard(row.character_id)
        else:
            unit.remove(row)
    for character_id in sorted(wanted):
        unit.session.add(SceneCharacter(scene_id=scene_id, character_id=character_id))
    unit.session.flush()
