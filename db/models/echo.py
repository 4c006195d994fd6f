"""Echoes: the afterlives of a track."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference

KINDS = ("cover", "remix", "sample", "fan_video", "advertisement", "film")


class Echo(Authored, Base):
    """A cover, remix, sample, fan video, advertisement or film that carries the track on."""

    __tablename__ = "echo"
    __table_args__ = (
        CheckConstraint("kind IN ({})".format(", ".join(f"'{kind}'" for kind in KINDS)), "kind"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id")
    kind: Mapped[str]
    title: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
