"""libVLC behind `Backend`.

libVLC calls back on its own threads, from where calling libVLC can lock up: callbacks only leave
a note with its time stamp. The stamps are worth keeping: libVLC computes a position every 250 to
300 ms and announces it within half a millisecond, while `get_time()` repeats it until the next.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.core.errors import Problem
from app.player.asking import Asked
from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    SoundBreaks,
    TimeReport,
)
from app.player.file_look import FileLook, look_at
from app.player.held_reports import HeldReports
from app.player.lost_device import LostDevice
from app.player.output_device import OutputDevice
from app.player.silent_tail import SilentTail
from app.player.sound_check import SoundCheck
from app.player.start_of_sound import StartOfSound
from app.player.troubles import sound_is_back, trouble_with
from app.player.vlc_deck import END, ERROR, LENGTH, TIME
from app.player.vlc_decks import Decks
from app.player.vlc_instance import load_vlc, named_instance
from app.player.vlc_output_log import OutputLog

log = logging.getLogger(__name__)

STALL_NS = 1_000_000_000  # reports come three or four times a second
LONGEST_CHANGE_NS = 300_000_000
CHANGE_LEAD_MS = 80  # a place in a known file is ready in 10 to 40 ms


class VlcBackend:
    """`Backend` on libVLC 3. `is_silent`: into the dummy output, in real time. `look` tells what a
    file is; it is called on a thread of its own, and may take as long as it likes.

    Raises VlcMissing when libVLC is not there.
    """

    def __init__(
        self, *, is_silent: bool = False, look: Callable[[Path], FileLook] = look_at
    ) -> None:
        vlc = load_vlc()
        self._instance = named_instance(vlc)
        self._log = OutputLog(vlc, self._instance)
        self._decks = Decks(vlc, self._instance, look)
        self._is_silent = is_silent
        if is_silent:
            self._decks.set_silent(True)
        self._check = SoundCheck(self._log)
        self._reports = HeldReports(StartOfSound(self._log))
        self._tail = SilentTail()
        self._path: Path | None = None
        self._is_paused = False
        self._awaits_change = self._is_hushed = False
        self._change_at_ns = self._began_at_ns = 0
        self._fault: Asked[Problem] | None = None
        self._rate = 1.0
        self._volume, self._is_muted = 100, False
        self._last = TimeReport(0, 0)
        self._length_ms = 0
        self._has_sounded = self._is_reporting = False
        self._lost = LostDevice()
        self._pending: list[BackendEvent] = []

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._is_paused = is_paused
        self._length_ms, self._has_sounded = 0, False
        if self._lacks_device:  # who starts a track anew may have mended what nothing shows
            self._decks.set_silent(False)
        self._begin(path, start_ms, is_new=True)

    def prepare(self, path: Path, start_ms: int) -> None:
        if not self._awaits_change:
            self._decks.cue(path, start_ms)

    def seek(self, position_ms: int) -> None:
        if self._path is not None:
            self._begin(self._path, position_ms)

    def resume(self) -> None:
        now_ns = time.monotonic_ns()
        self._last = replace(self._last, monotonic_ns=now_ns)
        self._is_paused = False
        self._tail.resume(now_ns)
        if self._awaits_change:
            return
        if not self._decks.heard.has_started:  # else it goes on, as late as it was
            self._expect_sound()
        self._decks.heard.start()

    def pause(self) -> None:
        now_ns = time.monotonic_ns()
        self._last = TimeReport(now_ns, self._place_ms(now_ns), self._rate)
        self._is_paused = True
        self._tail.pause(now_ns, self._rate)
        self._decks.heard.pause()

    def stop(self) -> None:
        self._forget_news(0)
        self._awaits_change = False
        self._path = None
        self._decks.stop()

    def set_rate(self, rate: float) -> None:
        """The running deck keeps its rate, for libVLC loses its place by changing it (measured:
        half a second): the other one goes on where it will be in a moment.
        """
        if rate == self._rate:
            return
        now_ns = time.monotonic_ns()
        change_at_ns = now_ns if self._is_paused else now_ns + CHANGE_LEAD_MS * 1_000_000
        place_ms = self._place_ms(change_at_ns)
        self._rate = rate
        self._decks.set_rate(rate)
        if self._path is not None:
            self._begin(self._path, place_ms, change_at_ns)

    def set_volume(self, volume: int) -> None:
        self._volume = volume
        self._decks.set_volume(volume, self._is_muted)

    def set_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._decks.set_volume(self._volume, is_muted)

    def output_device(self) -> OutputDevice | None:
        return self._decks.heard.output_device()

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return self._decks.heard.output_devices()

    def another(self) -> Backend:
        return VlcBackend(is_silent=self._decks.is_silent)

    def poll(self) -> tuple[BackendEvent, ...]:
        self._decks.go_on()
        if self._awaits_change:
            self._change_when_ready()
        if not self._awaits_change:
            self._read_notes()
            self._let_go()
            self._run_tail()
            self._seek_device()
            self._tell_fault()
        events, self._pending = tuple(self._pending), []
        return events

    def close(self) -> None:
        self._decks.close()
        self._log.close()
        self._instance.release()

    # Starting

    def _begin(
        self, path: Path, start_ms: int, change_at_ns: int = 0, *, is_new: bool = False
    ) -> None:
        """Change decks as soon as the place is ready, but not before a moment."""
        self._forget_news(start_ms)
        self._path = path
        self._decks.cue(path, start_ms, is_new=is_new)
        self._awaits_change, self._change_at_ns = True, change_at_ns
        self._began_at_ns, self._is_hushed = time.monotonic_ns(), False
        self._change_when_ready()

    def _expect_sound(self) -> None:
        self._reports.begin(time.monotonic_ns(), says_nothing=self._decks.is_silent)

    def _change_when_ready(self) -> None:
        now_ns = time.monotonic_ns()
        if not self._decks.is_ready() or now_ns < self._change_at_ns:
            self._hush_what_was_left(now_ns)
            return
        self._awaits_change = False
        self._pending.append(SoundBreaks(now_ns))
        if not self._is_paused:
            self._expect_sound()
        for note in self._decks.change(is_paused=self._is_paused):
            if note[1] != TIME:  # of the time before the sound flowed
                self._read_note(*note)

    def _hush_what_was_left(self, now_ns: int) -> None:
        """It is not to sound on, unshown, while a drive takes its time."""
        if not self._is_hushed and now_ns - self._began_at_ns > LONGEST_CHANGE_NS:
            self._is_hushed = True
            self._decks.heard.pause()

    def _place_ms(self, at_ns: int) -> int:
        """Where the sound is at a moment, or where it will begin."""
        if self._is_paused or self._awaits_change:
            return self._last.position_ms
        passed_ms = (at_ns - self._last.monotonic_ns) / 1e6
        return self._last.position_ms + int(self._last.rate * passed_ms)

    def _forget_news(self, position_ms: int) -> None:
        self._pending.clear()
        self._reports.clear()
        self._is_reporting = False
        self._tail.drop()
        self._last = TimeReport(time.monotonic_ns(), position_ms, self._rate)
        self._check.begin()
        self._fault = None

    # News

    def _read_notes(self) -> None:
        for note in self._decks.heard.take_notes():
            if note[1] == TIME and self._path is not None and self._has_stalled(note[0]):
                log.info("the sound stood still; starting it anew at %s ms", note[2])
                self._begin(self._path, note[2])
                return
            self._read_note(*note)

    def _has_stalled(self, at_ns: int) -> bool:
        """Whether the sound stood still until now: a machine that slept, a disk that woke up.

        libVLC then begins half a second beside its own clock and mends that, if it does, by
        resampling for seconds (measured); a new start is right at once.
        """
        was_running = self._is_reporting and not self._is_paused
        return was_running and at_ns - self._last.monotonic_ns > STALL_NS

    def _read_note(self, at_ns: int, kind: int, value: int) -> None:
        if kind == TIME and not self._is_paused:
            self._has_sounded = self._is_reporting = True
            self._reports.hold(TimeReport(at_ns, value, self._rate))
        elif kind == LENGTH and value:
            self._length_ms = value
            self._pending.append(LengthKnown(value))
        elif kind == END:
            self._end(at_ns)
        elif kind == ERROR:
            self._fail()

    def _let_go(self) -> None:
        if heard := self._reports.let_go(time.monotonic_ns(), self._rate):
            self._last = heard[-1]
            self._pending += heard
            self._check_sound()

    def _end(self, at_ns: int) -> None:
        if not self._length_ms and not self._has_sounded:  # nothing in it could be decoded
            self._fail()
            return
        at_ms = self._last.position_ms + self._rate * (at_ns - self._last.monotonic_ns) / 1e6
        if not (self._decks.is_silent and self._tail.begin(at_ms, self._length_ms, at_ns)):
            self._pending.append(EndReached(at_ns))

    def _run_tail(self) -> None:
        if not self._tail.is_active:
            return
        now_ns = time.monotonic_ns()
        if self._tail.is_over(now_ns, self._rate):
            self._tail.drop()
            self._pending.append(EndReached(now_ns))
        elif not self._is_paused:
            at_ms = int(self._tail.at(now_ns, self._rate))
            self._pending.append(TimeReport(now_ns, at_ms, self._rate))

    def _fail(self) -> None:
        assert self._path is not None
        is_sound = not self._decks.heard.is_declined
        self._fault = Asked(partial(trouble_with, self._path, is_sound=is_sound))
        self._tell_fault()

    def _tell_fault(self) -> None:
        """As soon as the file's drive has told what is wrong with it."""
        if self._fault is not None and self._fault.is_answered:
            problem, self._fault = self._fault.answer(), None
            self._pending.append(BackendFault(problem, is_fatal=True))

    # The output

    def _check_sound(self) -> None:
        """If the sound reaches no device, or no longer, go on in silence."""
        if self._decks.is_silent:
            return
        problem = self._check.trouble(self._decks.heard)
        if problem is None:
            return
        log.warning("no sound device takes the sound; playing into the dummy output")
        if self._lost.begin(self._decks.devices_beside()):
            self._pending.append(BackendFault(problem, is_fatal=False))
        self._go_on(is_silent=True)

    def _seek_device(self) -> None:
        """While silent for want of a device: go on aloud when one appears."""
        if not self._lacks_device or self._is_paused:
            return
        if self._check.may_look_again(time.monotonic_ns()):
            if not self._lost.is_over(self._decks.devices_beside()):
                return
            self._pending.append(BackendFault(sound_is_back(), is_fatal=False))
            self._go_on(is_silent=False)

    @property
    def _lacks_device(self) -> bool:
        return self._decks.is_silent and not self._is_silent and self._path is not None

    def _go_on(self, *, is_silent: bool) -> None:
        """Both outputs run in real time, so the place is known."""
        assert self._path is not None
        place_ms = self._place_ms(time.monotonic_ns())
        told = [event for event in self._pending if isinstance(event, BackendFault)]
        self._decks.set_silent(is_silent)
        self._begin(self._path, place_ms)
        self._pending = [*told, *self._pending]


def _is_a_backend(backend: VlcBackend) -> Backend:
    return backend  # lets mypy hold the class to the protocol
