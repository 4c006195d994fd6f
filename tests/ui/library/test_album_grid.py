"""The library as a grid of albums."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.support.seen import named, seen, words
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts, add_tracks
from ui.library.album_grid import AlbumGrid
from ui.library.album_panel import AlbumPanel
from ui.library.grid_cell import ALBUM, GridCell
from ui.library.page import LibraryPage
from ui.shell.window_memory import WindowMemory

Key = Qt.Key
INSIDE = QPoint(30, 30)
TITLES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine"]


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "memory")


@pytest.fixture
def page(parts: WindowParts, tmp_path: Path, qtbot: QtBot, memory: WindowMemory) -> LibraryPage:
    """Ten albums of one track each, by one artist; shown as a grid."""
    ids = add_tracks(parts.context, tmp_path / "music", TITLES)
    library = parts.context.services.library
    for number, (title, track_id) in enumerate(ids.items()):
        edit_tracks(library, [track_id], album=title, artist="Ada", year=2000 + number)
    page = LibraryPage(parts.context, memory, parts.window)
    parts.window.resize(1100, 700)
    page.resize(1100, 700)
    parts.window.show()
    qtbot.waitExposed(parts.window)
    view_button(page, "Albums").click()
    return page


def view_button(page: LibraryPage, name: str) -> QPushButton:
    return named(page, QPushButton, name)


def grid(page: LibraryPage) -> AlbumGrid:
    (found,) = page.findChildren(AlbumGrid)
    return found


def titles(page: LibraryPage) -> list[str]:
    model = grid(page).model()
    return [str(text) for row in range(model.rowCount()) if (text := model.index(row, 0).data())]


def current(page: LibraryPage) -> str:
    return str(grid(page).currentIndex().data())


def shown_tracks(page: LibraryPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def panels(page: LibraryPage) -> list[AlbumPanel]:
    return seen(page, AlbumPanel)


def test_all_albums_are_there_and_counted(page: LibraryPage) -> None:
    assert titles(page) == TITLES
    assert "10 albums · 10 tracks · 0:02" in words(page)
    assert not page.albums.isVisible() and not panels(page)


def test_arrows_walk_in_both_directions(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left):
        qtbot.keyClick(view, key)
    assert current(page) == "Birch"
    qtbot.keyClick(view, Key.Key_Down)
    below = view.visualRect(view.currentIndex())
    assert below.top() > view.visualRect(view.model().index(1, 0)).top()
    assert below.left() == view.visualRect(view.model().index(1, 0)).left()
    qtbot.keyClick(view, Key.Key_Up)
    assert current(page) == "Birch"
    qtbot.keyClick(view, Key.Key_Up)
    assert page.window().focusWidget() is page.search


def test_enter_opens_its_tracks_under_its_row_and_closes_them(
    page: LibraryPage, qtbot: QtBot
) -> None:
    view = grid(page)
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Return)
    (panel,) = panels(page)
    assert shown_tracks(page) == ["Birch"]
    assert page.table.isVisible() and panel.isAncestorOf(page.table)
    row = view.visualRect(view.currentIndex())
    qtbot.waitUntil(lambda: panel.geometry().top() >= row.bottom() - 1 or panel.y() > 0)
    after = view.model().rowCount() - 1
    assert view.visualRect(view.model().index(after, 0)).top() > panel.geometry().bottom()
    qtbot.keyClick(view, Key.Key_Return)
    assert not panels(page)
    assert titles(page) == TITLES


def test_the_panel_says_what_its_columns_would_repeat(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    (pine,) = [row for row in library.lines() if row.title == "Pine"]
    edit_tracks(library, [pine.id], album="Birch")
    qtbot.waitUntil(lambda: len(titles(page)) == 9)
    grid(page).choose(("Birch", "Ada"))
    qtbot.keyClick(grid(page), Key.Key_Return)
    (panel,) = panels(page)
    assert words(panel) == ["Birch", "2 tracks · 0:00  ·  Ada"]


def test_a_mark_is_counted_in_the_open_panel(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    qtbot.keyClick(grid(page), Key.Key_Return)
    services = parts.context.services
    (ash,) = [row for row in services.library.lines() if row.title == "Ash"]
    services.tagging.add_tag(ash.id, services.emotions.emotions()[0].id, Span(0, 100))
    (panel,) = panels(page)
    qtbot.waitUntil(lambda: "1 track · 0:00  ·  1 mark" in words(panel))


def test_up_from_its_first_track_leads_back_to_the_covers(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClick(grid(page), Key.Key_Return)
    page.table.focus_first()
    qtbot.keyClick(page.table, Key.Key_Up)
    assert page.window().focusWidget() is grid(page)


def test_walking_past_an_open_panel_takes_it_along(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    qtbot.keyClick(view, Key.Key_Return)
    seen_on_the_way = []
    for _step in TITLES[1:]:
        qtbot.keyClick(view, Key.Key_Right)
        seen_on_the_way += shown_tracks(page)
    assert seen_on_the_way == TITLES[1:]
    assert len(panels(page)) == 1
    qtbot.keyClick(view, Key.Key_Escape)
    assert not panels(page)


def test_a_click_opens_and_a_click_on_the_play_button_plays(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    view = grid(page)
    cell = view.visualRect(view.model().index(2, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + INSIDE)
    assert shown_tracks(page) == ["Cedar"] and panels(page)
    assert not parts.context.playback.is_playing
    qtbot.keyClick(view, Key.Key_Escape)
    cell = view.visualRect(view.model().index(1, 0))
    delegate = view.itemDelegate()
    assert isinstance(delegate, GridCell)
    corner = cell.topLeft() + QPoint(delegate.side - 12, delegate.side - 12)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    track = parts.context.playback.track
    assert track is not None and track.title == "Birch"


def test_typing_jumps_also_with_letters_that_are_shortcuts(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    view.setFocus()
    qtbot.keyClick(view, "m")
    assert current(page) == "Maple"


def test_a_letter_finds_an_album_that_begins_with_it_accented(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    edit_tracks(library, [library.tracks()[0].id], album="Žal")
    qtbot.waitUntil(lambda: "Žal" in titles(page))
    view = grid(page)
    view.setFocus()
    qtbot.keyClick(view, "z")
    assert current(page) == "Žal"


def test_what_is_not_chosen_in_the_table_is_the_album(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    """Space, with nothing played yet, starts the album."""
    qtbot.keyClick(grid(page), Key.Key_Right)
    assert page.play_chosen()
    track = parts.context.playback.track
    assert track is not None and track.title == "Birch"
    assert len(parts.context.playback.queue) == 1


def test_the_filter_leaves_albums_with_a_track_that_matches(
    page: LibraryPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(grid(page), Key.Key_Return)
    page.focus_search()
    qtbot.keyClicks(page.search, "ar")
    assert titles(page) == ["Cedar", "Larch"]
    assert not panels(page), "its album isn’t shown any more"
    qtbot.keyClicks(page.search, "zzz")
    assert named(page, QPushButton, "Show everything").isVisible()
    page.search.clear()
    assert titles(page) == TITLES


def test_the_view_and_the_order_are_remembered(
    page: LibraryPage, parts: WindowParts, memory: WindowMemory, qtbot: QtBot
) -> None:
    order = named(page, QPushButton, "Order of the albums")
    (by_year,) = [action for action in order.menu().actions() if action.text() == "By year"]
    by_year.trigger()
    assert titles(page) == TITLES[::-1]
    again = LibraryPage(parts.context, memory, parts.window)
    again.resize(1100, 700)
    again.show()
    qtbot.waitUntil(lambda: bool(again.findChildren(AlbumGrid)))
    assert titles(again) == TITLES[::-1]


def test_the_table_comes_back_with_all_tracks(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClick(grid(page), Key.Key_Return)
    view_button(page, "Tracks").click()
    assert page.table.isVisible() and page.albums.isVisible()
    assert shown_tracks(page) == TITLES
    view_button(page, "Albums").click()
    assert not page.albums.isVisible()


def test_tracks_on_no_album_are_there_too(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    edit_tracks(
        library, [row.id for row in library.lines() if row.title in ("Elm", "Oak")], album=""
    )
    qtbot.waitUntil(lambda: titles(page)[-1] == "On no album")
    assert len(titles(page)) == 9
    grid(page).choose(("On no album", "Various artists"))
    assert set(shown_tracks(page)) == {"Elm", "Oak"}


def test_an_album_that_gains_a_track_stays_chosen_and_open(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    qtbot.keyClick(grid(page), Key.Key_Right)
    qtbot.keyClick(grid(page), Key.Key_Return)
    library = parts.context.services.library
    (pine,) = [row for row in library.lines() if row.title == "Pine"]
    edit_tracks(library, [pine.id], album="Birch")
    qtbot.waitUntil(lambda: len(titles(page)) == 9)
    assert current(page) == "Birch" and len(panels(page)) == 1
    qtbot.waitUntil(lambda: set(shown_tracks(page)) == {"Birch", "Pine"})
    qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)


def test_a_track_that_is_shown_opens_its_album(page: LibraryPage, parts: WindowParts) -> None:
    (oak,) = [row for row in parts.context.services.library.lines() if row.title == "Oak"]
    page.show_track(oak.id)
    assert current(page) == "Oak"
    assert [row.title for row in page.table.selected_rows()] == ["Oak"]


def test_every_album_has_its_place_at_every_width(page: LibraryPage, parts: WindowParts) -> None:
    view = grid(page)
    view.open_album(("Elm", "Ada"))
    for width in (500, 760, 912, 1232, 1700):
        parts.window.resize(width, 640)
        page.resize(width, 640)
        view.doItemsLayout()
        model = view.model()
        cells = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        assert all(
            not one.intersects(other) for at, one in enumerate(cells) for other in cells[:at]
        )
        assert all(cell.right() <= view.viewport().width() for cell in cells)
        panel = next(
            row for row in range(model.rowCount()) if model.index(row, 0).data(ALBUM) is None
        )
        assert model.index(panel - 1, 0).data() >= "Elm"


def test_in_a_narrow_window_the_views_are_icons_that_keep_their_names(
    page: LibraryPage, parts: WindowParts
) -> None:
    assert view_button(page, "Tracks").text() == "Tracks"
    parts.window.resize(872, 540)
    page.resize(872, 540)
    assert view_button(page, "Tracks").text() == ""
