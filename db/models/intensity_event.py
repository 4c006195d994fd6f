"""What the listener says about builds, climaxes, drops and breaks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference


class IntensityEvent(Authored, Base):
    """A correction of what was found in the sound: an event that is there, or one that isn't.

    What was found itself is in no table. kind: build, climax, drop or break. peak_ms: where it is
    strongest, if that is anywhere. is_removed: whatever is found of this kind here, isn't there.
    """

    __tablename__ = "intensity_event"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms >= start_ms", "span"),
        CheckConstraint("peak_ms IS NULL OR peak_ms >= 0", "peak"),
        Index("ix_intensity_event_track_id_start_ms", "track_id", "start_ms"),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    kind: Mapped[str]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    peak_ms: Mapped[int | None]
    is_removed: Mapped[bool] = mapped_column(default=False)
