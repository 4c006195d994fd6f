"""A window's parts whose clock stands until a test turns it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.player.player import Player
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts, window_parts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    made = HandClock()
    monkeypatch.setattr("ui.bridge.playback.Player", lambda backend: Player(backend, made))
    monkeypatch.setattr("tests.support.window_parts.HandClock", lambda: made)
    return made


@pytest.fixture
def by_hand(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[WindowParts]:
    made = window_parts(tmp_path / "profile")
    made.window.resize(1000, 640)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()
