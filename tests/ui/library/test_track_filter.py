"""What is typed above the tracks finds them, however late the answers come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.hand_jobs import HandJobs
from tests.support.seen import model_of
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts, add_tracks
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel

FIND = "Find tracks"
READ = "Read the library"
TITLES = [f"{word} {number:02}" for number in range(30) for word in ("Ash", "Birch")]


@pytest.fixture
def jobs(qtbot: QtBot) -> HandJobs:
    return HandJobs()


@pytest.fixture
def page(parts: WindowParts, jobs: HandJobs, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """Thirty ashes and thirty birches; nothing is found before the test says so."""
    add_tracks(parts.context, tmp_path / "music", TITLES)
    page = LibraryPage(replace(parts.context, jobs=jobs), parent=parts.window)
    parts.window.resize(1100, 400)
    page.resize(1100, 400)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    page.focus_search()
    return page


def tracks(page: LibraryPage) -> TrackTableModel:
    return model_of(page.table, TrackTableModel)


def shown(page: LibraryPage) -> list[str]:
    return [row.title for row in tracks(page).shown]


def lit(page: LibraryPage) -> tuple[str, ...]:
    found = tracks(page).found
    return () if found is None else found.terms


def test_the_rows_stay_until_the_answer_is_there(
    page: LibraryPage, jobs: HandJobs, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "x")
    assert len(shown(page)) == 60 and lit(page) == ()
    jobs.turn(FIND)
    assert shown(page) == [] and lit(page) == ("x",)


def test_the_latest_text_wins_whichever_answer_comes_first(
    page: LibraryPage, jobs: HandJobs, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "as")
    jobs.turn(FIND, which=1)
    assert lit(page) == ("as",)
    jobs.turn(FIND)
    assert lit(page) == ("as",) and len(shown(page)) == 30


def test_an_earlier_answer_is_never_shown(page: LibraryPage, jobs: HandJobs, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "as")
    jobs.turn(FIND)
    assert lit(page) == ()
    jobs.turn(FIND)
    assert lit(page) == ("as",)


def test_without_words_everything_is_there_at_once_and_stays(
    page: LibraryPage, jobs: HandJobs, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "a")
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    jobs.turn(FIND)
    assert len(shown(page)) == 60 and lit(page) == ()


def test_each_answer_changes_the_list_once(page: LibraryPage, jobs: HandJobs, qtbot: QtBot) -> None:
    resets: list[int] = []
    tracks(page).modelReset.connect(lambda: resets.append(len(shown(page))))
    qtbot.keyClicks(page.search, "bi")
    jobs.turn(FIND, which=1)
    assert resets == [30]
    qtbot.keyClicks(page.search, "rch")
    jobs.turn(FIND, which=3)
    assert resets == [30], "the same rows aren’t shown anew"


def test_what_is_selected_stays_selected_and_where_it_was(
    page: LibraryPage, jobs: HandJobs, qtbot: QtBot
) -> None:
    (row,) = [row for row in tracks(page).shown if row.title == "Birch 20"]
    page.show_track(row.id)
    was_px = page.table.visualRect(page.table.currentIndex()).top()
    assert page.table.verticalScrollBar().value() > 0
    qtbot.keyClicks(page.search, "birch")
    jobs.turn(FIND, which=4)
    assert [row.title for row in page.table.selected_rows()] == ["Birch 20"]
    assert page.table.visualRect(page.table.currentIndex()).top() == was_px
    page.search.clear()
    assert [row.title for row in page.table.selected_rows()] == ["Birch 20"]
    assert page.table.visualRect(page.table.currentIndex()).top() == was_px


def test_other_tracks_begin_at_the_top(page: LibraryPage, jobs: HandJobs, qtbot: QtBot) -> None:
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.keyClicks(page.search, "h")
    jobs.turn(FIND)
    assert bar.value() == bar.maximum(), "all are there as they were"
    qtbot.keyClicks(page.search, " a")
    jobs.turn(FIND)
    assert bar.value() == 0


def test_a_change_meanwhile_is_looked_through_and_moves_nothing(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "h")
    jobs.turn(FIND)
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    middle = bar.value()
    last = tracks(page).shown[-1]
    edit_tracks(parts.context.services.library, [last.id], title="Elm", artist="Ada")
    jobs.turn(READ)
    assert "Elm" in shown(page)
    assert len(shown(page)) == 60, "until it is known"
    jobs.turn(FIND)
    assert len(shown(page)) == 59 and bar.value() == middle


def test_going_on_to_the_results_waits_for_them(
    page: LibraryPage, jobs: HandJobs, qtbot: QtBot
) -> None:
    """Typed and gone down to before the answer: the first of the results, not of what was there."""
    qtbot.keyClicks(page.search, "birch")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.window().focusWidget() is page.search
    jobs.turn(FIND, which=4)
    assert page.window().focusWidget() is page.table
    assert [row.title for row in page.table.selected_rows()] == ["Birch 00"]
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.window().focusWidget() is page.search


def test_what_is_played_is_what_was_typed(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs, qtbot: QtBot
) -> None:
    """Play, with nothing played yet, before the answer is there."""
    qtbot.keyClicks(page.search, "07")
    assert page.play_chosen()
    assert parts.context.playback.track is None
    jobs.turn(FIND, which=1)
    track = parts.context.playback.track
    assert track is not None and track.title == "Ash 07"


def test_enter_right_after_down_plays_the_first_that_is_found(
    page: LibraryPage, parts: WindowParts, jobs: HandJobs, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.search, "07")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert parts.context.playback.track is None
    jobs.turn(FIND, which=1)
    track = parts.context.playback.track
    assert track is not None and track.title == "Ash 07"
    assert page.window().focusWidget() is page.table
