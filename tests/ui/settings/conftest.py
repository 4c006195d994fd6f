"""A window's parts whose clock stands until a test turns it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts


@pytest.fixture
def by_hand(qtbot: QtBot, clock: HandClock, parts: WindowParts) -> WindowParts:
    parts.window.resize(1000, 640)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return parts
