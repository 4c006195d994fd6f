"""Themes and where they return."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, PREROLL, Authored, Base, reference


class Theme(Authored, Base):
    """A melody that returns."""

    __tablename__ = "theme"

    work_id: Mapped[int | None] = reference("work.id", on_delete="SET NULL")
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(default="#c2476a")
    note: Mapped[str] = mapped_column(default="")


class Occurrence(Authored, Base):
    """A place where a theme returns. transposition: in semitones. tempo_ratio: to the first."""

    __tablename__ = "occurrence"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint(PREROLL, "preroll"),
        Index("ix_occurrence_track_id_start_ms", "track_id", "start_ms"),
        AUTOINCREMENT,
    )

    theme_id: Mapped[int] = reference("theme.id")
    track_id: Mapped[int] = reference("track.id", index=False)
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    status: Mapped[str] = mapped_column(default="confirmed")
    transposition: Mapped[int | None]
    tempo_ratio: Mapped[float | None]
    preroll_ms: Mapped[int | None]
    variation: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
