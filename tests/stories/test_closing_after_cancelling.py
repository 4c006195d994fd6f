"""Who cancels an export and then closes the window wants both."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import app.archive.writing
from tests.support.app_harness import AppHarness
from tests.support.trouble import Held
from ui.shell.archive_strip import ArchiveStrip
from ui.shell.under_way_question import UnderWayQuestion
from ui.widgets.buttons import IconButton
from ui.widgets.leaving import leave_all


@pytest.mark.parametrize("way", ["its cross", "SIGTERM"])
def test_the_window_closes_when_what_was_cancelled_before_is_over(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    session, application = harness.open(), QApplication.instance()
    assert isinstance(application, QApplication)
    held = Held(monkeypatch, "write_document", app.archive.writing)
    session.desk.archiving.export_to(tmp_path / "all.json")
    session.until(held.came.is_set)
    (strip,) = session.window.findChildren(ArchiveStrip)
    session.until(strip.isVisible)
    (button,) = strip.findChildren(IconButton)
    harness.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    if way == "SIGTERM":
        leave_all(application)
    else:
        session.window.close()
    held.goes_on.set()
    session.until(lambda: not session.window.findChildren(UnderWayQuestion))
    session.until(lambda: not session.window.isVisible(), within_ms=3_000)
