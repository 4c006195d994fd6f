"""Traces: valence and arousal, drawn continuously over a passage of a track."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.affect_samples import AffectSamples
from db.models.base import AUTOINCREMENT, Authored, Base, now_ms, reference


class Trace(Authored, Base):
    """One passage without gaps; those drawn in this program don't overlap.

    samples: see `db/models/affect_samples.py`; the n-th starts at start_ms + n * step_ms, and the
    last ends at end_ms. made_at: UTC ms; made_offset_min: the zone then.
    """

    __tablename__ = "trace"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint("step_ms > 0", "step"),
        Index("ix_trace_track_id_start_ms", "track_id", "start_ms"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    listen_id: Mapped[int | None] = reference("listen.id", on_delete="SET NULL")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    step_ms: Mapped[int] = mapped_column(default=50)
    samples: Mapped[bytes] = mapped_column(AffectSamples)
    made_at: Mapped[int] = mapped_column(default=now_ms)
    made_offset_min: Mapped[int] = mapped_column(default=0)
