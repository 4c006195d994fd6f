"""What is searched for, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a track. track: whatever names it in its `Soundtrack`."""

    track: str
    start_ms: int
    end_ms: int

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms

    def shared_with(self, other: Passage) -> float:
        """How much of the shorter one is in both, 0..1."""
        if self.track != other.track:
            return 0.0
        common_ms = min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms)
        return max(0, common_ms) / max(1, min(self.duration_ms, other.duration_ms))


@dataclass(frozen=True, slots=True)
class Return:
    """Where a passage returns.

    probability: 0..1. transposition: semitones higher than the passage, -6..6, octaves aside.
    tempo_ratio: above 1 if it is faster.
    """

    passage: Passage
    probability: float
    transposition: int
    tempo_ratio: float


class Doubt(Enum):
    """Why a passage can't be searched for well."""

    TOO_SHORT = "short"
    SILENT = "silent"
    UNPITCHED = "unpitched"
