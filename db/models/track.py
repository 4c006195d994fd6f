"""Tracks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference

SCORE = "score"  # the default role
BY_TAGS = "tags"
BY_LISTENER = "listener"


class Track(Authored, Base):
    """One recording, with the words of the first album it is on.

    Its sound is in its sources, further albums in album entries. duration_ms: of the track's own
    time, on which all marks are. cover: the name of a picture in the cover cache.
    words_by: where its title, artist and so on are from. BY_TAGS: they follow the file's tags;
    BY_LISTENER: the listener edited them, so they stay.
    """

    __tablename__ = "track"
    __table_args__ = (
        CheckConstraint("duration_ms >= 0", "duration"),
        AUTOINCREMENT,
    )

    title: Mapped[str]
    artist: Mapped[str] = mapped_column(default="")
    composer: Mapped[str] = mapped_column(default="", server_default=text("''"))
    album: Mapped[str] = mapped_column(default="", index=True)
    album_artist: Mapped[str] = mapped_column(default="")
    disc_number: Mapped[int | None]
    track_number: Mapped[int | None]
    year: Mapped[int | None]
    duration_ms: Mapped[int]
    role: Mapped[str] = mapped_column(default=SCORE)
    work_id: Mapped[int | None] = reference("work.id", on_delete="SET NULL")
    cover: Mapped[str | None]
    words_by: Mapped[str] = mapped_column(default=BY_TAGS, server_default=text("'tags'"))
