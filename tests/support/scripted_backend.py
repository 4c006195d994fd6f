"""A player backend turned by hand: time passes when the test says so."""

from __future__ import annotations

import random
from pathlib import Path

from app.core.errors import Problem
from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    TimeReport,
)
from app.player.output_device import OutputDevice


class HandClock:
    """A monotonic clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now_ns = 1_000_000_000_000

    def __call__(self) -> int:
        return self.now_ns

    def turn_ms(self, ms: float) -> None:
        self.now_ns += int(ms * 1_000_000)


class ScriptedBackend:
    """Plays nothing, reports like libVLC: a position every `step_ms`, late by up to `jitter_ms`.

    durations_ms: by file name; other files last `usual_duration_ms`. `opened` and `prepared` list
    the calls, `others` the backends that it made. The sound is played on `device`, one of
    `devices`. `position_ms` is the true place of the imagined sound; `is_stalled` stops it.
    `prepared_delay_ms`: how long what was prepared takes to sound.
    `drains_ms`: the end is told so long after the sound, and reports go by the time until then.
    """

    def __init__(
        self,
        clock: HandClock,
        *,
        durations_ms: dict[str, int] | None = None,
        usual_duration_ms: int = 60_000,
        step_ms: float = 255.0,
        jitter_ms: float = 0.0,
        start_delay_ms: float = 40.0,
        prepared_delay_ms: float = 0.0,
        seed: int = 1,
    ) -> None:
        self.clock = clock
        self.durations_ms = durations_ms or {}
        self.usual_duration_ms = usual_duration_ms
        self.step_ms = step_ms
        self.jitter_ms = jitter_ms
        self.start_delay_ms = start_delay_ms
        self.prepared_delay_ms = prepared_delay_ms
        self.opened: list[tuple[Path, int]] = []
        self.prepared: list[tuple[Path, int]] = []
        self.device: OutputDevice | None = None
        self.devices: tuple[OutputDevice, ...] = ()
        self.others: list[ScriptedBackend] = []
        self._ready: tuple[Path, int] | None = None  # a seek replaces it, as in libVLC’s decks
        self.path: Path | None = None
        self.rate, self.volume, self.is_muted = 1.0, 100, False
        self.is_stalled = self.is_paused = self.is_closed = False
        self.drains_ms, self.guesses_length = 0, False
        self.position_ms = 0.0
        self._random = random.Random(seed)
        self._is_over = False
        self._waits_ms = 0.0
        self._flows = False
        self._until_report_ms = step_ms
        self._turned_ns = clock()
        self._events: list[BackendEvent] = []

    @property
    def duration_ms(self) -> int:
        name = self.path.name if self.path is not None else ""
        return self.durations_ms.get(name, self.usual_duration_ms)

    def fail(self, problem: Problem, *, is_fatal: bool = True) -> None:
        """Lets something fail now."""
        self._is_over |= is_fatal
        self._events.append(BackendFault(problem, is_fatal))

    def end(self) -> None:
        """Lets the file end here."""
        self._is_over = True
        self._events.append(EndReached(self.clock()))

    # Backend

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._events.clear()
        self.opened.append((path, start_ms))
        was_ready, self._ready = self._ready == (path, start_ms), None
        self.path, self.is_paused, self._is_over = path, is_paused, False
        self._events.append(LengthKnown(self.duration_ms, self.guesses_length))
        self._begin_at(start_ms, self.prepared_delay_ms if was_ready else self.start_delay_ms)

    def prepare(self, path: Path, start_ms: int) -> None:
        if self._ready != (path, start_ms):
            self._ready = path, start_ms
            self.prepared.append(self._ready)

    def resume(self) -> None:
        self._turn()
        self.is_paused = False

    def pause(self) -> None:
        self._turn()
        self.is_paused = True

    def stop(self) -> None:
        self._events.clear()
        self.path, self._is_over = None, True

    def seek(self, position_ms: int) -> None:
        self._turn()
        self._events.clear()
        self._ready = None
        self._is_over = False
        self._begin_at(position_ms, 2.0)

    def set_rate(self, rate: float) -> None:
        self._turn()
        self.rate = rate
        if self.path is not None and self._flows and not self.is_paused and not self._is_over:
            self._events.append(TimeReport(self.clock(), int(self.position_ms), rate))

    def set_volume(self, volume: int) -> None:
        self.volume = volume

    def set_muted(self, is_muted: bool) -> None:
        self.is_muted = is_muted

    def output_device(self) -> OutputDevice | None:
        return self.device

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return self.devices

    def another(self) -> Backend:
        other = ScriptedBackend(self.clock, usual_duration_ms=self.usual_duration_ms)
        other.device, other.devices = self.device, self.devices
        self.others.append(other)
        return other

    def poll(self) -> tuple[BackendEvent, ...]:
        self._turn()
        events, self._events = tuple(self._events), []
        return events

    def close(self) -> None:
        self.stop()
        self.is_closed = True

    # The imagined sound

    def _begin_at(self, position_ms: int, delay_ms: float) -> None:
        self._turned_ns = self.clock()
        self.position_ms = float(position_ms)
        self._waits_ms = delay_ms
        self._flows = False
        self._until_report_ms = self.step_ms

    def _turn(self) -> None:
        now_ns, since_ns = self.clock(), self._turned_ns
        self._turned_ns = now_ns
        passed_ms = (now_ns - since_ns) / 1e6
        if self.path is None or self._is_over:
            return
        passed_ms -= self._wait(passed_ms, now_ns)
        if self.is_paused or self.is_stalled or not self._flows:
            return
        while passed_ms > 0 and not self._is_over:
            passed_ms = self._play(passed_ms, now_ns)

    def _wait(self, passed_ms: float, now_ns: int) -> float:
        """Buffers; returns how much of the time that took."""
        if self._flows:
            return 0.0
        waited_ms = min(self._waits_ms, passed_ms)
        self._waits_ms -= waited_ms
        if self._waits_ms <= 0:
            self._flows = True
            at_ns = now_ns - int((passed_ms - waited_ms) * 1e6)
            self._events.append(TimeReport(at_ns, int(self.position_ms), self.rate))
        return waited_ms

    def _play(self, passed_ms: float, now_ns: int) -> float:
        """Plays until the next report or the end; returns the time that is left."""
        left_ms = (self.duration_ms + self.drains_ms - self.position_ms) / self.rate
        step_ms = min(passed_ms, self._until_report_ms, left_ms)
        self.position_ms += step_ms * self.rate
        self._until_report_ms -= step_ms
        at_ns = now_ns - int((passed_ms - step_ms) * 1e6)
        if step_ms >= left_ms:
            self._is_over = True
            self._events.append(EndReached(at_ns))
        elif self._until_report_ms <= 1e-9:
            self._until_report_ms = self.step_ms
            place_ms = int(self.position_ms - self._random.uniform(0, self.jitter_ms))
            is_reckoned = place_ms > self.duration_ms
            self._events.append(TimeReport(at_ns, place_ms, self.rate, is_reckoned))
        return passed_ms - step_ms
