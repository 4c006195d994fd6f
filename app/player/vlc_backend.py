"""libVLC behind `Backend`.

libVLC calls back on its own threads, where calling libVLC can deadlock: callbacks only leave a note
with its time stamp. The stamps matter: libVLC computes a position every 250 to 300 ms and announces
it within half a millisecond, while `get_time()` repeats it until the next one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    SoundBreaks,
    TimeReport,
)
from app.player.deck_change import DeckChange
from app.player.device_watch import DeviceWatch
from app.player.file_fault import FileFault
from app.player.file_look import FileLook, look_at
from app.player.output_device import OutputDevice
from app.player.silent_tail import SilentTail
from app.player.sound_reports import SoundReports
from app.player.vlc_deck import END, ERROR, LENGTH, TIME, Note
from app.player.vlc_decks import Decks
from app.player.vlc_instance import load_vlc, named_instance
from app.player.vlc_output_log import OutputLog

log = logging.getLogger(__name__)

CHANGE_LEAD_MS = 80  # a position in a known file is ready in 10 to 40 ms


class VlcBackend:
    """`Backend` on libVLC 3. `is_silent`: into the dummy output, in real time. `look` finds out
    what a file is; it is called on a thread of its own and may take any amount of time.

    Raises VlcMissing without libVLC.
    """

    def __init__(
        self, *, is_silent: bool = False, look: Callable[[Path], FileLook] = look_at
    ) -> None:
        vlc = load_vlc()
        self._instance = named_instance(vlc)
        self._log = OutputLog(vlc, self._instance)
        self._decks = Decks(vlc, self._instance, look)
        if is_silent:
            self._decks.set_silent(True)
        self._devices = DeviceWatch(self._decks, self._log, is_silent=is_silent)
        self._change = DeckChange(self._decks)
        self._reports = SoundReports(self._log)
        self._tail = SilentTail()
        self._fault = FileFault()
        self._path: Path | None = None
        self._is_paused = False
        self._rate = 1.0
        self._length_ms = 0
        self._has_sounded = False
        self._pending: list[BackendEvent] = []

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._is_paused = is_paused
        self._length_ms, self._has_sounded = 0, False
        if (
            self._path is not None and self._devices.lacks_one
        ):  # the listener may have fixed it without any sign of it here
            self._decks.set_silent(False)
        self._begin(path, start_ms, is_new=True)

    def prepare(self, path: Path, start_ms: int) -> None:
        if not self._change.is_awaited:
            self._decks.cue(path, start_ms)

    def seek(self, position_ms: int) -> None:
        if self._path is not None:
            self._begin(self._path, position_ms)

    def resume(self) -> None:
        now_ns = time.monotonic_ns()
        self._is_paused = False
        self._tail.resume(now_ns)
        goes_on = self._decks.heard.has_started and not self._change.is_awaited
        self._reports.resume(now_ns, goes_on=goes_on)
        if self._change.is_awaited:
            return
        if goes_on:
            self._decks.heard.start()
        else:
            self._expect_sound()
            self._decks.heard.start()
            self._follow()

    def pause(self) -> None:
        now_ns = time.monotonic_ns()
        self._reports.pause(TimeReport(now_ns, self._place_ms(now_ns), self._rate))
        self._is_paused = True
        self._tail.pause(now_ns, self._rate)
        self._decks.pause()

    def stop(self) -> None:
        self._forget_news(0)
        self._change.drop()
        self._path = None
        self._decks.stop()

    def set_rate(self, rate: float) -> None:
        """The running deck keeps its rate, as libVLC is off by half a second after changing it
        (measured); the other deck takes over where the first will be in a moment.
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
        self._decks.set_volume(volume)

    def set_muted(self, is_muted: bool) -> None:
        self._decks.set_muted(is_muted)

    def output_device(self) -> OutputDevice | None:
        return self._decks.heard.output_device()

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return self._decks.heard.output_devices()

    def another(self) -> Backend:
        return VlcBackend(is_silent=self._decks.is_silent)

    def poll(self) -> tuple[BackendEvent, ...]:
        self._decks.go_on()
        if self._change.is_awaited:
            self._change_when_ready()
        if not self._change.is_awaited:
            self._read_notes()
            self._fill_in()
            self._let_go()
            self._pending += self._tail.news(time.monotonic_ns(), self._rate)
            self._seek_device()
            self._pending += self._fault.told()
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
        """Change decks as soon as the new position is ready, but not before `change_at_ns`."""
        self._forget_news(start_ms)
        self._path = path
        self._decks.cue(path, start_ms, is_new=is_new)
        self._change.begin(change_at_ns)
        self._change_when_ready()

    def _expect_sound(self) -> None:
        self._reports.expect(time.monotonic_ns(), says_nothing=self._decks.is_silent)

    def _follow(self) -> None:
        """A deck has just started."""
        now_ns, deck = time.monotonic_ns(), self._decks.heard
        self._reports.begin(
            now_ns, deck.opening_ms, self._rate, block_ms=deck.block_ms, is_full=deck.is_full
        )

    def _change_when_ready(self) -> None:
        now_ns = time.monotonic_ns()
        if not self._change.is_due(now_ns):
            return
        self._pending.append(SoundBreaks(now_ns))
        if not self._is_paused:
            self._expect_sound()
        notes = self._decks.change(is_paused=self._is_paused)
        if not self._is_paused:
            self._follow()
        for note in notes:
            if note[1] != TIME:  # from before the sound flowed
                self._read_note(*note)

    def _place_ms(self, at_ns: int) -> int:
        """Where the sound is at that time, or where it will begin."""
        last = self._reports.last
        if self._is_paused or self._change.is_awaited:
            return last.position_ms
        return last.position_ms + int(last.rate * (at_ns - last.monotonic_ns) / 1e6)

    def _forget_news(self, position_ms: int) -> None:
        self._pending.clear()
        self._reports.forget(TimeReport(time.monotonic_ns(), position_ms, self._rate))
        self._tail.drop()
        self._devices.begin()
        self._fault.drop()

    # News

    def _read_notes(self) -> None:
        for note in self._decks.heard.take_notes():
            if note[1] == TIME and self._path is not None and self._has_stalled(note):
                log.info("the sound stalled; starting it again at %s ms", note[2])
                self._begin(self._path, note[2])
                return
            self._read_note(*note)

    def _has_stalled(self, note: Note) -> bool:
        """Whether the sound had stalled until now: the computer slept, a disk was waking up.

        libVLC then resumes half a second off its own clock and corrects that, if at all, by
        resampling for seconds (measured); a new start is right at once.
        """
        at_ns, _kind, position_ms = note
        report = TimeReport(at_ns, position_ms, self._rate)
        return not self._is_paused and self._reports.has_stalled(report)

    def _read_note(self, at_ns: int, kind: int, value: int) -> None:
        if kind == TIME and not self._is_paused:
            self._has_sounded = True
            self._reports.hear(TimeReport(at_ns, value, self._rate))
        elif kind == LENGTH and value:
            self._length_ms = value
            self._pending.append(LengthKnown(value, self._decks.heard.guesses(value)))
        elif kind == END:
            self._end(at_ns)
        elif kind == ERROR:
            self._fail()

    def _fill_in(self) -> None:
        if not (self._is_paused or self._change.is_awaited or self._tail.is_active):
            self._reports.fill_in(time.monotonic_ns())

    def _let_go(self) -> None:
        if heard := self._reports.let_go(time.monotonic_ns(), self._rate):
            self._pending += heard
            self._check_sound()

    def _end(self, at_ns: int) -> None:
        if not self._length_ms and not self._has_sounded:  # nothing in it could be decoded
            self._fail()
            return
        last = self._reports.last
        at_ms = last.position_ms + self._rate * (at_ns - last.monotonic_ns) / 1e6
        if self._decks.is_silent:
            block_ms = self._decks.heard.block_ms
            self._tail.begin(at_ms, self._length_ms, at_ns, self._rate, block_ms)
            if self._is_paused:
                self._tail.pause(at_ns, self._rate)
        else:
            self._pending.append(EndReached(at_ns))

    def _fail(self) -> None:
        assert self._path is not None
        self._fault.ask(self._path, is_sound=not self._decks.heard.is_declined)
        self._pending += self._fault.told()

    # The output

    def _check_sound(self) -> None:
        """If the sound reaches no device, or no longer does, play on silently."""
        told = self._devices.loss()
        if told is not None:
            self._go_on(told, is_silent=True)

    def _seek_device(self) -> None:
        """While there is no device: play on with sound when one appears."""
        if self._path is None or self._is_paused:
            return
        told = self._devices.find(time.monotonic_ns())
        if told is not None:
            self._go_on(told, is_silent=False)

    def _go_on(self, told: list[BackendFault], *, is_silent: bool) -> None:
        """Both outputs run in real time, so the position is known."""
        assert self._path is not None
        place_ms = self._place_ms(time.monotonic_ns())
        faults = [event for event in self._pending if isinstance(event, BackendFault)]
        self._decks.set_silent(is_silent)
        self._begin(self._path, place_ms)
        self._pending = [*faults, *told, *self._pending]


def _is_a_backend(backend: VlcBackend) -> Backend:
    return backend  # lets mypy check the class against the protocol
