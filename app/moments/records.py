"""Favourite moments as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import ListenId, MomentId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or span the listener loves. Times, carried_from and is_waiting as in `Tag`."""

    id: MomentId
    uid: str
    track_id: TrackId
    listen_id: ListenId | None
    span: Span
    raw: Span
    label: str
    note: str
    made_at_ms: int
    made_offset_min: int
    preroll_ms: int | None = None
    carried_from: str | None = None
    is_waiting: bool = False

    @property
    def kind(self) -> MarkKind:
        return MarkKind.MOMENT

    @property
    def ref(self) -> MarkRef:
        return MarkRef(MarkKind.MOMENT, self.id)
