"""The library is read off the GUI thread, and what the listener looks at stays meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.jobs import JobContext
from tests.support.hand_jobs import HandJobs
from tests.support.seen import model_of, words
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts, add_tracks, write_buzz
from ui.library.added_card import AddedCard
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel

READ = "Read the library"
TITLES = [f"Ash {number:02}" for number in range(60)]


@pytest.fixture
def jobs(qtbot: QtBot) -> HandJobs:
    return HandJobs()


@pytest.fixture
def page(parts: WindowParts, jobs: HandJobs, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """Sixty tracks; nothing is read again before the test says so."""
    add_tracks(parts.context, tmp_path / "music", TITLES)
    page = LibraryPage(replace(parts.context, jobs=jobs), parent=parts.window)
    parts.window.resize(1100, 400)
    page.resize(1100, 400)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return page


def shown(page: LibraryPage) -> list[str]:
    return [row.title for row in model_of(page.table, TrackTableModel).shown]


def test_the_rows_stay_until_the_library_was_read_in_the_background(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs
) -> None:
    row = model_of(page.table, TrackTableModel).row_at(0)
    edit_tracks(parts.context.services.library, [row.id], title="Elm")
    assert "Elm" not in shown(page)
    jobs.turn(READ)
    assert "Elm" in shown(page)


def test_selection_and_place_stay_while_other_rows_come(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs
) -> None:
    table = page.table
    rows = model_of(table, TrackTableModel).shown
    table.select_lines([rows[30].key, rows[32].key])
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = table.rowAt(0)
    edit_tracks(parts.context.services.library, [rows[0].id], title="Zelkova")
    jobs.turn(READ)
    assert [row.title for row in table.selected_rows()] == ["Ash 30", "Ash 32"]
    assert shown(page)[table.rowAt(0)] == rows[top].title


def test_an_answer_without_what_was_added_meanwhile_keeps_its_card(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs, tmp_path: Path
) -> None:
    rows = model_of(page.table, TrackTableModel).shown
    library = parts.context.services.library
    edit_tracks(library, [rows[0].id], title="Elm")
    jobs.turn(READ)
    write_buzz(tmp_path / "music" / "Maple.wav", 100)
    parts.context.services.importing.run([tmp_path / "music"], JobContext())
    new = next(row.id for row in library.tracks() if row.title == "Maple")
    (card,) = page.findChildren(AddedCard)
    card.show_added([new], "")
    QApplication.processEvents()
    assert card.isVisible()
    edit_tracks(library, [new], album="Leaves")
    while page.is_reading:
        jobs.turn(READ)
    QApplication.processEvents()
    assert card.isVisible() and "It looks like “Leaves”." in words(card)


@pytest.mark.logs("The journal is busy")
def test_what_is_asked_about_tracks_that_cant_be_read_is_answered_by_why(
    page: LibraryPage, parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = model_of(page.table, TrackTableModel).shown[:1]

    def fail() -> NoReturn:
        raise Problem(f"The journal is busy: {len(asked)}.")

    asked = []
    for ask in (page.verbs.same_as, page.verbs.assign_work):
        asked.append(ask)
        monkeypatch.setattr(parts.context.services.library, "tracks", fail)
        monkeypatch.setattr(parts.context.services.library, "works", fail)
        ask(rows)
        assert parts.said == f"The journal is busy: {len(asked)}."
    assert QApplication.activeModalWidget() is None
