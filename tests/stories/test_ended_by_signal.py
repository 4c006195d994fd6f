"""SIGTERM and Ctrl+C close the window and any dialog over it, and save what was typed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.profile.paths import Paths
from tests.support.starts import MAIN

PATIENCE_S = 60
SIGNALS = (signal.SIGTERM, signal.SIGINT)

# A process of its own: only Qt's loop runs in it, with nothing in Python that wakes it.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.commands.arguments import parse
import ui.window.main_window as main_window
from app.remote.window_lock import announced
from ui.shell.rescue_dialog import RescueDialog
from ui.start.launch import run_window

class Window(main_window.MainWindow):
    def __init__(self, *words):
        super().__init__(*words)
        self.looking = QTimer(self, interval=10)
        self.looking.timeout.connect(self.look)
        self.looking.start()

    def look(self):
        is_asking = self.findChild(RescueDialog) is not None
        if is_asking or self.desk is not None and announced(self.paths.data):  # the last to come
            self.looking.stop()
            QTimer.singleShot(200, lambda: print("open", flush=True))  # a file dialog returns late
            if not is_asking:
                self.open_it(self.desk)

    def open_it(self, desk):
        OPEN

main_window.MainWindow = Window
sys.exit(run_window(parse(sys.argv[1:])))
"""

BEFORE_THE_WINDOW = {
    "nothing": "pass",
    "keys": "desk.actions['keys'].trigger()",
    "about": "desk.actions['about'].trigger()",
    "question": "from ui.widgets.question_dialog import ask; ask('T', 'T', 'Y', print, self)",
    "problem": "from app.core.errors import Problem; desk.context.messages.show(Problem('No.'))",
    "file dialog": "desk.actions['export'].trigger()",
    "folder dialog": "desk.actions['add_folder'].trigger()",
    "calibration": "desk.actions['calibrate'].trigger()",
    "menu": "from PySide6.QtWidgets import QMenu; desk.rail.findChild(QMenu).popup(self.pos())",
}
A_NEW_ENTRY = """desk.actions['new_entry'].trigger()
        from ui.journal.entry_dialog import EntryDialog
        self.findChild(EntryDialog).text_edit.editor.insertPlainText("half a thought")"""
A_QUESTION_ABOUT_IT = f"{A_NEW_ENTRY}\n        self.findChild(EntryDialog).reject()"


class Program:
    def __init__(self, folder: Path) -> None:
        self.paths = Paths.for_profile(folder)
        self._folder = folder
        self.process: subprocess.Popen[str] | None = None

    def open(self, what: str) -> None:
        """Returns when it is open over the window, or when the window asks about the journal."""
        words = ["--silent", "--profile", str(self._folder)]
        script = PROGRAM.replace("OPEN", what)
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=MAIN.parent,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line == "open\n", self.process.communicate()

    def end_by(self, number: signal.Signals) -> int:
        """The exit code; any output on standard error fails the test."""
        assert self.process is not None
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=PATIENCE_S)
        assert "Traceback" not in err
        return self.process.returncode

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "p")
    yield made
    made.kill()


@pytest.mark.parametrize("what", BEFORE_THE_WINDOW)
def test_open_dialogs_are_closed_with_the_window(program: Program, what: str) -> None:
    program.open(BEFORE_THE_WINDOW[what])
    assert program.end_by(signal.SIGTERM) == 0


@pytest.mark.parametrize("number", SIGNALS)
def test_a_journal_that_cannot_be_opened_is_left_alone(
    program: Program, number: signal.Signals
) -> None:
    program.paths.data.mkdir(parents=True)
    spoiled = b"This was a journal once. " * 400
    program.paths.database.write_bytes(spoiled)
    program.open("pass")
    assert program.end_by(number) == 1
    assert program.paths.database.read_bytes() == spoiled


@pytest.mark.parametrize(
    ("number", "what"),
    list(zip(SIGNALS, (A_NEW_ENTRY, A_QUESTION_ABOUT_IT), strict=True)),
    ids=["writing", "asked"],
)
def test_what_was_being_written_is_saved(
    program: Program, number: signal.Signals, what: str
) -> None:
    program.open(what)
    assert program.end_by(number) == 0
    with closing(sqlite3.connect(program.paths.database)) as raw:
        assert raw.execute("SELECT text FROM journal_entry").fetchall() == [("half a thought",)]


@pytest.fixture
def busy(program: Program) -> Iterator[sqlite3.Connection]:
    """Another program that writes to the journal until it is told to stop."""
    program.open(A_NEW_ENTRY)
    with closing(sqlite3.connect(program.paths.database, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        yield raw


def test_it_waits_for_a_busy_journal(program: Program, busy: sqlite3.Connection) -> None:
    assert program.process is not None
    program.process.send_signal(signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        program.process.wait(2)
    busy.execute("ROLLBACK")
    assert program.process.wait(PATIENCE_S) == 0
    assert busy.execute("SELECT text FROM journal_entry").fetchall() == [("half a thought",)]


def test_a_second_signal_ends_it_at_once(program: Program, busy: sqlite3.Connection) -> None:
    assert program.process is not None
    program.process.send_signal(signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        program.process.wait(2)
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(PATIENCE_S) == 0
    busy.execute("ROLLBACK")
