"""How late a start was, from the few lines that libVLC's output writes into its log."""

from __future__ import annotations

from typing import Any

import pytest

from app.player.start_of_sound import PATIENCE_MS, StartOfSound
from app.player.vlc_output_log import OutputLog

pytestmark = pytest.mark.alone

MS = 1_000_000


class SaidLog(OutputLog):
    """The log of an output that says what the test lets it say."""

    def __init__(self) -> None:
        super().__init__(_NoVlc(), _NoInstance())

    def say(self, at_ms: float, wait_ms: float) -> None:
        self._starts.append((int(at_ms * MS), wait_ms <= 0, int(wait_ms * 1000)))


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
    made = StartOfSound(log)
    made.begin(1000 * MS)
    return made


def test_before_anything_is_said_nobody_knows(start: StartOfSound) -> None:
    assert start.lateness_ms(1010 * MS) is None


def test_late_at_the_first_block_is_as_late_as_it_says(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, -16.5)
    assert start.lateness_ms(1013 * MS) == pytest.approx(16.5)


def test_a_wait_given_up_is_early_by_what_was_left_of_it(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, 35)
    log.say(1013, 9)
    assert start.lateness_ms(1013 * MS) is None
    log.say(1014, -17)
    assert start.lateness_ms(1014 * MS) == pytest.approx(-33)


def test_a_wait_that_is_over_was_on_time(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, 20)
    assert start.lateness_ms(1030 * MS) is None
    assert start.lateness_ms(1040 * MS) == 0


@pytest.mark.parametrize("late_ms", [95, 600])
def test_what_libvlc_mends_by_itself_does_not_last(
    log: SaidLog, start: StartOfSound, late_ms: int
) -> None:
    log.say(1012, -late_ms)
    assert start.lateness_ms(1013 * MS) == 0


def test_the_answer_holds_until_the_next_start(log: SaidLog, start: StartOfSound) -> None:
    log.say(1012, -16)
    assert start.lateness_ms(1013 * MS) == 16
    log.say(1300, -3)
    assert start.lateness_ms(1301 * MS) == 16
    start.begin(2000 * MS)
    assert start.lateness_ms(2001 * MS) is None


def test_an_output_that_says_nothing_is_waited_for_once(log: SaidLog, start: StartOfSound) -> None:
    assert start.lateness_ms(int((1000 + PATIENCE_MS + 1) * MS)) == 0
    start.begin(5000 * MS)
    assert start.lateness_ms(5001 * MS) == 0
