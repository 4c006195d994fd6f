"""Works and their episodes."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Authored, Base, reference


class Work(Authored, Base):
    """A series, film or game."""

    __tablename__ = "work"
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(index=True)
    year: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class Episode(Authored, Base):
    """One episode of a series, or a part of a game; a film usually has none."""

    __tablename__ = "episode"

    work_id: Mapped[int] = reference("work.id")
    season_number: Mapped[int] = mapped_column(default=1)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
