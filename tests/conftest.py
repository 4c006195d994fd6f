"""What every test may use, and what none may leave behind. Imports Qt only for those who ask."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import private_desktop
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.support.house import House

GRACE_S = 2.0

# What is right stays right on a busy machine: how long an example takes is no claim of a test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Every process that runs tests has a screen, a message bus and a sound card of its own.

    So tests of two processes don't take the keyboard from each other, nor from the developer.
    """
    is_only_handing_out = bool(config.getoption("numprocesses", 0)) and not _is_worker(config)
    if is_only_handing_out or config.option.collectonly:
        return
    stack = ExitStack()
    config.add_cleanup(stack.close)
    desktop = stack.enter_context(private_desktop.desktop())
    for name in os.environ.keys() - desktop.keys():
        del os.environ[name]
    os.environ.update(desktop)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture(autouse=True)
def no_thread_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread that outlives its test names the test, not one that happens to run later."""
    before = set(threading.enumerate())
    yield
    until_s = time.monotonic() + GRACE_S
    while left := [thread for thread in threading.enumerate() if _is_leak(thread, before)]:
        if time.monotonic() > until_s:
            pytest.fail(f"{request.node.name} left threads: {[thread.name for thread in left]}")
        left[0].join(0.05)


def _is_leak(thread: threading.Thread, before: set[threading.Thread]) -> bool:
    """`_DummyThread` is how Python sees a thread of Qt's or libVLC's that called back once."""
    is_foreign = isinstance(thread, threading._DummyThread)
    return thread not in before and thread.is_alive() and not thread.daemon and not is_foreign


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The real window on a profile of its own; an uncaught exception in it fails the test."""
    from tests.support.house import House, Process
    from ui.shell.messages import Messages

    monkeypatch.setattr(Messages, "catch_mistakes", lambda _self: None)
    monkeypatch.setattr("ui.shell.messages.log_qt_messages", lambda: None)
    process = Process()
    made = House(qtbot, tmp_path, monkeypatch)
    yield made
    made.leave()
    process.restore()
