"""What the player asks of whatever makes the sound, and what it is told in return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.errors import Problem
from app.player.output_device import OutputDevice


class VlcMissing(Problem):
    """VLC's library or its plugins are missing; playback is impossible, the rest works."""


@dataclass(frozen=True, slots=True)
class TimeReport:
    """The position heard at `monotonic_ns`, as far as the backend knows, and the rate then.

    is_reckoned: by the time that passed since the sound itself was last heard of, which may be over
    meanwhile.
    """

    monotonic_ns: int
    position_ms: int
    rate: float = 1.0
    is_reckoned: bool = False


@dataclass(frozen=True, slots=True)
class SoundBreaks:
    """The sound stops for a moment and resumes with the next report."""

    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class LengthKnown:
    """The duration of the open file as it says itself.

    is_guess: as the backend guesses it from the file's size or its end; junk there makes it wrong.
    """

    duration_ms: int
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class EndReached:
    """The last sound of the open file was played."""

    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class BackendFault:
    """Something failed. `is_fatal`: the open file can't play any further."""

    problem: Problem
    is_fatal: bool


BackendEvent = TimeReport | SoundBreaks | LengthKnown | EndReached | BackendFault


class Backend(Protocol):
    """One file open at a time, another prepared. Methods return at once; `poll` brings the events.

    After `open`, `seek` or the end of a file, no earlier event is delivered. The first report after
    `open`, `seek` or `resume` comes as sound begins to flow.
    """

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        """Start playing a file at a position, or wait there, ready."""

    def prepare(self, path: Path, start_ms: int) -> None:
        """Get ready to `open` the same file and position without a pause."""

    def resume(self) -> None: ...

    def pause(self) -> None: ...

    def stop(self) -> None: ...

    def seek(self, position_ms: int) -> None:
        """Go to a position exactly; while paused, stay paused."""

    def set_rate(self, rate: float) -> None: ...

    def set_volume(self, volume: int) -> None:
        """0..100."""

    def set_muted(self, is_muted: bool) -> None: ...

    def output_device(self) -> OutputDevice | None:
        """Where the sound comes out now; None if that is unknown, or not known yet."""

    def output_devices(self) -> tuple[OutputDevice, ...]:
        """The devices that the sound could play on, as far as they are known."""

    def another(self) -> Backend:
        """Another backend of this kind, for a sound beside the music; the caller closes it."""

    def poll(self) -> tuple[BackendEvent, ...]:
        """What has happened since the last call, oldest first."""

    def close(self) -> None:
        """Release everything; call nothing afterwards."""
