"""The library as a grid of albums."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.echo_kinds import EchoKind
from app.story.echoes import NewEcho
from app.story.records import WorkKind
from tests.support.library_rows import read_through
from tests.support.seen import named, seen, words
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.places import Afterlives, WorkPlace
from ui.library.album_grid import AlbumGrid
from ui.library.album_panel import AlbumPanel
from ui.library.grid_cell import ALBUM, GridCell
from ui.library.page import LibraryPage
from ui.shell.window_memory import WindowMemory
from ui.widgets.buttons import LinkButton
from ui.widgets.cover import initials_on

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
    with qtbot.waitExposed(parts.window):
        parts.window.show()
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
    assert words(panel) == ["Birch", "2 tracks · 0:00 · Ada"]


def test_a_mark_is_counted_in_the_open_panel(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    qtbot.keyClick(grid(page), Key.Key_Return)
    services = parts.context.services
    (ash,) = [row for row in services.library.lines() if row.title == "Ash"]
    services.tagging.add_tag(ash.id, services.emotions.emotions()[0].id, Span(0, 100))
    (panel,) = panels(page)
    qtbot.waitUntil(lambda: "1 track · 0:00 · 1 mark" in words(panel))


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
        before = shown_tracks(page)
        qtbot.keyClick(view, Key.Key_Right)
        qtbot.waitUntil(lambda before=before: shown_tracks(page) != before)
        seen_on_the_way += shown_tracks(page)
    assert seen_on_the_way == TITLES[1:]
    assert len(panels(page)) == 1
    qtbot.keyClick(view, Key.Key_Escape)
    assert not panels(page)


def test_a_step_is_seen_before_the_panel_comes_along(page: LibraryPage, qtbot: QtBot) -> None:
    """With thousands of albums, making room for it takes longer than a frame."""
    view = grid(page)
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClick(view, Key.Key_Down)
    assert current(page) not in shown_tracks(page) and view.open_one is not None
    assert view.open_one.title == "Ash"
    reached = current(page)
    qtbot.waitUntil(lambda: shown_tracks(page) == [reached])
    assert view.open_one.title == reached


def test_enter_right_after_a_step_closes_the_panel(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Return)
    assert not panels(page) and shown_tracks(page) == ["Birch"]


def test_a_click_on_another_album_opens_that(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    qtbot.keyClick(view, Key.Key_Return)
    place = view.visualRect(view.model().index(1, 0)).topLeft() + INSIDE
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: shown_tracks(page) == ["Birch"])
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panels(page) and view.open_one is not None and view.open_one.title == "Birch"


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


def test_a_double_click_opens_and_leaves_open(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    place = view.visualRect(view.model().index(1, 0)).topLeft() + INSIDE
    for gesture in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        gesture(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.is_open


def test_a_button_let_go_over_another_album_opens_neither(page: LibraryPage, qtbot: QtBot) -> None:
    view = grid(page)
    first, second = (view.visualRect(view.model().index(n, 0)).topLeft() + INSIDE for n in (0, 1))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert not view.is_open


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
    qtbot.waitUntil(lambda: titles(page) == ["Cedar", "Larch"])
    assert not panels(page), "its album isn’t shown any more"
    qtbot.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: not titles(page))
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
            (row for row in range(model.rowCount()) if model.index(row, 0).data(ALBUM) is None),
            None,
        )
        if panel is None:  # in place of the covers
            (alone,) = panels(page)
            assert alone.geometry() == view.viewport().rect() and len(cells) == len(TITLES)
            continue
        assert model.index(panel - 1, 0).data() >= "Elm"


def test_in_a_narrow_window_the_views_are_icons_that_keep_their_names(
    page: LibraryPage, parts: WindowParts
) -> None:
    assert view_button(page, "Tracks").text() == "Tracks"
    parts.window.resize(872, 540)
    page.resize(872, 540)
    assert view_button(page, "Tracks").text() == ""


def test_the_views_stay_where_they_are_pressed(page: LibraryPage, qtbot: QtBot) -> None:
    """The order, which only the albums have, makes room before them."""
    albums, tracks = (view_button(page, view) for view in ("Albums", "Tracks"))
    before = [button.mapTo(page, QPoint()) for button in (albums, tracks)]
    tracks.click()
    qtbot.waitUntil(lambda: not view_button(page, "Order of the albums").isVisible())
    QApplication.processEvents()
    assert [button.mapTo(page, QPoint()) for button in (albums, tracks)] == before


def test_initials_have_an_edge_where_they_lie_on_what_is_selected() -> None:
    cover = initials_on("#D6478F", "Night Train", 176, 1.0).toImage()
    assert cover.pixelColor(88, 0) != cover.pixelColor(88, 8)


def open_album(page: LibraryPage, qtbot: QtBot, title: str) -> AlbumPanel:
    grid(page).choose((title, "Ada"))
    qtbot.keyClick(grid(page), Key.Key_Return)
    (panel,) = panels(page)
    return panel


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_covers(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    parts.window.resize(900, 560)
    page.resize(900, 560)
    view = grid(page)
    view.setFocus()
    panel = open_album(page, qtbot, "Cedar")
    qtbot.waitUntil(lambda: panel.geometry() == view.viewport().rect())
    assert page.window().focusWidget() is page.table
    assert panel.back.isVisible()
    qtbot.keyClick(page.table, Key.Key_Up)
    assert page.window().focusWidget() is panel.back
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert not panels(page) and page.window().focusWidget() is view
    assert current(page) == "Cedar" and titles(page) == TITLES
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClick(page.table, Key.Key_Escape)
    assert not panels(page)


def test_an_open_panel_is_among_the_covers_again_where_there_is_room(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    panel = open_album(page, qtbot, "Cedar")
    assert not panel.back.isVisible()
    page.resize(900, 560)
    qtbot.waitUntil(panel.back.isVisible)
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: panel.y() > 0 and not panel.back.isVisible())
    assert panels(page) == [panel]


def test_the_panel_leads_to_the_work_of_its_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    services = parts.context.services
    (birch,) = [row for row in services.library.lines() if row.title == "Birch"]
    assert not seen(open_album(page, qtbot, "Birch"), LinkButton)
    work = services.scenes.add_work(WorkKind.FILM, "The Wood", track_ids=[birch.id])
    (panel,) = panels(page)
    qtbot.waitUntil(lambda: [link.text() for link in seen(panel, LinkButton)] == ["The Wood"])
    assert not any("The Wood" in said for said in words(panel)), "said once"
    seen(panel, LinkButton)[0].click()
    assert parts.navigator.shown[-1] == WorkPlace(int(work))


def test_the_panel_offers_what_can_be_done_with_all_its_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    (pine,) = [row for row in library.lines() if row.title == "Pine"]
    edit_tracks(library, [pine.id], album="Birch")
    qtbot.waitUntil(lambda: len(titles(page)) == 9)
    panel = open_album(page, qtbot, "Birch")
    (more,) = [one for one in panel.findChildren(QToolButton) if one.accessibleName() == "More"]
    more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Assign work…" in [action.text() for action in menu.actions()]
    assert len(page.table.selected_rows()) == 2
    menu.close()


def test_what_was_heard_last_comes_first(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    services = parts.context.services
    ids = {row.title: row.id for row in services.library.lines()}
    for at_ms, title in ((1_000, "Maple"), (3_000, "Elm"), (2_000, "Maple")):
        services.listening.begin(ids[title], at_ms)
    order = named(page, QPushButton, "Order of the albums")
    (by_heard,) = [one for one in order.menu().actions() if one.text() == "By last heard"]
    by_heard.trigger()
    never = [title for title in TITLES if title not in ("Elm", "Maple")]
    qtbot.waitUntil(lambda: titles(page) == ["Elm", "Maple", *never])
    services.listening.begin(ids["Ash"], 4_000)
    assert titles(page)[0] == "Elm", "it doesn’t move under the pointer"
    by_heard.trigger()
    qtbot.waitUntil(lambda: titles(page)[0] == "Ash")


def test_a_step_lays_nothing_out_again(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 5,000 albums, each time would take longer than a frame."""
    view, laid = grid(page), list[int]()
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(0, 0)).isValid())
    lay_out = AlbumGrid.doItemsLayout

    def counted(grid: AlbumGrid) -> None:
        laid.append(1)
        lay_out(grid)

    monkeypatch.setattr(AlbumGrid, "doItemsLayout", counted)
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Right)
    QApplication.processEvents()
    assert current(page) == "Cedar" and laid == []


