"""Outcomes of long work arrive on the GUI thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.job_pool import WORKERS
from app.core.jobs import JobCancelled, JobContext, Progress
from app.transactions.changes import TRACK, Change, ChangeFeed
from ui.bridge.jobs.runner import JobRunner
from ui.bridge.journal.relay import ChangeRelay


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


def test_the_result_arrives_on_the_gui_thread(jobs: JobRunner, qtbot: QtBot) -> None:
    arrived: list[tuple[int, threading.Thread]] = []
    with qtbot.waitSignal(jobs.ended):
        handle = jobs.run(
            "add", lambda _job: 42, lambda n: arrived.append((n, threading.current_thread()))
        )
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [(42, threading.main_thread())]
    assert not handle.is_running and jobs.running == ()


@pytest.mark.logs("It went wrong")
def test_a_problem_goes_to_its_caller_or_to_the_signal(jobs: JobRunner, qtbot: QtBot) -> None:
    def fail(_job: JobContext) -> None:
        raise Problem("It went wrong.")

    told: list[Problem] = []
    with qtbot.waitSignal(jobs.problem) as said:
        jobs.run("fail", fail)
    assert said.args is not None and str(said.args[0]) == "It went wrong."
    jobs.run("fail", fail, on_failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 1)


def test_a_cancelled_job_says_so_and_nothing_else(jobs: JobRunner, qtbot: QtBot) -> None:
    started, heard = threading.Event(), []

    def work(job: JobContext) -> None:
        started.set()
        while True:
            job.checkpoint()

    handle = jobs.run(
        "turn", work, lambda _none: heard.append("done"), on_cancelled=lambda: heard.append("no")
    )
    assert started.wait(5)
    handle.cancel()
    qtbot.waitUntil(lambda: heard == ["no"])


def test_progress_is_thinned_out_but_the_last_report_arrives(jobs: JobRunner, qtbot: QtBot) -> None:
    told: list[Progress] = []

    def work(job: JobContext) -> None:
        for done in range(1, 1001):
            job.report(done, 1000, "x")

    with qtbot.waitSignal(jobs.ended):
        jobs.run("count", work, on_progress=told.append)
    assert told[-1].done == 1000
    assert len(told) < 500


def test_a_job_cancelled_in_the_queue_never_starts(jobs: JobRunner, qtbot: QtBot) -> None:
    holding, let_go, begun, heard = [], threading.Event(), [], []
    for _ in range(WORKERS):
        holding.append(jobs.run("hold a thread", lambda _job: let_go.wait(10)))
    handle = jobs.run("wait", lambda _job: begun.append(1), on_cancelled=lambda: heard.append("no"))
    handle.cancel()
    qtbot.waitUntil(lambda: heard == ["no"])
    assert not handle.is_running and handle not in jobs.running
    let_go.set()
    qtbot.waitUntil(lambda: jobs.running == ())
    assert begun == []


def test_our_own_mistake_reaches_the_excepthook(
    jobs: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _tb: seen.append(error))

    def work(_job: JobContext) -> None:
        raise ZeroDivisionError

    jobs.run("divide", work)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert isinstance(seen[0], ZeroDivisionError)


def _succeed(_job: JobContext) -> None:
    pass


def _fail(_job: JobContext) -> None:
    raise Problem("It went wrong.")


def _give_up(_job: JobContext) -> None:
    raise JobCancelled


def _mistake(_job: JobContext) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (_succeed, ["done", "ended"]),
        pytest.param(_fail, ["failed", "ended"], marks=pytest.mark.logs("work: It went wrong.")),
        (_give_up, ["cancelled", "ended"]),
        (_mistake, ["reported", "ended"]),
    ],
)
def test_the_end_comes_last_whatever_the_outcome(
    jobs: JobRunner,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[JobContext], None],
    told: list[str],
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *_: heard.append("reported"))
    jobs.run(
        "work",
        work,
        lambda _none: heard.append("done"),
        lambda _problem: heard.append("failed"),
        on_cancelled=lambda: heard.append("cancelled"),
        on_ended=lambda: heard.append("ended"),
    )
    qtbot.waitUntil(lambda: "ended" in heard)
    assert heard == told


def test_the_end_comes_even_if_the_callback_raises(
    jobs: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *_: heard.append("reported"))
    jobs.run("work", _succeed, lambda _none: heard[0], on_ended=lambda: heard.append("ended"))
    qtbot.waitUntil(lambda: heard == ["ended", "reported"])


def test_shutting_down_waits_and_drops_callbacks(qapp: QApplication) -> None:
    runner, heard = JobRunner(), []
    started = threading.Event()

    def work(job: JobContext) -> None:
        started.set()
        while True:
            job.checkpoint()

    runner.run("turn", work, on_cancelled=lambda: heard.append("cancelled"))
    assert started.wait(5)
    runner.shut_down()
    qapp.processEvents()
    assert heard == []
    assert not [t for t in threading.enumerate() if t.name.startswith("job:")]


def test_a_change_from_a_job_is_relayed_on_the_gui_thread(jobs: JobRunner, qtbot: QtBot) -> None:
    feed = ChangeFeed()
    relay = ChangeRelay(feed)
    heard: list[threading.Thread] = []
    relay.changed.connect(lambda _change: heard.append(threading.current_thread()))
    jobs.run("announce", lambda _job: feed.announce(Change(frozenset({TRACK}))))
    qtbot.waitUntil(lambda: len(heard) == 1)
    feed.announce(Change(frozenset({TRACK})))
    assert heard == [threading.main_thread()] * 2
    relay.close()
    feed.announce(Change(frozenset({TRACK})))
    assert len(heard) == 2


@pytest.mark.logs("a drive doesn’t answer")
def test_shutting_down_doesnt_wait_for_a_drive_that_never_answers(
    jobs: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.bridge.jobs.runner.HANGING_S", 0.05)
    answers = threading.Event()
    handle = jobs.run("ask a drive", lambda _job: answers.wait(30), may_hang=True)
    jobs.shut_down()
    assert not handle.is_running
    answers.set()


def test_nothing_starts_once_the_window_has_closed(jobs: JobRunner, qapp: QApplication) -> None:
    """A timer may ask a moment later."""
    jobs.shut_down()
    done: list[int] = []
    handle = jobs.run("late", lambda _job: done.append(1), on_ended=lambda: done.append(2))
    handle.cancel()
    qapp.processEvents()
    assert not done and not handle.is_running and jobs.running == ()
