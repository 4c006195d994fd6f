"""The backend of a machine without VLC: every attempt to play says how to install it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.player.backend import Backend, BackendEvent, BackendFault
from app.player.output_device import OutputDevice

if TYPE_CHECKING:
    from app.core.errors import Problem


class MissingBackend:
    """Lets the journal and the library work where nothing can be played."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._events: list[BackendEvent] = []

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._events.append(BackendFault(self._problem, is_fatal=True))

    def poll(self) -> tuple[BackendEvent, ...]:
        events, self._events = tuple(self._events), []
        return events

    def prepare(self, path: Path, start_ms: int) -> None:
        """Nothing can be prepared."""

    def resume(self) -> None:
        """Nothing is open."""

    def pause(self) -> None:
        """Nothing is open."""

    def stop(self) -> None:
        """Nothing is open."""

    def seek(self, position_ms: int) -> None:
        """Nothing is open."""

    def set_rate(self, rate: float) -> None:
        """Nothing sounds."""

    def set_volume(self, volume: int) -> None:
        """Nothing sounds."""

    def set_muted(self, is_muted: bool) -> None:
        """Nothing sounds."""

    def output_device(self) -> OutputDevice | None:
        return None

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return ()

    def another(self) -> Backend:
        return MissingBackend(self._problem)

    def close(self) -> None:
        """Nothing to release."""