def test_an_open_album_says_which_roles_its_titles_name(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    row = next(row for row in library.tracks() if row.title == "Ash")
    edit_tracks(library, [row.id], title="Love Theme: Ash")
    read_through(page)
    page.show_track(row.id)
    (panel,) = page.findChildren(AlbumPanel)
    assert [chip.text() for chip in panel.roles.chips] == ["Love theme"]
    panel.roles.chips[0].click()
    assert library.track(row.id).row.role == "love_theme"
    qtbot.waitUntil(panel.roles.isHidden)


def test_the_panel_leads_to_what_became_of_its_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    services = parts.context.services
    (birch,) = [row for row in services.library.lines() if row.title == "Birch"]
    panel = open_album(page, qtbot, "Birch")
    assert not panel.afterlives.isVisible()
    covers = [NewEcho(EchoKind.COVER, f"Cover {n}") for n in range(3)]
    services.echoes.add(covers, track_id=birch.id)
    qtbot.waitUntil(lambda: panel.afterlives.text() == "3 afterlives")
    qtbot.waitUntil(panel.afterlives.isVisible)
    panel.afterlives.click()
    assert parts.navigator.shown[-1] == Afterlives(track_id=birch.id)
    work = services.scenes.add_work(WorkKind.FILM, "The Wood", track_ids=[birch.id])
    services.echoes.add([NewEcho(EchoKind.FILM, "The Wood 2")], work_id=work)
    assert panel.afterlives.text() == "3 afterlives"
