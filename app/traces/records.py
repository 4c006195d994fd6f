"""Traces as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import TraceId, TrackId
from app.core.timecode import Span

STEP_MS = 50  # 20 Hz, what studies of continuous response sample at
FULL = 127  # what 1 is stored as

Affect = tuple[float, float]  # valence and arousal, each -1..1


def sample_of(affect: Affect) -> bytes:
    """Two signed bytes; values outside -1..1 are clamped."""
    return bytes(round(max(-1.0, min(1.0, value)) * FULL) & 0xFF for value in affect)


def affect_of(sample: bytes) -> Affect:
    valence, arousal = (number - 256 if number > 127 else number for number in sample)
    return valence / FULL, arousal / FULL


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples without a gap, STEP_MS apart, two signed bytes each (valence, arousal).

    start_ms: a multiple of STEP_MS.
    """

    start_ms: int
    samples: bytes

    @property
    def span(self) -> Span:
        return Span(self.start_ms, self.start_ms + len(self.samples) // 2 * STEP_MS)


@dataclass(frozen=True, slots=True)
class Trace:
    """A saved stretch. Sample n applies from span.start_ms + n * step_ms."""

    id: TraceId
    uid: str
    track_id: TrackId
    span: Span
    step_ms: int
    samples: bytes

    def at(self, position_ms: int) -> Affect | None:
        """None outside the span."""
        place = 2 * ((position_ms - self.span.start_ms) // self.step_ms)
        if not self.span.contains(position_ms) or place + 2 > len(self.samples):
            return None
        return affect_of(self.samples[place : place + 2])


def affect_at(traces: tuple[Trace, ...], position_ms: int) -> Affect | None:
    """The value at a position; where traces overlap (after a merge), the later one's."""
    found = (trace.at(position_ms) for trace in reversed(traces))
    return next((affect for affect in found if affect is not None), None)
