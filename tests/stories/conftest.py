"""Whole windows on a profile of their own; what a window changes in the process is put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.house import House, Process
from ui.messages import Messages


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Uncaught exceptions fail the test instead of opening the report dialog."""
    monkeypatch.setattr(Messages, "catch_mistakes", lambda _self: None)
    monkeypatch.setattr("ui.messages.log_qt_messages", lambda: None)
    process = Process()
    made = House(qtbot, tmp_path, monkeypatch)
    yield made
    made.leave()
    process.restore()
