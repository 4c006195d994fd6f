"""Scene marks: which passage of a track plays in which scene."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from db.models.base import AUTOINCREMENT, PREROLL, Authored, Base, reference


class Cue(Authored, Base):
    """A passage that plays in a scene. scene_offset_ms: from the start of the scene."""

    __tablename__ = "cue"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint(PREROLL, "preroll"),
        Index("ix_cue_track_id_start_ms", "track_id", "start_ms"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    scene_id: Mapped[int] = reference("scene.id")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    scene_offset_ms: Mapped[int | None]
    preroll_ms: Mapped[int | None]
