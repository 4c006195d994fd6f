"""After adding music: one card that stays until it is answered or closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.story.records import WorkKind
from tests.support.seen import model_of, named, seen, words
from tests.support.track_verbs import edit_tracks, remove_tracks
from tests.support.window_parts import WindowParts, write_buzz
from ui.bridge.places import CurrentTrack
from ui.library.added_card import AddedCard
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel
from ui.library.work_dialog import WorkDialog


def card(page: LibraryPage) -> AddedCard:
    (found,) = page.findChildren(AddedCard)
    return found


def add(page: LibraryPage, qtbot: QtBot, folder: Path, *titles: str) -> None:
    folder.mkdir(exist_ok=True)
    for title in titles:
        write_buzz(folder / f"{title}.wav", 40 + sum(map(ord, title)) % 900)
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([folder])
    known = model_of(page.table, TrackTableModel)
    qtbot.waitUntil(lambda: set(titles) <= {row.title for row in known.shelf.lines})
    assert not card(page).isHidden()


def test_nothing_is_said_before_anything_was_added(page: LibraryPage) -> None:
    assert card(page).isHidden()
    assert page.keep_clear() == []


def test_a_card_says_how_many_and_no_message_does(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Moon", "Star")
    assert "2 tracks added" in words(page)
    assert "added" not in parts.said
    assert page.keep_clear() == [card(page).geometry()]
    named(page, QPushButton, "They belong to a work…")


def test_what_is_added_next_joins_it(page: LibraryPage, qtbot: QtBot, tmp_path: Path) -> None:
    add(page, qtbot, tmp_path / "new", "Moon")
    assert "1 track added" in words(page)
    add(page, qtbot, tmp_path / "more", "Star")
    assert "2 tracks added" in words(page)


def test_play_them_plays_just_those_in_order_and_still_asks_for_the_work(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Star", "Moon")
    named(page, QPushButton, "Play them").click()
    shelf = {row.key: row.title for row in parts.context.services.library.lines()}
    assert [shelf[line] for line in parts.context.playback.queue.items] == ["Moon", "Star"]
    assert parts.navigator.shown == [CurrentTrack()]
    assert seen(card(page), QPushButton) == [card(page).belong]


def test_it_goes_once_they_belong_to_a_work(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Moon", "Star")
    card(page).belong.click()
    (dialog,) = [found for found in page.findChildren(WorkDialog) if found.isVisible()]
    dialog.work_wanted.emit("Tides", str(WorkKind.GAME))
    dialog.done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(card(page).isHidden)
    rows = parts.context.services.library.lines()
    assert {row.title for row in rows if row.work_title == "Tides"} == {"Moon", "Star"}


def test_it_goes_with_the_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Moon")
    library = parts.context.services.library
    (moon,) = [row for row in library.lines() if row.title == "Moon"]
    remove_tracks(library, [moon.id])
    qtbot.waitUntil(card(page).isHidden)


def test_closed_it_forgets_what_it_showed(page: LibraryPage, qtbot: QtBot, tmp_path: Path) -> None:
    add(page, qtbot, tmp_path / "new", "Moon")
    card(page).dismiss()
    assert page.keep_clear() == []
    add(page, qtbot, tmp_path / "more", "Star")
    assert "1 track added" in words(page)


def test_it_names_the_albums_that_came(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Moon", "Star")
    library = parts.context.services.library
    ids = {row.title: row.id for row in library.lines()}
    edit_tracks(library, [ids["Moon"]], album="Tides")
    qtbot.waitUntil(lambda: "“Tides”" in words(page))
    edit_tracks(library, [ids["Star"]], album="Sands")
    qtbot.waitUntil(lambda: "“Sands” and “Tides”" in words(page))


def test_a_rescan_that_finds_nothing_new_says_so_in_a_message(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "music"])
    assert card(page).isHidden()
    assert parts.said == "3 unchanged."


def test_what_is_opened_to_be_played_is_not_asked_about(
    page: LibraryPage, qtbot: QtBot, tmp_path: Path
) -> None:
    write_buzz(tmp_path / "Moon.wav", 77)
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "Moon.wav"], play=True)
    assert card(page).isHidden()


def test_it_guesses_the_work_from_the_album_and_fills_it_in(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, tmp_path / "new", "Moon", "Star")
    library = parts.context.services.library
    new = [row.id for row in library.lines() if row.title in ("Moon", "Star")]
    edit_tracks(library, new, album="Tidewatch (Original Soundtrack), Vol. 2")
    qtbot.waitUntil(lambda: "It looks like “Tidewatch”." in words(card(page)))
    named(page, QPushButton, "They belong to a work…").click()
    dialog = page.window().findChild(WorkDialog)
    assert isinstance(dialog, WorkDialog)
    (field,) = dialog.findChildren(QLineEdit)
    assert field.text() == "Tidewatch"
    dialog.reject()
