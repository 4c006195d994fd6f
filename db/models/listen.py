"""Listens and the passages that were actually heard."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, Row, reference


class Listen(Authored, Base):
    """One playing of a track. heard_ms: how much of it was heard, counting repeats once.

    source, source_key: the history that it was imported from, and its name there; both are None for
    what was heard here.
    """

    __tablename__ = "listen"
    __table_args__ = (
        Index("uq_listen_source_source_key", "source", "source_key", unique=True),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id")
    started_at: Mapped[int] = mapped_column(index=True)
    started_offset_min: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[int]
    heard_ms: Mapped[int] = mapped_column(default=0)
    source: Mapped[str | None]
    source_key: Mapped[str | None]


class HeardStretch(Row, Base):
    """A passage of the track that was heard in a listen; those of one listen are disjoint. Where
    one began again within them is a passage without length, once for each time.
    """

    __tablename__ = "heard_stretch"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        AUTOINCREMENT,
    )

    listen_id: Mapped[int] = reference("listen.id")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
