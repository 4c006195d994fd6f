"""Events of a track's intensity, and corrections of them, as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.analysis.dynamics.records import EventKind as EventKind
from app.core.ids import IntensityEventId, TrackId
from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class IntensityEvent:
    """peak_ms: where it is strongest, if that is anywhere. correction_id: of what the listener
    said; None for what was found.
    """

    kind: EventKind
    span: Span
    peak_ms: int | None = None
    correction_id: IntensityEventId | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An event that is there because the listener says so; or, if is_removed, one that isn't,
    whatever is found.
    """

    id: IntensityEventId
    uid: str
    track_id: TrackId
    kind: EventKind
    span: Span
    peak_ms: int | None
    is_removed: bool

    @property
    def event(self) -> IntensityEvent:
        return IntensityEvent(self.kind, self.span, self.peak_ms, self.id)
