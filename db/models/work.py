"""Works, their episodes, and sagas of several works."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PICTURE, Authored, Base, reference


class Saga(Authored, Base):
    """Works of one world, in order."""

    __tablename__ = "saga"
    name: Mapped[str] = mapped_column(index=True)


class Work(Authored, Base):
    """A series, film, game, play, or an album without a story.

    picture: the name of a file in the profile's pictures folder. saga_order: its place in the saga.
    progress_season and progress_number: the last episode that the listener has seen;
    progress_order: the story order up to which they have seen scenes outside of episodes. All
    three are None where nothing is said.
    """

    __tablename__ = "work"
    saga_id: Mapped[int | None] = reference("saga.id", on_delete="SET NULL")
    saga_order: Mapped[float | None]
    picture: Mapped[str | None] = mapped_column(info=PICTURE)
    progress_season: Mapped[int | None]
    progress_number: Mapped[int | None]
    progress_order: Mapped[float | None]
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
