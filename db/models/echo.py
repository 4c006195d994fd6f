"""Echoes: where a track or a work lives on."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PICTURE, Authored, Base, reference


class Echo(Authored, Base):
    """A cover, remix, sample, live version, fan video, advertisement, trailer, film or meme that
    uses the track or the work: one of the two. linked_track_id: the cover or remix itself, where it
    is in the library. picture: the name of a file in the profile's pictures folder.
    """

    __tablename__ = "echo"

    track_id: Mapped[int | None] = reference("track.id")
    work_id: Mapped[int | None] = reference("work.id")
    linked_track_id: Mapped[int | None] = reference("track.id", on_delete="SET NULL")
    kind: Mapped[str]
    title: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    picture: Mapped[str | None] = mapped_column(info=PICTURE)
