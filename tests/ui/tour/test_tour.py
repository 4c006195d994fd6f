"""The tour reports failures: a step that fails ends it with 1 and is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.core.errors import Problem
from tests.support.app_harness import AppHarness
from ui.tour.stage import Script, Stage, Step, Until
from ui.tour.steps import STEPS
from ui.tour.tour import Tour
from ui.widgets.problem_dialog import show_problem


def _go(stage: Stage) -> Script:
    stage.driver.alt(Qt.Key.Key_4)
    yield stage.on_page("journal")


def _never(_stage: Stage) -> Script:
    yield Until("pigs didn’t fly", lambda: False, limit_s=0.2)


def _mistake(stage: Stage) -> Script:
    yield Until("", lambda: stage.desk.no_such_thing)  # type: ignore[attr-defined]


def _problem(stage: Stage) -> Script:
    show_problem(Problem("The roof leaks."), stage.window)
    yield Until("nothing happened", lambda: False)


def test_steps_that_come_true_end_with_zero_and_a_picture_each(
    harness: AppHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = _tour(harness, tmp_path, Step("journal", "The journal opens", _go))
    assert tour.exit_code == 0
    assert not QImage(str(tmp_path / "out" / "01-journal.png")).isNull()
    assert " 1. The journal opens → 01-journal.png" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("script", "word"),
    [(_never, "pigs didn’t fly"), (_mistake, "no_such_thing"), (_problem, "The roof leaks")],
)
def test_a_step_that_does_not_come_true_says_so(
    harness: AppHarness,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    script: Callable[[Stage], Script],
    word: str,
) -> None:
    tour = _tour(harness, tmp_path, Step("flying", "Pigs fly", script))
    assert tour.exit_code == 1
    out = capsys.readouterr().out
    assert "Pigs fly: failed" in out and word in out
    assert (tmp_path / "out" / "failed.png").exists()


def test_every_step_has_a_name_of_its_own() -> None:
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names)


def _tour(harness: AppHarness, folder: Path, *steps: Step) -> Tour:
    window = harness.show()
    tour = Tour(window, folder / "out", steps)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.exec()
    return tour
