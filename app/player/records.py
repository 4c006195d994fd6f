"""Values of the player's room: what can be played, what it is doing, what just happened."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class PlayableTrack:
    """A track and the file that holds it now. `duration_ms` 0: not known yet."""

    track_id: int
    path: Path
    duration_ms: int


class PlayState(enum.Enum):
    """What the player does. Stopped and ended hold a track that plays on the next `play`."""

    EMPTY = "empty"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


class JumpReason(enum.Enum):
    """LOOP: the music turned around by itself, which is shown when it is heard."""

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
    """The position did not glide but went to `position_ms` at once."""

    position_ms: int
    reason: JumpReason


@dataclass(frozen=True, slots=True)
class DurationKnown:
    track_id: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """The track played to its end by itself."""

    track_id: int


@dataclass(frozen=True, slots=True)
class SpanFinished:
    """A span that was asked to be heard again is over; the player paused."""

    span: Span


@dataclass(frozen=True, slots=True)
class PlaybackFault:
    """Something to tell the listener. `is_fatal`: the track could not play any further."""

    track_id: int
    problem: Problem
    is_fatal: bool


PlayerEvent = (
    StateChanged | TrackLoaded | Jumped | DurationKnown | TrackEnded | SpanFinished | PlaybackFault
)
