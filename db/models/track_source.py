"""Sources: where a track's sound is found."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference

BY_HEADER = "header"
BY_DECODING = "decoded"


class TrackSource(Authored, Base):
    """A file's sound, or a stretch of it, as a track's.

    Files are found by their payload hash, so that a source outlives every path. Marks are on the
    track's own time: track_ms = offset_ms + (file_ms - start_ms) * tempo_ratio. end_ms: None for
    the file's end. duration_ms: of the source, in its own time; length_by: BY_HEADER, or
    BY_DECODING where all of it was decoded. is_preferred: played before the others while its file
    is there.
    """

    __tablename__ = "track_source"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND (end_ms IS NULL OR end_ms >= start_ms)", "stretch"),
        CheckConstraint("tempo_ratio > 0", "tempo_ratio"),
        CheckConstraint("duration_ms >= 0", "duration"),
        UniqueConstraint("track_id", "payload_hash", "start_ms"),
        Index("ix_track_source_payload_hash_track_id", "payload_hash", "track_id"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    payload_hash: Mapped[str]
    start_ms: Mapped[int] = mapped_column(default=0)
    end_ms: Mapped[int | None]
    offset_ms: Mapped[int] = mapped_column(default=0)
    tempo_ratio: Mapped[float] = mapped_column(default=1.0)
    duration_ms: Mapped[int]
    length_by: Mapped[str] = mapped_column(default=BY_HEADER)
    is_preferred: Mapped[bool] = mapped_column(default=False)
