"""What `tests/conftest.py` forbids is noticed if a test does it."""

from __future__ import annotations

import ast
import gc
import logging
import os
import tempfile
from pathlib import Path

import bootstrap
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.support import memory_folder, qt_leftovers
from tests.support.log_watch import LogWatch

ROOT = Path(__file__).resolve().parents[1]


def complaints(*expected: str) -> list[str]:
    """About a log that nothing else listens to, in which one mark was lost."""
    watch, log = LogWatch(), logging.Logger("app.marks")
    log.addHandler(watch)
    log.info("a mark was made")
    log.warning("the mark %s was lost", 7)
    return watch.complaints(expected)


def test_an_unexpected_warning_is_reported() -> None:
    assert complaints() == ["logged WARNING app.marks: the mark 7 was lost"]


def test_an_expected_warning_is_not_reported() -> None:
    assert complaints("mark 7 was") == []


def test_an_expected_warning_has_to_come() -> None:
    assert complaints("was lost", "no room") == ["did not log “no room”, as its mark says"]


def test_a_running_timer_is_a_leftover_and_a_stopped_one_is_not(qapp: QApplication) -> None:
    runs, stands = QTimer(interval=60_000), QTimer(interval=50_000)
    runs.start()
    (left,) = qt_leftovers.leftovers()
    assert left.startswith("a timer of 60000 ms, made at tests/test_guards.py:")
    qt_leftovers.put_away()
    assert qt_leftovers.leftovers() == [] and not stands.isActive()


def test_a_window_is_a_leftover_until_nothing_refers_to_it(qapp: QApplication) -> None:
    window = QWidget(windowTitle="Toys")
    dialog = QDialog(window)
    assert qt_leftovers.leftovers() == ["a window: QWidget “Toys”"], "the dialog goes with it"
    del window, dialog
    gc.collect()
    assert qt_leftovers.leftovers() == []


def test_a_window_to_be_deleted_is_not_a_leftover(qapp: QApplication) -> None:
    window = QWidget()
    window.deleteLater()
    assert qt_leftovers.leftovers() == []


def test_no_test_with_a_clock_is_left_out_of_the_runs_without_company() -> None:
    marked = [path for path in (ROOT / "tests").rglob("test_*.py") if has_clock(path)]
    assert marked
    looked_in = [ROOT / folder for folder in bootstrap.WITH_CLOCKS]
    assert [path for path in marked if not set(path.parents) & set(looked_in)] == []


def has_clock(path: Path) -> bool:
    text = path.read_text("utf-8")
    return any(f"mark.{name}" in text for name in ("alone", "single"))


@pytest.mark.parametrize("free_bytes", [memory_folder.ENOUGH_BYTES, 64 << 20])
def test_files_are_in_memory_if_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_bytes: int
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", "/before")
    monkeypatch.setattr(memory_folder, "MEMORY", tmp_path)
    monkeypatch.setattr(memory_folder, "free_bytes", lambda _folder: free_bytes)
    memory_folder.keep_files_in_memory()
    there = str(tmp_path) if free_bytes >= memory_folder.ENOUGH_BYTES else "/before"
    assert tempfile.gettempdir() == there
    assert os.environ.get("TMPDIR", "/before") == there


def test_a_folder_that_was_named_for_files_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = tempfile.gettempdir()
    memory_folder.keep_files_in_memory()
    assert (os.environ["TMPDIR"], tempfile.gettempdir()) == (str(tmp_path), before)


WAITING = ("waitExposed", "waitActive", "waitSignal", "waitSignals", "assertNotEmitted")


def unwaited(source: str) -> list[int]:
    """Lines with one of pytest-qt's context managers as a statement, which waits for nothing."""
    if not any(f".{name}(" in source for name in WAITING):
        return []
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr in WAITING
    ]


def test_waiting_is_done_in_a_with_statement() -> None:
    assert unwaited("w.show()\nqtbot.waitExposed(w)") == [2]
    assert unwaited("with qtbot.waitExposed(w):\n    w.show()") == []
    sources = (ROOT / "tests").rglob("*.py")
    found = {one: unwaited(one.read_text(encoding="utf-8")) for one in sources}
    assert {one: lines for one, lines in found.items() if lines} == {}
