"""Files that hold tracks."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, FilePath, Row, now_ms, reference


class AudioFile(Row, Base):
    """A file that holds a track. It may vanish and come back; its track stays."""

    __tablename__ = "audio_file"

    track_id: Mapped[int] = reference("track.id")
    path: Mapped[str] = mapped_column(FilePath, unique=True)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    payload_hash: Mapped[str] = mapped_column(index=True)
    is_available: Mapped[bool] = mapped_column(default=True)
    seen_at: Mapped[int] = mapped_column(default=now_ms)
