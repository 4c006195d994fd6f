"""The `import` command: what it prints where, and its exit code."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.core.jobs import JobContext, Progress
from app.library.cli import ProgressLine, import_command
from app.library.importing import ImportService
from app.library.records import ImportReport
from tests.app.library.conftest import Shelf, write_wav


def test_the_report_says_what_went_in(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    out = io.StringIO()
    assert import_command(shelf.importing, [shelf.music], False, out) == 0
    assert out.getvalue() == "1 added.\n"


def test_json_holds_counts_and_reasons(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    write_wav(shelf.music / "a.wav")
    (shelf.music / "bad.flac").write_bytes(b"?")
    out = io.StringIO()
    assert import_command(shelf.importing, [shelf.music], True, out) == 0
    report = json.loads(out.getvalue())
    assert (report["added"], len(report["unreadable"])) == (1, 1)
    assert "bad.flac" in capsys.readouterr().err


def test_nothing_readable_at_all_is_a_failure(shelf: Shelf) -> None:
    assert import_command(shelf.importing, [shelf.music / "nowhere"], False, io.StringIO()) == 1


def test_ctrl_c_says_how_to_go_on(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted(ImportService):
        def run(self, paths: Iterable[Path], job: JobContext) -> ImportReport:
            raise KeyboardInterrupt

    importing = Interrupted(shelf.ledger, shelf.music)
    assert import_command(importing, [shelf.music], False, io.StringIO()) == 130
    assert "run the same command" in capsys.readouterr().err


def test_progress_is_rewritten_on_a_terminal_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        line = ProgressLine(out)
        line.show(Progress(25, 100, "a.ogg"))
        line.clear()
    assert "25 of 100" in terminal.getvalue()
    assert pipe.getvalue() == ""
