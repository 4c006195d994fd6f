"""Recognitions: how soon the listener knew a track or a theme."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, now_ms, reference


class Recognition(Authored, Base):
    """A track or a theme was recognised after_ms after it began to sound.

    theme_id: the theme, if it was one. track_id: the track, or the one on which the theme sounded.
    start_ms: where it began, in the track's time. variant: which form of the theme it was, such as
    the uid of its mark; empty if it was no theme, or as it is at home.
    """

    __tablename__ = "recognition"
    __table_args__ = (
        CheckConstraint("start_ms IS NULL OR start_ms >= 0", "start"),
        CheckConstraint("after_ms >= 0", "after"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int | None] = reference("track.id")
    theme_id: Mapped[int | None] = reference("theme.id")
    start_ms: Mapped[int | None]
    variant: Mapped[str] = mapped_column(default="")
    after_ms: Mapped[int]
    made_at: Mapped[int] = mapped_column(default=now_ms, index=True)
    made_offset_min: Mapped[int] = mapped_column(default=0)
