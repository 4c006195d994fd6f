"""Tracks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference

ROLES = (
    "opening_theme",
    "ending_theme",
    "love_theme",
    "action_theme",
    "character_theme",
    "insert_song",
    "score",
    "other",
)


SCORE = "score"  # the role a track has until the listener says another
BY_TAGS = "tags"
BY_LISTENER = "listener"


class Track(Authored, Base):
    """One recording, whichever files hold it. `cover` names a picture in the cover cache.

    words_by: whose its title, artist and the like are. BY_TAGS: they follow the file's tags;
    BY_LISTENER: they stay as they are.
    """

    __tablename__ = "track"
    __table_args__ = (
        CheckConstraint("role IN ({})".format(", ".join(f"'{role}'" for role in ROLES)), "role"),
        CheckConstraint("duration_ms >= 0", "duration"),
        Index(
            "ix_track_album_artist_album", "album_artist", "album", "disc_number", "track_number"
        ),
        AUTOINCREMENT,
    )

    title: Mapped[str]
    artist: Mapped[str] = mapped_column(default="")
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
