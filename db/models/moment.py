"""Favourite moments."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, PREROLL, Authored, Base, now_ms, reference

IN_INBOX = "label = '' AND note = '' AND needs_no_note = 0"


class FavouriteMoment(Authored, Base):
    """A point or passage that the listener loves. Times are as in an emotion mark."""

    __tablename__ = "favourite_moment"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint(PREROLL, "preroll"),
        Index("ix_favourite_moment_track_id_start_ms", "track_id", "start_ms"),
        Index("ix_favourite_moment_inbox", "made_at", sqlite_where=text(IN_INBOX)),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    listen_id: Mapped[int | None] = reference("listen.id", on_delete="SET NULL")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    raw_start_ms: Mapped[int]
    raw_end_ms: Mapped[int]
    label: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[int] = mapped_column(default=now_ms, index=True)
    made_offset_min: Mapped[int] = mapped_column(default=0)
    preroll_ms: Mapped[int | None]
    needs_no_note: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    carried_from: Mapped[str | None] = mapped_column(String(36))
