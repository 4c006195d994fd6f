"""Scenes and who appears in them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, PICTURE, Authored, Base, Row, reference


class Scene(Authored, Base):
    """What happens. story_order: its place in the story. still: a file in the pictures folder.

    start_ms, end_ms: in the episode; None if not known.
    """

    __tablename__ = "scene"
    __table_args__ = (
        CheckConstraint("end_ms IS NULL OR start_ms IS NOT NULL AND end_ms >= start_ms", "span"),
        Index("ix_scene_work_id_story_order", "work_id", "story_order"),
        AUTOINCREMENT,
    )

    work_id: Mapped[int] = reference("work.id", index=False)
    episode_id: Mapped[int | None] = reference("episode.id", on_delete="SET NULL")
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    story_order: Mapped[float] = mapped_column(default=0.0)
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    still: Mapped[str | None] = mapped_column(info=PICTURE)
    is_spoiler: Mapped[bool] = mapped_column(default=False)


class SceneCharacter(Row, Base):
    """A character appears in a scene."""

    __tablename__ = "scene_character"
    __table_args__ = (
        Index("uq_scene_character_scene_id_character_id", "scene_id", "character_id", unique=True),
        AUTOINCREMENT,
    )

    scene_id: Mapped[int] = reference("scene.id", index=False)
    character_id: Mapped[int] = reference("character.id")
