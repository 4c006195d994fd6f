"""What every test may use, and what none may leave behind. Imports Qt only for tests with it."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import private_desktop
import pytest
from hypothesis import HealthCheck, settings

from app.core.one_thread import multiply_in_one_thread
from tests.support.log_watch import LogWatch
from tests.support.memory_folder import keep_files_in_memory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.support.app_harness import AppHarness

GRACE_S = 2.0
HAS_PASSED = pytest.StashKey[bool]()
TESTS_RUN = pytest.StashKey[int]()
LOOK_AT_ALL_EVERY = 100

# Correctness doesn't depend on a busy machine: no test claims how long an example takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Every process that runs tests has a screen, a message bus and a sound card of its own.

    So tests in two processes don't take the keyboard from each other, or from the developer.
    """
    multiply_in_one_thread()
    keep_files_in_memory()
    is_only_handing_out = bool(config.getoption("numprocesses", 0)) and not _is_worker(config)
    if is_only_handing_out or config.option.collectonly:
        return
    _keep_what_is_compiled()
    stack = ExitStack()
    config.add_cleanup(stack.close)
    desktop = stack.enter_context(private_desktop.desktop())
    for name in os.environ.keys() - desktop.keys():
        del os.environ[name]
    os.environ.update(desktop)


def _keep_what_is_compiled() -> None:
    """Tests start the program hundreds of times: compiling it afresh was a third of each start."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_collection_finish() -> None:
    """What was collected stays: to look at all of it takes a quarter of a second each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collects garbage between tests. Otherwise Python could end a widget that nothing refers to
    while Qt is painting it, as in the program without `ui/bridge/jobs/gc_pauses.py`.
    """
    gc.disable()
    done = yield
    item.config.stash[TESTS_RUN] = run = item.config.stash.get(TESTS_RUN, 0) + 1
    gc.collect(2 if run % LOOK_AT_ALL_EVERY == 0 else 1)
    return done


@pytest.fixture(autouse=True)
def no_thread_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread that outlives its test fails that test, not one that happens to run later."""
    before = set(threading.enumerate())
    yield
    until_s = time.monotonic() + GRACE_S
    while left := [thread for thread in threading.enumerate() if _is_leak(thread, before)]:
        if time.monotonic() > until_s:
            pytest.fail(f"{request.node.name} left threads: {[thread.name for thread in left]}")
        left[0].join(0.05)


def _is_leak(thread: threading.Thread, before: set[threading.Thread]) -> bool:
    """`_DummyThread` is how Python sees a thread of Qt or libVLC that once called back."""
    is_foreign = isinstance(thread, threading._DummyThread)
    return thread not in before and thread.is_alive() and not thread.daemon and not is_foreign


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[HAS_PASSED] = report.passed
    return report


@pytest.fixture(autouse=True)
def nothing_else_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """No unexpected warning or error is logged. Qt's messages go to the log too."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    if "qapp" in request.fixturenames:
        from ui.shell.messages import log_qt_messages

        log_qt_messages()
    yield
    logging.getLogger().removeHandler(watch)
    expected, possible = (_texts(request.node, name) for name in ("logs", "may_log"))
    _fail_if_passed(request.node, watch.complaints(expected, possible))


@pytest.fixture(autouse=True)
def spoilers_are_hidden(request: pytest.FixtureRequest) -> None:
    """As in a new profile: which are shown is known to the whole process."""
    if "qapp" in request.fixturenames:
        from ui.words.spoilers import spoilers

        spoilers().begin(are_covered=True)


@pytest.fixture(autouse=True)
def no_timer_or_window_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Only after tests with Qt. If one has failed, its traceback still refers to everything."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from tests.support import qt_leftovers

    yield
    left = qt_leftovers.leftovers()
    qt_leftovers.put_away()
    _fail_if_passed(request.node, [f"left {each}" for each in left])


def _texts(test: pytest.Item, mark_name: str) -> list[str]:
    return [text for mark in test.iter_markers(mark_name) for text in mark.args]


def _fail_if_passed(test: pytest.Item, complaints: list[str]) -> None:
    """A test that has failed has said more already."""
    if complaints and test.stash.get(HAS_PASSED, False):
        pytest.fail("\n".join(f"{test.name} {each}" for each in complaints), pytrace=False)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with more patience."""
    from tests.support.patient_bot import PatientBot

    return PatientBot(request)


@pytest.fixture
def harness(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppHarness]:
    """The real window on a profile of its own; an uncaught exception in it fails the test."""
    from tests.support.app_harness import AppHarness, Process
    from ui.shell.messages import Messages

    monkeypatch.setattr(Messages, "catch_mistakes", lambda _self: None)
    process = Process()
    made = AppHarness(qtbot, tmp_path)
    yield made
    made.leave()
    process.restore()
