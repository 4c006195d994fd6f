"""The player's values: what can be played, what it is doing, what just happened."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.source_time import WHOLE_FILE, SourceTime

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.ids import LineKey
    from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class PlayableTrack:
    """A track, the file it is played from, and where in the file its sound is.

    duration_ms: the track's own; 0 if not known yet. otherwise: the same track from another file,
    played on from the same time if this one fails. entry_id: of the album it is played on; None for
    the track's own.
    """

    track_id: int
    path: Path
    duration_ms: int
    source: SourceTime = WHOLE_FILE
    otherwise: PlayableTrack | None = None
    entry_id: int | None = None

    @property
    def line(self) -> LineKey:
        return self.track_id, self.entry_id

    def continues_in(self, other: PlayableTrack) -> bool:
        """Whether the sound of the other begins in the same file where this one's ends."""
        return self.path == other.path and self.source.continues_in(other.source)


class PlayState(enum.Enum):
    """What the player is doing. STOPPED and ENDED have a track, which the next `play` plays."""

    EMPTY = "empty"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


class JumpReason(enum.Enum):
    """LOOP: the music went back to the loop's start by itself; shown when it is heard."""

    SEEK = "seek"
    LOOP = "loop"
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class StateChanged:
    state: PlayState


@dataclass(frozen=True, slots=True)
class TrackLoaded:
    track: PlayableTrack


@dataclass(frozen=True, slots=True)
class Jumped:
    """The position didn't move smoothly but went to `position_ms` at once."""

    position_ms: int
    reason: JumpReason


@dataclass(frozen=True, slots=True)
class DurationKnown:
    track_id: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """The track has played to its end."""

    track_id: int


@dataclass(frozen=True, slots=True)
class SpanFinished:
    """A passage that was to be played again is over; the player paused."""

    span: Span


@dataclass(frozen=True, slots=True)
class PlaybackFault:
    """Something to tell the listener. `is_fatal`: the track couldn't play any further."""

    track_id: int
    problem: Problem
    is_fatal: bool


PlayerEvent = (
    StateChanged | TrackLoaded | Jumped | DurationKnown | TrackEnded | SpanFinished | PlaybackFault
)
