"""A signal in the middle of something lets that finish first, and then closes the window."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.profile.paths import Paths
from tests.support.starts import MAIN

PROGRAM = """
import signal, sys
from PySide6.QtCore import QTimer
from app.commands.arguments import parse
from app.story.records import WorkKind
import ui.window.desk as desks
from ui.start.launch import run_window

class Desk(desks.Desk):
    def open_first_page(self):
        if "start" in sys.argv[3]:
            signal.raise_signal(signal.SIGTERM)
        super().open_first_page()

    def on_warmed(self, *given):
        super().on_warmed(*given)
        if "verb" in sys.argv[3]:
            QTimer.singleShot(0, self, lambda: self.context.do(self.verb))

    def verb(self):
        with self.services.ledger.write("Two works") as writing:
            signal.raise_signal(signal.SIGTERM)
            print("open" if self._window.isVisible() else "closed in the midst", flush=True)
        self.services.scenes.add_work(WorkKind.FILM, "Kept")

desks.Desk = Desk
sys.exit(run_window(parse(sys.argv[1:3])))
"""


@pytest.mark.parametrize("where", ["start", "verb"])
def test_what_is_under_way_finishes_first(tmp_path: Path, where: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--profile", str(tmp_path), where],
        cwd=MAIN.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-1500:]
    assert "closed in the midst" not in done.stdout
    assert done.returncode == 0
    if where == "verb":
        with closing(sqlite3.connect(Paths.for_profile(tmp_path).database)) as raw:
            assert raw.execute("SELECT title FROM work").fetchall() == [("Kept",)]
