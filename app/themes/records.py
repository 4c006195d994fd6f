"""Themes and theme marks as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span


class OccurrenceStatus(StrEnum):
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Theme:
    id: ThemeId
    uid: str
    work_id: WorkId | None
    name: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A theme mark. transposition, in semitones, and tempo_ratio are relative to the theme's basic
    form; None: not known.
    """

    id: OccurrenceId
    uid: str
    theme: Theme
    track_id: TrackId
    span: Span
    status: OccurrenceStatus
    transposition: int | None
    tempo_ratio: float | None
    variation: str
    note: str
    preroll_ms: int | None = None

    @property
    def kind(self) -> MarkKind:
        return MarkKind.OCCURRENCE

    @property
    def ref(self) -> MarkRef:
        return MarkRef(MarkKind.OCCURRENCE, self.id)
