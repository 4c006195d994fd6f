"""A track on two albums has a line on each, and each is used for itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from db.models.all import AlbumEntry
from tests.support.library_rows import read_through, tracks
from tests.support.seen import named, words
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts
from tests.ui.library.test_page import dialog_of, question_of, queue_titles
from tests.ui.library.test_track_menu import entry, menu_of
from ui.library.columns import INDEX
from ui.library.edit_dialog import EditDialog
from ui.library.page import LibraryPage
from ui.library.track_model import IS_CURRENT

Key = Qt.Key
HOURS = [("Dawn", "Hours"), ("Dusk", "Hours"), ("Night", "Hours")]
BEST = ("Dawn (live)", "The best of")


@pytest.fixture
def page(page: LibraryPage, parts: WindowParts, qtbot: QtBot) -> LibraryPage:
    """Dawn, Dusk and Night are on “Hours”, and Dawn also on “The best of”, in other words."""
    services = parts.context.services
    ids = {row.title: row.id for row in services.library.tracks()}
    for number, title in enumerate(("Dawn", "Dusk", "Night"), 1):
        edit_tracks(services.library, [ids[title]], album="Hours", track_number=number)
    with services.ledger.write("Add", "track") as writing:
        writing.session.add(
            AlbumEntry(
                track_id=ids["Dawn"], title="Dawn (live)", album="The best of", track_number=4
            )
        )
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 3)
    return page


def shown(page: LibraryPage) -> list[tuple[str, str]]:
    return [(row.title, row.album) for row in tracks(page).shown]


def select(page: LibraryPage, *lines: tuple[str, str]) -> None:
    page.table.select_lines(
        [row.key for row in tracks(page).shown if (row.title, row.album) in lines]
    )


def choose_album(page: LibraryPage, title: str) -> None:
    model = page.albums.model()
    (place,) = [n for n in range(model.rowCount()) if model.index(n, 0).data() == title]
    page.albums.setCurrentIndex(model.index(place, 0))


def test_each_album_shows_its_line_and_all_music_both(page: LibraryPage) -> None:
    assert shown(page) == [*HOURS, BEST]
    choose_album(page, "The best of")
    assert shown(page) == [BEST]
    choose_album(page, "Hours")
    assert shown(page) == HOURS


def test_one_of_the_lines_is_selected_and_stays_so(page: LibraryPage, parts: WindowParts) -> None:
    select(page, BEST)
    assert [(row.title, row.album) for row in page.table.selected_rows()] == [BEST]
    page.table.sortByColumn(INDEX["title"], Qt.SortOrder.DescendingOrder)
    page.reload()
    read_through(page)
    assert [(row.title, row.album) for row in page.table.selected_rows()] == [BEST]


def test_everything_plays_a_track_once(page: LibraryPage, parts: WindowParts, qtbot: QtBot) -> None:
    page.albums.choose_all()
    qtbot.keyClick(page.albums, Key.Key_Return)
    assert len(parts.context.playback.queue.items) == 3
    assert all(tracks(page).index(place, 0).data(IS_CURRENT) for place in (0, 3))
    select(page, BEST)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert parts.context.playback.track is not None
    assert parts.context.playback.track.title == "Dawn (live)", "as it was chosen"
    assert len(parts.context.playback.queue.items) == 3
    assert parts.context.playback.queue.index == 2, "where it was chosen, after Dusk and Night"


def test_what_is_shown_after_the_chosen_track_follows_it(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    """Though one of them is also shown before it, on another album."""
    page.albums.choose_all()
    select(page, HOURS[2])
    qtbot.keyClick(page.table, Key.Key_Return)
    assert queue_titles(page, parts) == ["Dusk", "Night", "Dawn (live)"]
    assert parts.context.playback.queue.index == 1


def test_an_album_plays_in_its_own_order_however_the_table_is_sorted(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    page.table.sortByColumn(INDEX["title"], Qt.SortOrder.DescendingOrder)
    choose_album(page, "Hours")
    qtbot.keyClick(page.albums, Key.Key_Return)
    assert queue_titles(page, parts) == ["Dawn", "Dusk", "Night"]


def test_editing_a_line_leaves_the_other_album_alone(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, BEST)
    qtbot.keyClick(page.table, Key.Key_F2)
    dialog = dialog_of(page, EditDialog)
    title = named(dialog, QLineEdit, "Title")
    title.selectAll()
    qtbot.keyClicks(title, "Dawn, in concert")
    named(dialog, QPushButton, "Save").click()
    assert shown(page) == [*HOURS, ("Dawn, in concert", "The best of")]
    parts.context.history.stack.undo()
    assert shown(page) == [*HOURS, BEST]


def test_lines_of_several_albums_are_edited_in_one_step(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, BEST, HOURS[1])
    qtbot.keyClick(page.table, Key.Key_F2)
    dialog = dialog_of(page, EditDialog)
    qtbot.keyClicks(named(dialog, QLineEdit, "Composer"), "Ada Lind")
    named(dialog, QPushButton, "Save").click()
    composers = [row.composer for row in tracks(page).shown]
    assert composers == ["", "Ada Lind", "", "Ada Lind"]
    parts.context.history.stack.undo()
    assert not any(row.composer for row in tracks(page).shown)


def test_a_line_that_is_removed_leaves_track_and_marks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    (dawn, *_others) = tracks(page).shown
    parts.context.services.moments.add_moment(dawn.id, Span(1, 2))
    for line, left in ((BEST, HOURS), (HOURS[0], [*HOURS[1:], BEST])):
        select(page, line)
        qtbot.keyClick(page.table, Key.Key_Delete)
        assert shown(page) == left
        assert line[1] in parts.said
        assert parts.context.services.library.mark_counts([dawn.id]) == {dawn.id: 1}
        parts.take_offer()
        assert shown(page) == [*HOURS, BEST]


def test_the_last_lines_of_a_marked_track_are_removed_after_asking(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    parts.context.services.moments.add_moment(tracks(page).shown[0].id, Span(1, 2))
    select(page, HOURS[0], BEST)
    qtbot.keyClick(page.table, Key.Key_Delete)
    box = question_of(page)
    assert len(shown(page)) == 4
    box.yes.click()
    assert shown(page) == HOURS[1:]


def test_the_menu_says_from_where_a_line_is_removed(page: LibraryPage) -> None:
    said = []
    for lines in ([BEST], [HOURS[0]], [HOURS[1]], [HOURS[0], BEST]):
        select(page, *lines)
        menu = menu_of(page)
        said.append(entry(menu, "Del").text())
        menu.close()
    assert said == ["Remove from album"] * 2 + ["Remove from library"] * 2


def test_a_role_is_the_tracks_on_every_album(page: LibraryPage) -> None:
    tracks(page).setData(tracks(page).index(3, INDEX["role"]), "love_theme")
    assert [row.role for row in tracks(page).shown] == [
        "love_theme",
        "score",
        "score",
        "love_theme",
    ]


def test_tracks_are_counted_once(page: LibraryPage) -> None:
    page.albums.choose_all()
    everything = page.albums.model().index(0, 0)
    assert page.albums.model().detail(everything.data(Qt.ItemDataRole.UserRole)) == "3 tracks"
    assert any("3 tracks" in text for text in words(page))


def test_a_track_is_found_on_whichever_album_is_shown(page: LibraryPage) -> None:
    dawn = tracks(page).shown[0]
    choose_album(page, "The best of")
    page.show_track(dawn.id)
    assert [(row.title, row.album) for row in page.table.selected_rows()] == [BEST]
    page.albums.choose_all()
    page.show_track(dawn.id)
    assert [(row.title, row.album) for row in page.table.selected_rows()] == [HOURS[0]]


def test_the_queue_names_tracks_once(page: LibraryPage, parts: WindowParts, qtbot: QtBot) -> None:
    select(page, HOURS[0], BEST)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert queue_titles(page, parts) == ["Dawn"]
