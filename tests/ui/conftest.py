"""What a page's tests begin with: a window's parts over real services, and a hand on the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.player.player import Player
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts, window_parts
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowParts]:
    made = window_parts(tmp_path / "profile")
    qtbot.addWidget(made.window)
    yield made
    made.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """Asked for before `parts`: then its player goes by this clock, which stands until turned."""
    made = HandClock()
    monkeypatch.setattr("ui.bridge.playback.playback.Player", lambda backend: Player(backend, made))
    monkeypatch.setattr("tests.support.window_parts.HandClock", lambda: made)
    return made


@pytest.fixture
def light_theme(qapp: QApplication) -> None:
    """The look of the window, light, at 100 %."""
    apply_theme(qapp, LIGHT)
