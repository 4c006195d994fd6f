"""What a player asks of the machinery that makes sound, and what it hears back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.errors import Problem
from app.player.output_device import OutputDevice


class VlcMissing(Problem):
    """VLC's library or its plugins are not there; playing is impossible, the rest works."""


@dataclass(frozen=True, slots=True)
class TimeReport:
    """The position that was heard at `monotonic_ns`, as the backend saw it, and how fast it ran."""

    monotonic_ns: int
    position_ms: int
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class SoundBreaks:
    """The sound stops here for a moment and goes on from the next report."""

    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class LengthKnown:
    """The duration of the open file as the backend measured it."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class EndReached:
    """The last sound of the open file was played."""

    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class BackendFault:
    """Something failed. `is_fatal`: the open file does not play any further."""

    problem: Problem
    is_fatal: bool


BackendEvent = TimeReport | SoundBreaks | LengthKnown | EndReached | BackendFault


class Backend(Protocol):
    """One file open at a time, another one prepared. Verbs return at once; news comes by `poll`.

    After `open`, `seek` or the end of a file, no event of the time before is delivered. The first
    report after `open`, `seek` or `resume` comes as sound begins to flow.
    """

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        """Begin to play a file at a position, or stand ready there."""

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
        """Where the sound comes out now; None when that can't be told, or not yet."""

    def output_devices(self) -> tuple[OutputDevice, ...]:
        """The devices that the sound may come to play on, as far as they can be told."""

    def another(self) -> Backend:
        """A second one of its kind, for a sound beside the music; whoever asks closes it."""

    def poll(self) -> tuple[BackendEvent, ...]:
        """What happened since the last call, oldest first."""

    def close(self) -> None:
        """Release everything; nothing may be called afterwards."""
