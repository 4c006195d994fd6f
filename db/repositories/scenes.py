"""Scenes: their place in the story and who appears in them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.scene import Scene, SceneCharacter
from db.unit_of_work import UnitOfWork


def next_story_order(session: Session, work_id: int) -> float:
    last = session.scalar(select(func.max(Scene.story_order)).where(Scene.work_id == work_id))
    return 1.0 if last is None else float(int(last) + 1)


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
