"""The journal's file is locked, damaged, newer or unwritable: reported, and left as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness, kept_rows, with_services
from ui.widgets.problem_dialog import ProblemDialog
from ui.window.main_window import MainWindow


def test_a_journal_locked_by_another_program_loses_nothing(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with _locked(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.until(lambda: "waits to be saved" in session.said)
        assert [tag.tag.is_waiting for tag in session.timeline.tags] == [True], "not as kept"
    session.until(lambda: len(kept_rows(harness.paths)["emotional_tag"]) == 1)
    assert [tag.tag.is_waiting for tag in session.timeline.tags] == [False]


def test_a_full_disk_is_named_and_what_does_not_fit_is_painted_as_waiting(
    harness: AppHarness,
) -> None:
    session = harness.playing(5000)
    with session.services.ledger.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    pool = session.services.store.engine.pool
    pool.dispose()
    from sqlalchemy import event

    def fill(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(session.services.store.engine, "connect", fill)
    for number in range(400):
        session.driver.tap(Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
        if session.said:
            break
    assert "disk is full" in session.said
    kept = [tag for tag in session.timeline.tags if not tag.tag.is_waiting]
    assert len(kept_rows(harness.paths)["emotional_tag"]) == len(kept)
    assert len(kept) == len(session.timeline.tags) - 1


@pytest.mark.logs("the last listen wasn’t saved")
def test_a_file_that_became_read_only_is_named(harness: AppHarness) -> None:
    """`query_only` answers as a read-only file system does, for root too."""
    from sqlalchemy import event

    session = harness.playing(5000)
    engine = session.services.store.engine
    engine.pool.dispose()

    def forbid(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only = ON")

    event.listen(engine, "connect", forbid)
    session.driver.tap(Qt.Key.Key_1)
    assert "can’t be written to" in session.said
    assert [tag.tag.is_waiting for tag in session.timeline.tags] == [True]


def _newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")


def _not_a_database(database: Path) -> None:
    database.write_bytes(b"This was a journal once. " * 400)


def _cut_short(database: Path) -> None:
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])


def _somebody_elses(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


def _a_folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (_newer, "newer version"),
        (_not_a_database, "damaged"),
        (_cut_short, "damaged"),
        (_somebody_elses, "damaged"),
        (_a_folder, "can’t be"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_left_alone(
    harness: AppHarness, spoil: Callable[[Path], None], word: str
) -> None:
    _make_profile(harness)
    spoil(harness.paths.database)
    before = _bytes(harness.paths.database)
    window = harness.show()
    assert word in _complaint(harness, window)
    assert _bytes(harness.paths.database) == before


def test_closing_the_message_ends_the_program_with_one(harness: AppHarness) -> None:
    _make_profile(harness)
    _newer(harness.paths.database)
    harness.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def close_dialog() -> None:
        dialog = _dialog()
        if dialog is not None:
            dialog.reject()

    looking = QTimer(interval=20)
    looking.timeout.connect(close_dialog)
    looking.start()
    assert app.exec() == 1
    looking.stop()


# --- helpers ------------------------------------------------------------------------------------


def _make_profile(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=2)
    harness.take_in()
    with_services(harness.paths, lambda services: services.emotions.sets())
    with closing(sqlite3.connect(harness.paths.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _complaint(harness: AppHarness, window: MainWindow) -> str:
    """The text of the dialog that opens instead of the window."""
    harness.qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    dialog = _dialog()
    assert dialog is not None
    assert window.desk is None
    return dialog.as_text()


def _dialog() -> ProblemDialog | None:
    found = [top for top in QApplication.topLevelWidgets() if isinstance(top, ProblemDialog)]
    return next((dialog for dialog in found if dialog.isVisible()), None)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b"a folder"


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    """Locked as by another program: a write transaction on a connection of its own."""
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        yield
        raw.execute("ROLLBACK")
