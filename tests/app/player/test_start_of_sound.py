"""How late a start was, by what libVLC's audio output writes into its log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.player.sound_server import works_in_cycles
from app.player.start_of_sound import CYCLE_MS, LONGEST_MS, PATIENCE_MS, StartOfSound
from app.player.vlc_output_log import (
    DEFERRED,
    DEFERRING,
    LATE,
    STARTED,
    OutputLog,
)

MS = 1_000_000


class SaidLog(OutputLog):
    """The log of an output that logs what the test wants."""

    def __init__(self) -> None:
        super().__init__(_NoVlc(), _NoInstance())

    def say(self, at_ms: float, wait_ms: float) -> None:
        what = LATE if wait_ms <= 0 else DEFERRING
        self._starts.append((int(at_ms * MS), what, int(wait_ms * 1000)))

    def waited(self, at_ms: float) -> None:
        self._starts.append((int(at_ms * MS), DEFERRED, 0))

    def started(self, at_ms: float) -> None:
        self._starts.append((int(at_ms * MS), STARTED, 0))


class _NoVlc:
    class dll:  # noqa: N801
        libvlc_log_get_object = None

    class CallbackDecorators:
        @staticmethod
        def LogCb(function: Any) -> Any:
            return function


class _NoInstance:
    def log_set(self, _callback: Any, _data: None) -> None: ...


@pytest.fixture
def log() -> SaidLog:
    return SaidLog()


@pytest.fixture
def start(log: SaidLog) -> StartOfSound:
    made = StartOfSound(log, in_cycles=lambda: False)
    made.begin(1000 * MS)
    return made


def test_the_lateness_is_unknown_before_anything_is_logged(start: StartOfSound) -> None:
    assert start.lateness_ms(1010 * MS) is None


def test_it_is_as_late_as_the_server_starts_after_it_was_due(
    log: SaidLog, start: StartOfSound
) -> None:
    log.say(1012, -16.5)
    assert start.lateness_ms(1013 * MS) is None
    log.started(1015)
    assert start.lateness_ms(1015 * MS) == pytest.approx(16.5 + 3)


def test_a_wait_that_was_cut_short_is_early_by_the_rest(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, 35)
    log.say(1013, 9)
    assert start.lateness_ms(1013 * MS) is None
    log.say(1014, -17)
    log.started(1017)
    assert start.lateness_ms(1017 * MS) == pytest.approx(1017 - 1047)


def test_a_wait_that_ran_its_course_is_late_by_what_the_server_took(
    log: SaidLog, start: StartOfSound
) -> None:
    log.say(1012, 20)
    assert start.lateness_ms(1040 * MS) is None
    log.waited(1032)
    log.started(1037)
    assert start.lateness_ms(1040 * MS) == pytest.approx(5)


def test_what_another_stream_said_before_does_not_count(log: SaidLog, start: StartOfSound) -> None:
    log.started(1005)
    log.say(1012, -16)
    assert start.lateness_ms(1013 * MS) is None


def test_a_start_that_is_announced_late_on_a_busy_machine_is_not_believed(
    log: SaidLog, start: StartOfSound
) -> None:
    for _ in range(3):
        log.say(1012, -16)
        log.started(1015)
        start.lateness_ms(1015 * MS)
        start.begin(1000 * MS)
    log.say(1012, -16)
    log.started(1200)
    assert start.lateness_ms(1200 * MS) == pytest.approx(16 + LONGEST_MS)


def test_a_server_that_works_in_cycles_is_heard_one_cycle_after_it_has_started(
    log: SaidLog,
) -> None:
    start = StartOfSound(log, in_cycles=lambda: True)
    start.begin(1000 * MS)
    log.say(1012, -16)
    log.started(1015)
    assert start.lateness_ms(1015 * MS) == pytest.approx(16 + 3 + CYCLE_MS)


def test_shorter_cycles_show_in_how_soon_streams_start(log: SaidLog) -> None:
    start = StartOfSound(log, in_cycles=lambda: True)
    for took_ms in (2.0, 5.0, 1.0, 4.5, 3.0):
        start.begin(1000 * MS)
        log.say(1012, -16)
        log.started(1012 + took_ms)
        start.lateness_ms(1020 * MS)
    assert start.lateness_ms(1020 * MS) == pytest.approx(16 + 3 + 5)


@pytest.mark.parametrize(("name", "is_pipewire"), [("pipewire-pulse", True), ("pulseaudio", False)])
def test_the_server_is_known_by_the_process_beside_its_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_pipewire: bool
) -> None:
    (tmp_path / "4711").mkdir()
    (tmp_path / "4711" / "comm").write_text(name + "\n")
    monkeypatch.setattr("app.player.sound_server._PROCESSES", tmp_path)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/native")
    assert not works_in_cycles()
    (tmp_path / "pid").write_text("4711\n")
    assert works_in_cycles() is is_pipewire


@pytest.mark.parametrize("late_ms", [95, 600])
def test_what_libvlc_corrects_by_itself_does_not_last(
    log: SaidLog, start: StartOfSound, late_ms: int
) -> None:
    log.say(1012, -late_ms)
    log.started(1014)
    assert start.lateness_ms(1015 * MS) == 0


def test_the_answer_holds_until_the_next_start(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, -16)
    log.started(1014)
    assert start.lateness_ms(1014 * MS) == 18
    log.say(1300, -3)
    log.started(1301)
    assert start.lateness_ms(1301 * MS) == 18
    start.begin(2000 * MS)
    assert start.lateness_ms(2001 * MS) is None


def test_an_output_that_says_nothing_is_waited_for_only_once(
    log: SaidLog, start: StartOfSound
) -> None:
    assert start.lateness_ms(int((1000 + PATIENCE_MS + 1) * MS)) == 0
    start.begin(5000 * MS)
    assert start.lateness_ms(5001 * MS) == 0


def test_an_output_that_was_slow_once_is_waited_for_again(
    log: SaidLog, start: StartOfSound
) -> None:
    """A server may need long to connect the first stream."""
    assert start.lateness_ms(int((1000 + PATIENCE_MS + 1) * MS)) == 0
    log.say(1200, -30)
    log.started(1203)
    assert start.lateness_ms(1204 * MS) == pytest.approx(33)
    start.begin(5000 * MS)
    assert start.lateness_ms(int((5000 + PATIENCE_MS + 1) * MS)) is None
