"""Audio files."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Base, FilePath, Row, now_ms, reference


class AudioFile(Row, Base):
    """A file of this machine's. It belongs to the tracks that have a source with its payload.

    It may go missing and return. read_by: the version of the tag reader that read it last; an older
    one's tags are read again. album_entry_id: whose words its tags are; empty for the track's
    own. is_wordless: its tags are nobody's words, because they name an album that the listener
    removed the track from.
    """

    __tablename__ = "audio_file"
    __table_args__ = (
        Index("ix_audio_file_payload_hash_is_available", "payload_hash", "is_available"),
        AUTOINCREMENT,
    )

    path: Mapped[str] = mapped_column(FilePath, unique=True)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    # An export lists files inside the sources that have their payload.
    payload_hash: Mapped[str] = mapped_column(info={"inside": "track_source.payload_hash"})
    is_available: Mapped[bool] = mapped_column(default=True)
    seen_at: Mapped[int] = mapped_column(default=now_ms)
    read_by: Mapped[int] = mapped_column(default=0)
    album_entry_id: Mapped[int | None] = reference("album_entry.id", on_delete="SET NULL")
    is_wordless: Mapped[bool] = mapped_column(default=False)
