"""The tour finds the demo's leitmotif all over its soundtrack, with its own gestures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness
from ui.tour.finding import find_returns, mark_melody
from ui.tour.listening import open_library, play_opening
from ui.tour.stage import Step
from ui.tour.tour import Tour

STEPS = (
    Step("library", "The library", open_library, page="library"),
    Step("playing", "The opening theme plays", play_opening, settles=False),
    Step("melody", "A melody is marked", mark_melody),
    Step("returns", "It returns", find_returns),
)


def test_the_leitmotif_is_found_all_over(harness: AppHarness, tmp_path: Path) -> None:
    tour = Tour(harness.show("--demo"), tmp_path / "out", STEPS)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.exec()
    assert tour.exit_code == 0
    assert not QImage(str(tmp_path / "out" / "04-returns.png")).isNull()
