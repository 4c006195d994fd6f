"""A place on screen shows the answer to its latest question, never an earlier one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.transactions.changes import ELSEWHERE, Change
from app.transactions.storage_problems import StorageProblem
from tests.support.window_parts import WindowParts
from ui.bridge.jobs.latest_read import LatestRead
from ui.widgets.quiet_line import QuietLine

DEADLINE_S = 20


class Gate:
    """A question whose answer is held back until the test releases it."""

    def __init__(self, answer: str) -> None:
        self._answer = answer
        self.begun, self.free = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.free.wait(DEADLINE_S)
        return self._answer


@pytest.fixture
def read(parts: WindowParts) -> LatestRead[str]:
    return parts.context.latest_read("Read")


@pytest.fixture
def settle(parts: WindowParts, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not parts.context.jobs.running)


def test_an_answer_that_comes_after_a_later_one_is_never_shown(
    read: LatestRead[str], settle: Callable[[], None], qtbot: QtBot
) -> None:
    shown: list[str | None] = []
    first, second = Gate("first"), Gate("second")
    read.ask(first, shown.append)
    assert first.begun.wait(DEADLINE_S)
    read.ask(second, shown.append)
    second.free.set()
    qtbot.waitUntil(lambda: shown == ["second"])
    first.free.set()
    settle()
    assert shown == ["second"]


def test_a_question_that_hasnt_started_is_withdrawn(
    parts: WindowParts, read: LatestRead[str], settle: Callable[[], None]
) -> None:
    gates = [Gate("busy") for _ in range(4)]
    for gate in gates:
        parts.context.latest_read("Busy").ask(gate, lambda _answer: None)
        assert gate.begun.wait(DEADLINE_S)
    queued, latest, shown = Gate("queued"), Gate("latest"), list[str | None]()
    read.ask(queued, shown.append)
    read.ask(latest, shown.append)
    for gate in (*gates, latest):
        gate.free.set()
    settle()
    assert shown == ["latest"]
    assert not queued.begun.is_set()


def test_asking_again_waits_for_the_running_question(
    read: LatestRead[str], settle: Callable[[], None], qtbot: QtBot
) -> None:
    shown: list[str | None] = []
    found, again = Gate("found"), Gate("again")
    read.ask(found, shown.append)
    read.ask_again(partial(read.ask, again, shown.append))
    assert not again.begun.is_set()
    found.free.set()
    qtbot.waitUntil(lambda: shown == ["found"])
    again.free.set()
    settle()
    assert shown == ["found", "again"]


def test_outdated_answers_are_skipped_but_never_two_in_a_row(
    read: LatestRead[str], qtbot: QtBot
) -> None:
    shown: list[str | None] = []
    gates = [Gate(str(number)) for number in range(5)]
    read.ask_again(partial(read.ask, gates[0], shown.append))
    for done, following in pairwise(gates):
        assert done.begun.wait(DEADLINE_S)
        read.ask_again(partial(read.ask, following, shown.append))
        done.free.set()
        qtbot.waitUntil(following.begun.is_set)
    gates[-1].free.set()
    qtbot.waitUntil(lambda: not read.is_under_way)
    assert shown == ["1", "3", "4"]


@pytest.mark.logs("It can’t be read")
def test_a_problem_is_shown_once_and_then_there_is_no_answer(
    parts: WindowParts, read: LatestRead[str], qtbot: QtBot
) -> None:
    def fail() -> str:
        raise Problem("It can’t be read.")

    shown: list[str | None] = []
    read.ask(fail, shown.append)
    qtbot.waitUntil(lambda: shown == [None])
    (line,) = parts.window.findChildren(QuietLine)
    assert "It can’t be read." in line.text()
    assert not read.is_under_way


def test_something_that_is_gone_gives_no_answer(read: LatestRead[str], qtbot: QtBot) -> None:
    def look() -> str:
        raise LookupError("gone")

    shown: list[str | None] = []
    read.ask(look, shown.append)
    qtbot.waitUntil(lambda: shown == [None])


def test_it_goes_on_reading_after_our_own_mistake(
    read: LatestRead[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _tb: reported.append(error))

    def mistaken() -> str:
        raise ValueError("ours")

    shown: list[str | None] = []
    read.ask(mistaken, shown.append)
    read.ask_again(lambda: read.ask(lambda: "again", shown.append))
    qtbot.waitUntil(lambda: shown == [None, "again"])
    assert not read.is_under_way
    assert [str(error) for error in reported] == ["ours"]


@pytest.mark.logs("Your journal is busy")
def test_all_screens_read_again_when_a_busy_journal_is_free(
    parts: WindowParts, read: LatestRead[str], qtbot: QtBot
) -> None:
    def busy() -> str:
        raise StorageProblem("locked", "read", "somebody writes")

    heard: list[Change] = []
    parts.context.relay.changed.connect(heard.append)
    read.ask(busy, lambda _answer: None)
    qtbot.waitUntil(lambda: any(change.initiator is ELSEWHERE for change in heard))
