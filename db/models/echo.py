"""Echoes: where a track lives on."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Authored, Base, reference


class Echo(Authored, Base):
    """A cover, remix, sample, fan video, advertisement or film that uses the track."""

    __tablename__ = "echo"

    track_id: Mapped[int] = reference("track.id")
    kind: Mapped[str]
    title: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
