"""Plays the steps on the window, one after another, and saves a picture of each."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.core.path_names import display_path
from app.core.words import _, ngettext
from ui.tour.photograph import photograph
from ui.tour.stage import Script, Stage, Step, Until
from ui.tour.steps import all_steps
from ui.widgets.problem_dialog import ProblemDialog

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

TICK_MS = 30
SETTLE_S = 0.5
ALIVE_S = 60.0
SIZE = (1320, 840)
_SMALLEST = 0  # Qt's scale for PNG files: 100 is quick and large


class Tour(QObject):
    """Begins when the window is ready, closes it at the end. `exit_code` is 1 until all succeeded.

    steps: all of them by default.
    Without sound: a tour is for looking at, and must also work without a sound card.
    """

    def __init__(self, window: MainWindow, out_dir: Path, steps: tuple[Step, ...] = ()) -> None:
        super().__init__(window)
        self.exit_code = 1
        window.arguments.silent = True
        self._window = window
        self._out_dir = out_dir
        self._steps = steps
        self._number = 0
        self._script: Script | None = None
        self._stage: Stage | None = None
        self._awaited = Until("the window didn’t become ready", lambda: window.desk, ALIVE_S)
        self._until_s = time.monotonic() + ALIVE_S
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        window.alive.connect(self._begin)
        self._timer.start()

    def _begin(self) -> None:
        assert self._window.desk is not None
        self._out_dir.mkdir(parents=True, exist_ok=True)
        self._stage = Stage(self._window, self._window.desk)
        self._steps = self._steps or all_steps(self._window.desk.specs)
        self._stage.services.settings.change(theme="light", text_scale=1.0)
        self._window.resize(*SIZE)
        self._wait_for(self._stage.at_keyboard())

    def _tick(self) -> None:
        """An error in a step, or a problem shown on the screen, ends the tour, too."""
        try:
            if complaint := _complaint():
                self._fail(complaint)
            elif self._awaited.is_true():
                self._go_on()
            elif time.monotonic() > self._until_s:
                self._fail(self._awaited.what)
        except Exception:  # noqa: BLE001 - printed in full, and shown in the exit code
            self._fail(traceback.format_exc())

    def _go_on(self) -> None:
        if self._stage is None:
            return
        if self._script is None:
            self._script = self._play(self._steps[self._number], self._stage)
        awaited = next(self._script, None)
        if awaited is not None:
            self._wait_for(awaited)
            return
        self._script = None
        self._number += 1
        if self._number == len(self._steps):
            self.exit_code = 0
            # Translators: folder is where the pictures are
            said = ngettext(
                "One step, no failure. Pictures: {folder}",
                "{n} steps, no failures. Pictures: {folder}",
                len(self._steps),
                folder=display_path(self._out_dir),
            )
            self._end(said)

    def _play(self, step: Step, stage: Stage) -> Script:
        if step.page:
            yield stage.open_page(step.page)
        if step.script is not None:
            yield from step.script(stage)
        if step.settles:
            rested_s = time.monotonic() + SETTLE_S
            yield Until("no time passed", lambda: time.monotonic() >= rested_s)
        path = self._out_dir / f"{self._number + 1:02}-{step.name}.png"
        _take(stage.window, path)
        _say(f"{self._number + 1:2}. {step.says} → {path.name}")

    def _wait_for(self, awaited: Until) -> None:
        self._awaited = awaited
        self._until_s = time.monotonic() + awaited.limit_s

    def _fail(self, why: str) -> None:
        path = self._out_dir / "failed.png"
        self._out_dir.mkdir(parents=True, exist_ok=True)
        _take(self._window, path)
        opening = _("Opening the window")
        doing = opening if self._stage is None else str(self._steps[self._number].says)
        # Translators: step is what was done, why is technical, in English
        said = _(
            "{step}: failed: {why}\n    See {picture}",
            step=doing,
            why=why,
            picture=display_path(path),
        )
        self._end(f"{self._number + 1:2}. {said}")

    def _end(self, line: str) -> None:
        _say(line)
        self._timer.stop()
        for dialog in _dialogs():
            dialog.close()
        self._window.close()
        QApplication.exit(self.exit_code)


def _take(window: QWidget, path: Path) -> None:
    if not photograph(window).save(str(path), "PNG", _SMALLEST):
        raise OSError(f"{path} can’t be written")


def _complaint() -> str:
    return next((dialog.as_text() for dialog in _dialogs()), "")


def _dialogs() -> list[ProblemDialog]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if isinstance(top, ProblemDialog) and top.isVisible()]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
