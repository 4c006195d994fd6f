"""Themes and where they return."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, PREROLL, Authored, Base, Row, reference


class Theme(Authored, Base):
    """A melody that returns. idea: a place or an idea that it belongs to, in the listener's words;
    characters that it belongs to are in `theme_character`. is_spoiler: its name gives something
    away.
    """

    __tablename__ = "theme"

    work_id: Mapped[int | None] = reference("work.id", on_delete="SET NULL")
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(default="#c2476a")
    note: Mapped[str] = mapped_column(default="")
    idea: Mapped[str] = mapped_column(default="", server_default=text("''"))
    is_spoiler: Mapped[bool] = mapped_column(default=False, server_default=text("0"))


class ThemeCharacter(Row, Base):
    """A theme belongs to a character; to a pair of them by two rows."""

    __tablename__ = "theme_character"
    __table_args__ = (
        Index("uq_theme_character_theme_id_character_id", "theme_id", "character_id", unique=True),
        AUTOINCREMENT,
    )

    theme_id: Mapped[int] = reference("theme.id", index=False)
    character_id: Mapped[int] = reference("character.id")


class Occurrence(Authored, Base):
    """A place where a theme returns. transposition: in semitones. tempo_ratio: to the first.

    variation: what is different here, in the listener's words. found_by: listener, search or
    proposal. probability, 0..1, and analysis_version: of what the search found; None for what was
    marked by hand. is_home: it is where the theme is stated; of several of a theme, which only a
    restore can bring together, the one made last.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint(PREROLL, "preroll"),
        CheckConstraint("probability IS NULL OR probability BETWEEN 0 AND 1", "probability"),
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
    found_by: Mapped[str] = mapped_column(default="listener", server_default=text("'listener'"))
    probability: Mapped[float | None]
    analysis_version: Mapped[int | None]
    is_home: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
