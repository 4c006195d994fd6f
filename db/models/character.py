"""Characters of a work."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PICTURE, Authored, Base, reference


class Character(Authored, Base):
    """A person of the story. portrait: the name of a file in the profile's pictures folder.
    is_spoiler: that there is such a person gives something away.
    """

    __tablename__ = "character"

    work_id: Mapped[int] = reference("work.id")
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(default="#8a6f9e")
    portrait: Mapped[str | None] = mapped_column(info=PICTURE)
    note: Mapped[str] = mapped_column(default="")
    is_spoiler: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
