"""A track's dynamics: its events, and what the library says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    BUILD = "build"  # a rise that leads to a climax
    CLIMAX = "climax"  # the held top
    DROP = "drop"  # a sudden fall
    BREAK = "break"  # a few quiet seconds between louder ones


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """What was found in the sound, in the file's time; `app.intensity` has what a listener says.

    peak_ms: the loudest moment of a build or climax; of a drop, where it begins to fall; of a
    break, its quietest.
    """

    kind: EventKind
    start_ms: int
    end_ms: int
    peak_ms: int


@dataclass(frozen=True, slots=True)
class DynamicsSummary:
    """What a row of the library shows, and what rows are sorted by.

    most_intense: 0..1, the intensity that a twentieth of the track reaches; absolute, so that
    tracks compare. longest_build_ms: 0 if there is none. picture: PICTURE_BINS bytes, the mean
    intensity of each part of the track, 255 being 1.
    """

    most_intense: float
    longest_build_ms: int
    picture: bytes


PICTURE_BINS = 32
