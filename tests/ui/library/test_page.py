"""The page as a listener uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.library.records import ImportReport, PossiblySame, Unreadable
from tests.support.seen import model_of, named, seen, words
from tests.support.window_parts import WindowParts, write_buzz
from ui.bridge.places import CurrentTrack
from ui.library.columns import INDEX
from ui.library.drop import MusicDrop
from ui.library.edit_dialog import EditDialog
from ui.library.import_summary import ImportSummary
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel
from ui.library.work_dialog import WorkDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.type_ahead import TypeAhead

Key = Qt.Key
T = TypeVar("T", bound=QWidget)


def tracks(page: LibraryPage) -> TrackTableModel:
    return model_of(page.table, TrackTableModel)


def shown(page: LibraryPage) -> list[str]:
    return [row.title for row in tracks(page).shown]


def select(page: LibraryPage, *titles: str) -> None:
    ids = [row.id for row in tracks(page).shown if row.title in titles]
    page.table.select_ids([int(track_id) for track_id in ids])


def queue_titles(page: LibraryPage, parts: WindowParts) -> list[str]:
    by_id = {row.id: row.title for row in tracks(page).all_rows}
    return [by_id[TrackId(track_id)] for track_id in parts.context.playback.queue.items]


def dialog_of(page: LibraryPage, kind: type[T]) -> T:
    found = [widget for widget in page.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1
    return found[0]


def test_typing_filters_at_once(page: LibraryPage, qtbot: QtBot) -> None:
    page.focus_search()
    qtbot.keyClicks(page.search, "du")
    assert shown(page) == ["Dusk"]
    qtbot.keyClicks(page.search, "zzz")
    assert shown(page) == []
    assert seen(page, EmptyState) and named(page, QPushButton, "Show everything").isVisible()


def test_enter_plays_and_the_rest_follows(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dusk")
    qtbot.keyClick(page.table, Key.Key_Return)
    assert parts.navigator.shown == [CurrentTrack()]
    assert parts.backend.opened[-1][0].name == "Dusk.wav"
    assert queue_titles(page, parts) == ["Dawn", "Dusk", "Night"]


def test_several_selected_play_alone(page: LibraryPage, parts: WindowParts, qtbot: QtBot) -> None:
    select(page, "Dawn", "Night")
    qtbot.keyClick(page.table, Key.Key_Return)
    assert queue_titles(page, parts) == ["Dawn", "Night"]


def test_ctrl_enter_plays_next_and_shift_enter_queues(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dawn", "Dusk")
    qtbot.keyClick(page.table, Key.Key_Return)
    select(page, "Night")
    qtbot.keyClick(page.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert queue_titles(page, parts) == ["Dawn", "Night", "Dusk", "Night"]


def test_a_role_chosen_in_its_cell_goes_to_all_selected_and_undoes(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dawn", "Dusk")
    table = page.table
    table.edit(tracks(page).index(0, INDEX["role"]))
    box = table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    place = box.findData("love_theme")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    roles = {row.title: row.role for row in parts.context.services.library.tracks()}
    assert roles == {"Dawn": "love_theme", "Dusk": "love_theme", "Night": "score"}
    assert tracks(page).index(0, INDEX["role"]).data() == "Love theme"
    parts.context.history.stack.undo()
    assert tracks(page).index(0, INDEX["role"]).data() == "Score"
    assert len(table.selected_ids()) == 2


def test_delete_removes_and_undo_brings_back(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dusk")
    qtbot.keyClick(page.table, Key.Key_Delete)
    assert shown(page) == ["Dawn", "Night"]
    parts.context.history.stack.undo()
    assert shown(page) == ["Dawn", "Dusk", "Night"]


def test_a_marked_track_is_removed_only_after_asking(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    from app.core.timecode import Span

    select(page, "Dusk")
    (track_id,) = page.table.selected_ids()
    parts.context.services.moments.add_moment(TrackId(track_id), Span(1, 2))
    qtbot.keyClick(page.table, Key.Key_Delete)
    box = dialog_of(page, QMessageBox)
    assert shown(page) == ["Dawn", "Dusk", "Night"]
    yes = next(b for b in box.buttons() if b.text() == "Remove with marks")
    yes.click()
    assert shown(page) == ["Dawn", "Night"]


def test_several_tracks_get_the_same_words(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dawn", "Dusk")
    qtbot.keyClick(page.table, Key.Key_F2)
    dialog = dialog_of(page, EditDialog)
    assert not named(dialog, QLineEdit, "Title").isEnabled()
    qtbot.keyClicks(named(dialog, QLineEdit, "Album"), "Hours")
    named(dialog, QPushButton, "Save").click()
    albums = {row.title: row.album for row in parts.context.services.library.tracks()}
    assert albums == {"Dawn": "Hours", "Dusk": "Hours", "Night": ""}


def test_a_work_is_created_where_it_is_needed(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dawn")
    page.verbs.assign_work(page.table.selected_rows())
    dialog = dialog_of(page, WorkDialog)
    named(dialog, QComboBox, "Kind of a new work").setCurrentIndex(1)
    (find,) = dialog.findChildren(TypeAhead)
    qtbot.keyClicks(find.line, "The Long Road")
    qtbot.keyClick(find.line, Key.Key_Return)
    (work,) = parts.context.services.library.works()
    assert (work.title, work.kind) == ("The Long Road", "film")
    assert tracks(page).row_at(0).work_title == "The Long Road"


def test_choosing_an_album_shows_its_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    ids = [int(row.id) for row in tracks(page).all_rows[:2]]
    parts.context.services.library.edit_tracks(ids, album="Hours")
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 2)
    page.albums.setCurrentIndex(page.albums.model().index(1, 0))
    assert shown(page) == ["Dawn", "Dusk"]
    page.show_track(int(tracks(page).all_rows[2].id))
    assert shown(page) == ["Dawn", "Dusk", "Night"]
    assert [row.title for row in page.table.selected_rows()] == ["Night"]


def test_a_missing_track_is_located(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    moved = (tmp_path / "music" / "Dusk.wav").rename(tmp_path / "moved.wav")
    parts.context.jobs.run("check", parts.context.services.library.availability.look)
    qtbot.waitUntil(lambda: [r.is_available for r in tracks(page).shown].count(False) == 1)
    missing = next(row for row in tracks(page).shown if not row.is_available)
    page.verbs.locate_at(missing, moved)
    qtbot.waitUntil(lambda: all(row.is_available for row in tracks(page).shown))


@pytest.mark.logs("is another recording")
def test_another_recording_is_taken_only_after_asking(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    write_buzz(other, 77)
    row = tracks(page).row_at(0)
    page.verbs.locate_at(row, other)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)))
    box = dialog_of(page, QMessageBox)
    next(b for b in box.buttons() if b.text() == "Use it anyway").click()
    library = parts.context.services.library
    qtbot.waitUntil(lambda: len(library.track(row.id).files) == 2)


def test_dropped_music_is_imported(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    write_buzz(tmp_path / "Noon.wav", 50)
    drop = MusicDrop(parts.window)
    drop.dropped.connect(page.flow.add)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Noon.wav"))])
    enter = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(parts.window, enter)
    assert enter.isAccepted()
    dropped = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(parts.window, dropped)
    qtbot.waitUntil(lambda: "Noon" in shown(page))
    assert not page.flow.is_running


def test_opened_files_are_imported_and_played(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "music" / "Night.wav"], play=True)
    assert parts.navigator.shown == [CurrentTrack()]
    assert parts.backend.opened[-1][0].name == "Night.wav"


def test_an_added_folder_is_remembered_for_looking_again(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "music"])
    assert parts.context.services.settings.current.music_folders == (str(tmp_path / "music"),)
    write_buzz(tmp_path / "music" / "Later.wav", 60)
    with qtbot.waitSignal(page.flow.ended):
        page.flow.look_again()
    assert "Later" in shown(page)


def test_an_empty_library_says_what_to_do(parts: WindowParts, qtbot: QtBot) -> None:
    page = LibraryPage(parts.context, parent=parts.window)
    texts = {button.text() for button in seen(page, QPushButton)}
    assert {"Add music…", "Add files…"} <= texts


def test_the_summary_lists_reasons_and_asks_of_each_lookalike(qtbot: QtBot) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    summary.show_report(ImportReport(added=3))
    assert summary.isHidden()
    offers = tuple(PossiblySame(TrackId(n), TrackId(n + 10), f"T{n}", "") for n in (1, 2))
    summary.show_report(
        ImportReport(
            added=1,
            unreadable=(Unreadable(Path("/m/bad.ogg"), "It is empty."),),
            possibly_same=offers,
        )
    )
    assert summary.findChildren(QListWidget)[0].item(0).text() == "bad.ogg: It is empty."
    with qtbot.waitSignal(summary.merge_requested) as asked:
        named(summary, QPushButton, "Same track").click()
    assert asked.args == [offers[0]]
    two = named(summary, QPushButton, "Two tracks")
    assert any("“T2”" in text for text in words(summary))
    two.click()
    assert not two.isVisibleTo(summary)


def test_a_narrow_table_leaves_titles_their_room(page: LibraryPage) -> None:
    table = page.table
    em = table.fontMetrics().horizontalAdvance("m")
    for width_em in (28, 40, 80):
        table.resize(width_em * em, 300)
        assert table.columnWidth(INDEX["title"]) >= 10 * em
