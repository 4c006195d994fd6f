"""An import that a mistake of ours, or a killed worker, broke off is over like any other."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.library import reading
from tests.support.audio import tone, write_audio
from tests.support.window_parts import WindowParts
from ui.library.page import LibraryPage


def _a_mistake(*_paths: object) -> None:
    raise RuntimeError("a mistake of ours")


def killed(*_given: object) -> None:
    """In the worker: the system is short of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_after_a_mistake_of_ours_music_can_be_added_again(
    page: LibraryPage,
    parts: WindowParts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch, qtbot.captureExceptions() as mistakes:
        patch.setattr(parts.context.services.importing, "run", _a_mistake)
        page.flow.add([tmp_path / "music"])
        qtbot.waitUntil(lambda: bool(mistakes) and not parts.context.jobs.running)
    assert not page.flow.is_running
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "music"])


@pytest.mark.logs("ended before it had finished")
def test_a_killed_worker_is_said_and_music_can_be_added_again(
    page: LibraryPage,
    parts: WindowParts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the system does it when memory is short."""
    (tmp_path / "more").mkdir()
    for number in range(6):
        write_audio(tmp_path / "more" / f"{number}.wav", tone(0.2, 300.0 + number))
    monkeypatch.setattr(reading, "WORTH_PROCESSES", 1)
    with monkeypatch.context() as patch, qtbot.captureExceptions() as mistakes:
        patch.setattr(reading, "read_chunk", killed)
        page.flow.add([tmp_path / "more"])
        qtbot.waitUntil(lambda: not parts.context.jobs.running, timeout=20_000)
    assert not mistakes, mistakes[0][1]
    assert not page.flow.is_running
