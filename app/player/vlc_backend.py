"""libVLC behind `Backend`: the one file that speaks to it.

Two decks share one libVLC instance: one plays, the other may stand ready with what comes next.
libVLC calls back on its own threads, from where calling libVLC can lock up: callbacks only leave
a note with its time stamp. The stamps are worth keeping: libVLC computes a position every 250 to
300 ms and announces it within half a millisecond, while `get_time()` repeats it until the next.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

from app.errors import Problem
from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    SoundFlows,
    TimeReport,
)
from app.player.output_device import OutputDevice
from app.player.silent_tail import SilentTail
from app.player.troubles import (
    missing_file,
    no_sound_device,
    sound_device_lost,
    unreadable_file,
    vlc_missing,
)
from app.player.vlc_deck import END, ERROR, FLOWS, LENGTH, TIME, VlcDeck, file_uri
from app.player.vlc_output_errors import OutputErrors
from app.version import VERSION

__all__ = ["VlcBackend", "file_uri", "load_vlc", "new_instance"]

log = logging.getLogger(__name__)

INSTANCE_OPTIONS = (
    "--intf=dummy",
    "--no-video",
    "--no-lua",
    "--no-spu",
    "--no-osd",
    "--no-video-title-show",
    "--no-metadata-network-access",
    "--no-snapshot-preview",
    "--no-sub-autodetect-file",
    "--audio-time-stretch",  # scaletempo: the rate leaves the pitch alone
    "--quiet",
)
APP_NAME, APP_ID = "OST My Heart", "ost-my-heart"
COUNTS_OF_NOTHING = 3
REPORTS_OF_LOSS = 3  # a single failed write may be an underrun, after which sound goes on
SILENT_OUTPUT = "adummy"  # runs in real time; `afile` and others run as fast as they can


def load_vlc() -> Any:
    """The python-vlc module, which is untyped. Raises VlcMissing when libVLC is not usable."""
    try:
        import vlc
    except SystemExit as fault:  # what python-vlc does about a wrong PYTHON_VLC_LIB_PATH
        raise vlc_missing("PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH is wrong") from fault
    except (
        ImportError,
        OSError,
        NotImplementedError,
        AttributeError,
        NameError,
        KeyError,
    ) as fault:
        raise vlc_missing(repr(fault)) from fault
    except TypeError as fault:  # ctypes.CDLL(None\\name) on Windows without VLC
        raise vlc_missing(repr(fault)) from fault
    return vlc


def new_instance(vlc: Any, *options: str) -> Any:
    """A libVLC instance. Raises VlcMissing when libVLC makes none (plugins missing)."""
    instance = vlc.Instance(*options)
    if instance is None:
        raise vlc_missing(f"libvlc_new({' '.join(options)}) failed: are VLC's plugins installed?")
    return instance


class VlcBackend:
    """`Backend` on libVLC 3. `is_silent`: into the dummy output, in real time.

    Raises VlcMissing when libVLC is not there.
    """

    def __init__(self, *, is_silent: bool = False) -> None:
        vlc = load_vlc()
        self._instance = new_instance(vlc, *INSTANCE_OPTIONS)
        self._instance.set_user_agent(APP_NAME, f"{APP_ID}/{VERSION}")  # the mixer shows the name
        self._instance.set_app_id(APP_ID, VERSION, APP_ID)
        self._vlc = vlc
        self._output_errors = OutputErrors(vlc, self._instance)
        self._is_silent = is_silent
        self._fell_silent = self._has_told_silence = False
        self._deck, self._spare = self._new_deck(), self._new_deck()
        self._tail = SilentTail()
        self._is_paused = False
        self._rate = 1.0
        self._volume, self._is_muted = 100, False
        self._last = TimeReport(0, 0)
        self._length_ms = 0
        self._sound_is_checked = False
        self._counts_of_nothing = 0
        self._reports_of_loss = 0
        self._pending: list[BackendEvent] = []

    def open(self, path: Path, start_ms: int, *, is_paused: bool = False) -> None:
        self._forget_news(start_ms)
        self._is_paused = is_paused
        if (self._spare.path, self._spare.start_ms) == (path, start_ms):
            self._swap_decks(is_paused)
        else:
            self._try_sound_again()
            self._deck.open(path, start_ms, is_paused=is_paused)
        self._apply_sound(self._deck)

    def prepare(self, path: Path, start_ms: int) -> None:
        if (self._spare.path, self._spare.start_ms) != (path, start_ms):
            self._spare.open(path, start_ms, is_paused=True)
            self._apply_sound(self._spare)

    def resume(self) -> None:
        self._is_paused = False
        self._tail.resume(time.monotonic_ns())
        self._deck.set_paused(False)

    def pause(self) -> None:
        self._is_paused = True
        self._tail.pause(time.monotonic_ns(), self._rate)
        self._deck.set_paused(True)

    def stop(self) -> None:
        self._forget_news()
        self._deck.unload()

    def seek(self, position_ms: int) -> None:
        path, was_over = self._deck.path, self._deck.is_over or self._tail.is_active
        if path is None:
            return
        if was_over:  # the input is gone; libVLC ignores seeks
            self.open(path, position_ms, is_paused=self._is_paused)
            return
        self._pending.clear()
        self._last = TimeReport(time.monotonic_ns(), position_ms)
        self._deck.seek(position_ms)

    def set_rate(self, rate: float) -> None:
        self._rate = rate
        self._deck.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        self._volume = volume
        self._deck.set_volume(volume, self._is_muted)

    def set_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._deck.set_volume(self._volume, is_muted)

    def output_device(self) -> OutputDevice | None:
        return self._deck.output_device()

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return self._deck.output_devices()

    def another(self) -> Backend:
        return VlcBackend(is_silent=self._is_silent)

    def poll(self) -> tuple[BackendEvent, ...]:
        for at_ns, kind, value in self._deck.take_notes():
            self._read_note(at_ns, kind, value)
        if self._tail.is_active:
            self._run_tail()
        events, self._pending = tuple(self._pending), []
        return events

    def close(self) -> None:
        self._spare.close()
        self._deck.close()
        self._output_errors.close()
        self._instance.release()

    def _read_note(self, at_ns: int, kind: int, value: int) -> None:
        if kind == TIME:
            self._last = TimeReport(at_ns, value)
            self._pending.append(self._last)
            self._check_sound()
        elif kind == FLOWS:
            self._last = TimeReport(at_ns, self._last.position_ms)
            self._pending.append(SoundFlows(at_ns))
            self._deck.set_paused(self._is_paused)  # libVLC ignores both while it still opens
        elif kind == LENGTH:
            self._length_ms = value
            self._pending.append(LengthKnown(value))
        elif kind == END:
            self._end(at_ns)
        elif kind == ERROR:
            self._fail()

    def _end(self, at_ns: int) -> None:
        if not self._deck.has_flowed:  # nothing in it could be decoded
            self._fail()
            return
        at_ms = self._last.position_ms + self._rate * (at_ns - self._last.monotonic_ns) / 1e6
        if not (self._is_silent and self._tail.begin(at_ms, self._length_ms, at_ns)):
            self._pending.append(EndReached(at_ns))

    def _run_tail(self) -> None:
        now_ns = time.monotonic_ns()
        if self._tail.is_over(now_ns, self._rate):
            self._tail.drop()
            self._pending.append(EndReached(now_ns))
        elif not self._is_paused:
            at_ms = int(self._tail.at(now_ns, self._rate))
            self._pending.append(TimeReport(now_ns, at_ms))

    def _fail(self) -> None:
        deck = self._deck
        assert deck.path is not None
        if not deck.path.exists():
            self._pending.append(BackendFault(missing_file(deck.path), is_fatal=True))
        elif deck.uses_avformat and not deck.has_flowed:
            log.warning(
                "avformat cannot open %r or is missing; trying VLC's own demuxers", deck.path
            )
            deck.open(deck.path, deck.start_ms, is_paused=self._is_paused, avformat=False)
            self._apply_sound(deck)
        else:
            self._pending.append(BackendFault(unreadable_file(deck.path), is_fatal=True))

    def _check_sound(self) -> None:
        """Does the sound reach a device? If not, or no longer, go on in silence.

        libVLC counts what was played only four times a second, and not at all while a prepared
        deck waits: one count of nothing means nothing.
        """
        if self._is_silent:
            return
        if self._sound_is_checked:
            self._watch_for_loss()
            return
        arrives = self._deck.sound_arrives()
        if arrives is None:
            return
        self._counts_of_nothing = 0 if arrives else self._counts_of_nothing + 1
        self._sound_is_checked = arrives
        self._output_errors.take()
        if self._counts_of_nothing == COUNTS_OF_NOTHING:
            self._go_silent(no_sound_device())

    def _watch_for_loss(self) -> None:
        has_failed = self._output_errors.take() > 0
        self._reports_of_loss = self._reports_of_loss + 1 if has_failed else 0
        if not has_failed:
            self._has_told_silence = False  # a device that goes again is told again
        if self._reports_of_loss == REPORTS_OF_LOSS:
            self._go_silent(sound_device_lost())

    def _go_silent(self, problem: Problem) -> None:
        path = self._deck.path
        if path is None:
            return
        log.warning("no sound device takes the sound; playing into the dummy output")
        if not self._has_told_silence:
            self._has_told_silence = True
            self._pending.append(BackendFault(problem, is_fatal=False))
        self._is_silent = self._fell_silent = True
        self._renew_decks()
        self._deck.open(path, self._last.position_ms, is_paused=self._is_paused)
        self._apply_sound(self._deck)

    def _try_sound_again(self) -> None:
        """A listener who starts a track anew may have connected headphones meanwhile."""
        if self._fell_silent:
            self._is_silent = self._fell_silent = False
            self._renew_decks()

    def _renew_decks(self) -> None:
        """Their output is chosen once; libVLC can’t be told to choose freely again."""
        for deck in (self._deck, self._spare):
            deck.close()
        self._deck, self._spare = self._new_deck(), self._new_deck()

    def _new_deck(self) -> VlcDeck:
        return VlcDeck(self._vlc, self._instance, SILENT_OUTPUT if self._is_silent else None)

    def _swap_decks(self, is_paused: bool) -> None:
        self._deck, self._spare = self._spare, self._deck
        self._deck.set_rate(self._rate)
        if not is_paused:
            self._deck.set_paused(False)
            if self._deck.has_flowed or any(note[1] == FLOWS for note in self._deck.take_notes()):
                self._pending.append(SoundFlows(time.monotonic_ns()))
        self._spare.unload()

    def _apply_sound(self, deck: VlcDeck) -> None:
        deck.set_rate(self._rate)
        deck.set_volume(self._volume, self._is_muted)

    def _forget_news(self, position_ms: int = 0) -> None:
        self._pending.clear()
        self._tail.drop()
        self._last = TimeReport(time.monotonic_ns(), position_ms)
        self._length_ms = 0
        self._sound_is_checked = False
        self._counts_of_nothing = self._reports_of_loss = 0


def _is_a_backend(backend: VlcBackend) -> Backend:
    return backend  # lets mypy hold the class to the protocol
