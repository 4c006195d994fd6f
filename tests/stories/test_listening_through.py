"""The music is listened through behind the window, which ends that when it closes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.listening_through import workers
from app.listening_through.records import State
from tests.support.app_harness import AppHarness, WindowSession
from ui.shell.listening_strip import ListeningStrip

PATIENCE_MS = 60_000  # for processes to start while all cores are busy


@pytest.fixture
def session(harness: AppHarness, monkeypatch: pytest.MonkeyPatch) -> WindowSession:
    monkeypatch.setattr(workers, "LOWEST", 0)  # so that a busy machine doesn't leave it waiting
    harness.record("one.wav", seconds=60, hz=330)
    harness.record("two.wav", seconds=60, hz=440)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def is_running(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def test_all_is_heard_told_of_and_there_after_a_restart(
    session: WindowSession, harness: AppHarness
) -> None:
    listening = session.desk.context.listening_through
    (strip,) = session.window.findChildren(ListeningStrip)
    assert not strip.isVisible()
    heard: list[int] = []
    listening.listened.connect(heard.append)
    listening.begin()
    session.until(lambda: len(heard) == 2, PATIENCE_MS)
    session.until(lambda: listening.standing.state is State.QUIET)
    session.until(lambda: not strip.isVisible())
    assert listening.pids == []
    session.close()
    again = harness.open().desk.context.listening_through
    features = again.features_of(heard[0])
    assert features is not None
    assert features.pitches.duration_ms == pytest.approx(60_000, abs=100)


def test_closing_the_window_ends_what_is_under_way(session: WindowSession) -> None:
    listening = session.desk.context.listening_through
    listening.begin()
    session.until(lambda: bool(listening.pids), PATIENCE_MS)
    pids = listening.pids
    session.close()
    assert not any(map(is_running, pids))
