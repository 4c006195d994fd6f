"""What `tests/conftest.py` holds every test to would be seen, if a test did it."""

from __future__ import annotations

import gc
import logging

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.support import qt_leftovers
from tests.support.log_watch import LogWatch


def complaints(*expected: str) -> list[str]:
    """Of a log that nobody else hears, in which one mark was lost."""
    watch, log = LogWatch(), logging.Logger("app.marks")
    log.addHandler(watch)
    log.info("a mark was made")
    log.warning("the mark %s was lost", 7)
    return watch.complaints(expected)


def test_a_warning_that_nobody_expected_is_told() -> None:
    assert complaints() == ["logged WARNING app.marks: the mark 7 was lost"]


def test_one_that_was_expected_is_not() -> None:
    assert complaints("mark 7 was") == []


def test_one_that_was_expected_has_to_come() -> None:
    assert complaints("was lost", "no room") == ["did not log “no room”, as its mark says"]


def test_a_timer_that_runs_is_left_and_one_that_stands_is_not(qapp: QApplication) -> None:
    runs, stands = QTimer(interval=60_000), QTimer(interval=50_000)
    runs.start()
    (left,) = qt_leftovers.leftovers()
    assert left.startswith("a timer of 60000 ms, made at tests/test_guards.py:")
    qt_leftovers.put_away()
    assert qt_leftovers.leftovers() == [] and not stands.isActive()


def test_a_window_is_left_until_it_is_let_go(qapp: QApplication) -> None:
    window = QWidget(windowTitle="Toys")
    dialog = QDialog(window)
    assert qt_leftovers.leftovers() == ["a window: QWidget “Toys”"], "the dialog goes with it"
    del window, dialog
    gc.collect()
    assert qt_leftovers.leftovers() == []


def test_a_window_that_is_to_be_deleted_is_not_left(qapp: QApplication) -> None:
    window = QWidget()
    window.deleteLater()
    assert qt_leftovers.leftovers() == []
