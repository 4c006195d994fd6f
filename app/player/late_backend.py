"""A backend made when it is first needed: the window needn't wait for libVLC to open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.player.backend import Backend, BackendEvent, VlcMissing
from app.player.missing_backend import MissingBackend
from app.player.output_device import OutputDevice

if TYPE_CHECKING:
    from app.core.errors import Problem

MakeBackend = Callable[[], Backend]


class LateBackend:
    """Stands in for the backend that `make` opens, or without VLC for one that says it is missing.

    Rate, volume and mute set beforehand are passed on when it opens. `wake` may be called on any
    thread, every other method only on the player's.
    """

    def __init__(self, make: MakeBackend) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Backend | None = None
        self._missing: Problem | None = None
        self._rate, self._volume, self._is_muted = 1.0, 100, False

    def wake(self) -> Problem | None:
        """Opens it now if it isn't open yet. Returns the problem if there is no VLC."""
        self._get()
        return self._missing

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._get().open(path, start_ms, is_paused=is_paused)

    def prepare(self, path: Path, start_ms: int) -> None:
        self._get().prepare(path, start_ms)

    def resume(self) -> None:
        self._get().resume()

    def pause(self) -> None:
        self._get().pause()

    def stop(self) -> None:
        self._get().stop()

    def seek(self, position_ms: int) -> None:
        self._get().seek(position_ms)

    def set_rate(self, rate: float) -> None:
        with self._lock:
            self._rate = rate
            if self._made is not None:
                self._made.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        with self._lock:
            self._volume = volume
            if self._made is not None:
                self._made.set_volume(volume)

    def set_muted(self, is_muted: bool) -> None:
        with self._lock:
            self._is_muted = is_muted
            if self._made is not None:
                self._made.set_muted(is_muted)

    def output_device(self) -> OutputDevice | None:
        return None if self._made is None else self._made.output_device()

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return () if self._made is None else self._made.output_devices()

    def another(self) -> Backend:
        return self._get().another()

    def poll(self) -> tuple[BackendEvent, ...]:
        return () if self._made is None else self._made.poll()

    def close(self) -> None:
        with self._lock:
            if self._made is not None:
                self._made.close()

    def _get(self) -> Backend:
        with self._lock:
            if self._made is None:
                self._made = self._open_it()
            return self._made

    def _open_it(self) -> Backend:
        try:
            made = self._make()
        except VlcMissing as problem:
            self._missing = problem
            return MissingBackend(problem)
        made.set_rate(self._rate)
        made.set_volume(self._volume)
        made.set_muted(self._is_muted)
        return made
