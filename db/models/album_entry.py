"""Album entries: the further albums that a track is on."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Authored, Base, reference
from db.models.track import BY_TAGS

# What a track's own row says of its first album, and an entry of another.
ALBUM_WORDS = (
    "title",
    "artist",
    "composer",
    "album",
    "album_artist",
    "disc_number",
    "track_number",
    "year",
    "cover",
    "words_by",
)


class AlbumEntry(Authored, Base):
    """A track on another album than the one in its own row, with that album's words for it.

    cover, words_by: as in a track.
    """

    __tablename__ = "album_entry"

    track_id: Mapped[int] = reference("track.id")
    title: Mapped[str]
    artist: Mapped[str] = mapped_column(default="")
    composer: Mapped[str] = mapped_column(default="")
    album: Mapped[str] = mapped_column(default="")
    album_artist: Mapped[str] = mapped_column(default="")
    disc_number: Mapped[int | None]
    track_number: Mapped[int | None]
    year: Mapped[int | None]
    cover: Mapped[str | None]
    words_by: Mapped[str] = mapped_column(default=BY_TAGS)
