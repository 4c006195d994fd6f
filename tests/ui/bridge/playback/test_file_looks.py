"""When files are checked: when drives come and go, when the focus comes back, when playing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback import file_looks
from ui.bridge.playback.file_looks import FileLooks


@pytest.fixture
def looks(
    evening: Evening, parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FileLooks]:
    """Started, with its first check done."""
    monkeypatch.setattr(file_looks, "REST_MS", 0)
    made = FileLooks(
        evening.services.library.availability, evening.playback, parts.context.jobs, parts.window
    )
    made.start()
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    yield made
    made.stop()


def missing(evening: Evening) -> set[str]:
    return {row.title for row in evening.services.library.tracks() if not row.is_available}


def come_back_to_the_window() -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_a_drive_that_comes_back_brings_its_tracks_back(
    evening: Evening, looks: FileLooks, qtbot: QtBot
) -> None:
    away = evening.music.rename(evening.music.with_name("unplugged"))
    looks.mounts.changed.emit()
    qtbot.waitUntil(lambda: missing(evening) == {"Dawn", "Dusk", "Night"})
    away.rename(evening.music)
    looks.mounts.changed.emit()
    qtbot.waitUntil(lambda: missing(evening) == set())


def test_coming_back_to_the_window_checks_again(
    evening: Evening, looks: FileLooks, qtbot: QtBot
) -> None:
    away = (evening.music / "Dusk.wav").rename(evening.music.with_name("Dusk.wav"))
    come_back_to_the_window()
    qtbot.waitUntil(lambda: missing(evening) == {"Dusk"})
    away.rename(evening.music / "Dusk.wav")
    come_back_to_the_window()
    qtbot.waitUntil(lambda: missing(evening) == set())


def test_coming_back_again_and_again_checks_only_now_and_then(
    evening: Evening,
    parts: WindowParts,
    looks: FileLooks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    parts.context.jobs.started.connect(lambda _job: asked.append(True))
    monkeypatch.setattr(file_looks, "REST_MS", 60_000)
    looks.look_at_all()  # after which it rests for so long
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    asked.clear()
    for _ in range(20):
        come_back_to_the_window()
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    come_back_to_the_window()
    assert not asked, "they were checked a moment ago"


def test_a_track_that_plays_is_never_missing(
    evening: Evening, looks: FileLooks, qtbot: QtBot
) -> None:
    away = (evening.music / "Dusk.wav").rename(evening.music.with_name("Dusk.wav"))
    looks.look_at_all()
    qtbot.waitUntil(lambda: missing(evening) == {"Dusk"})
    away.rename(evening.music / "Dusk.wav")
    evening.play("Dusk")
    qtbot.waitUntil(lambda: missing(evening) == set())


def test_a_file_that_vanishes_while_it_plays_is_missing_once_it_has_ended(
    evening: Evening, parts: WindowParts, looks: FileLooks, qtbot: QtBot
) -> None:
    evening.play("Dusk", "Night")
    evening.lose("Dusk")
    looks.look_at_all()
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    assert missing(evening) == set()
    evening.playback.next()
    qtbot.waitUntil(lambda: missing(evening) == {"Dusk"})
    assert evening.playing == "Night"


def test_nothing_is_checked_after_stopping(
    evening: Evening, parts: WindowParts, looks: FileLooks
) -> None:
    looks.stop()
    come_back_to_the_window()
    looks.look_at_all()
    evening.play("Dusk")
    assert not parts.context.jobs.running
