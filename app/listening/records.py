"""Listens as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ids import ListenId, TrackId
    from app.core.instant import Instant
    from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class Listen:
    """One listen to a track. heard_ms: how much of it was heard, counting repeats once."""

    id: ListenId
    uid: str
    track_id: TrackId
    started: Instant
    ended_at_ms: int
    heard_ms: int
    stretches: tuple[Span, ...]
