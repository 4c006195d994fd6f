"""Emotion marks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, PREROLL, Authored, Base, now_ms, reference

IN_INBOX = "note = '' AND memory = '' AND needs_no_note = 0"


class EmotionalTag(Authored, Base):
    """An emotion on a point or span of a track.

    raw_start_ms and raw_end_ms: the playhead at the key press and release; start_ms and end_ms: the
    same minus the listener's reaction time. made_at: UTC ms; made_offset_min: the zone then.
    preroll_ms: the lead-in; None for the setting's. needs_no_note: the listener left it without a
    note, so it isn't in the inbox. carried_from: the uid of the mark on another version of the
    track that it was carried over from.
    """

    __tablename__ = "emotional_tag"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint("intensity BETWEEN 1 AND 5", "intensity"),
        CheckConstraint(PREROLL, "preroll"),
        Index("ix_emotional_tag_track_id_start_ms", "track_id", "start_ms"),
        # For “the next wonder”, and for whether an emotion is in use.
        Index("ix_emotional_tag_emotion_id_track_id", "emotion_id", "track_id", "start_ms"),
        Index("ix_emotional_tag_inbox", "made_at", sqlite_where=text(IN_INBOX)),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    emotion_id: Mapped[int] = reference("emotion.id", on_delete="RESTRICT", index=False)
    listen_id: Mapped[int | None] = reference("listen.id", on_delete="SET NULL")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    raw_start_ms: Mapped[int]
    raw_end_ms: Mapped[int]
    intensity: Mapped[int] = mapped_column(default=3)
    mode: Mapped[str] = mapped_column(default="felt")
    note: Mapped[str] = mapped_column(default="")
    memory: Mapped[str] = mapped_column(default="")
    made_at: Mapped[int] = mapped_column(default=now_ms, index=True)
    made_offset_min: Mapped[int] = mapped_column(default=0)
    preroll_ms: Mapped[int | None]
    needs_no_note: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    carried_from: Mapped[str | None] = mapped_column(String(36))
