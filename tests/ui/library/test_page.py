"""The page as a listener uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.library.records import ImportReport, PossiblySame, Role, Unreadable
from app.library.skipped import SkippedFile, SkippedKind
from app.story.records import WorkKind
from tests.support.library_rows import read_through, tracks
from tests.support.seen import model_of, named, seen, words
from tests.support.track_verbs import edit_tracks, remove_tracks
from tests.support.trouble import Held
from tests.support.window_parts import WindowParts, write_buzz
from ui.bridge.places import CurrentTrack, NewMusic
from ui.library.album_list import ALBUM, AlbumModel
from ui.library.chosen_columns import CHOSEN_ONLY
from ui.library.columns import INDEX
from ui.library.edit_dialog import EditDialog
from ui.library.import_summary import ImportSummary
from ui.library.page import LibraryPage
from ui.library.work_dialog import WorkDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.type_ahead import TypeAhead
from ui.window.file_drop import FileDrop

Key = Qt.Key
T = TypeVar("T", bound=QWidget)


def shown(page: LibraryPage) -> list[str]:
    return [row.title for row in tracks(page).shown]


def select(page: LibraryPage, *titles: str) -> None:
    page.table.select_lines([row.key for row in tracks(page).shown if row.title in titles])


def queue_titles(page: LibraryPage, parts: WindowParts) -> list[str]:
    titles = {row.key: row.title for row in tracks(page).shelf.lines}
    return [titles[line] for line in parts.context.playback.queue.items]


def dialog_of(page: LibraryPage, kind: type[T]) -> T:
    found = [widget for widget in page.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1
    return found[0]


def question_of(page: LibraryPage) -> QuestionDialog:
    (found,) = page.window().findChildren(QuestionDialog)
    return found


def test_typing_filters(page: LibraryPage, qtbot: QtBot) -> None:
    page.focus_search()
    qtbot.keyClicks(page.search, "du")
    qtbot.waitUntil(lambda: shown(page) == ["Dusk"])
    qtbot.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert seen(page, EmptyState) and named(page, QPushButton, "Show everything").isVisible()


def test_enter_plays_the_track_and_those_after_it(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dusk")
    qtbot.keyClick(page.table, Key.Key_Return)
    assert parts.navigator.shown == [CurrentTrack()]
    assert parts.backend.opened[-1][0].name == "Dusk.wav"
    assert queue_titles(page, parts) == ["Dawn", "Dusk", "Night"]


def test_several_selected_tracks_play_alone(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
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


def test_a_role_chosen_in_its_cell_applies_to_all_selected_and_can_be_undone(
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
    assert len(table.selected_rows()) == 2


def test_delete_removes_tracks_and_undo_brings_them_back(
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
    (row,) = page.table.selected_rows()
    parts.context.services.moments.add_moment(row.id, Span(1, 2))
    qtbot.keyClick(page.table, Key.Key_Delete)
    box = question_of(page)
    assert shown(page) == ["Dawn", "Dusk", "Night"]
    assert box.yes.text() == "Remove with marks"
    box.yes.click()
    assert shown(page) == ["Dawn", "Night"]


def test_a_name_is_never_read_as_html_in_a_question(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    select(page, "Dusk")
    (row,) = page.table.selected_rows()
    parts.context.services.moments.add_moment(row.id, Span(1, 2))
    qtbot.keyClick(page.table, Key.Key_Delete)
    labels = question_of(page).findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_several_tracks_get_the_same_text(
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


def test_a_work_can_be_created_while_assigning_it(
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
    assert parts.said == "The track was assigned to “The Long Road”."
    parts.take_offer()
    assert parts.context.services.library.works() == [], "created and assigned in one step"
    assert not tracks(page).row_at(0).work_title


def test_the_albums_title_is_suggested_as_the_work(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    edit_tracks(library, [row.id for row in library.tracks()], album="The Long Road OST")
    select(page, "Dawn")
    page.verbs.assign_work(page.table.selected_rows())
    (find,) = dialog_of(page, WorkDialog).findChildren(TypeAhead)
    assert find.text() == "The Long Road"
    assert find.hint.text() == "Enter creates “The Long Road”."
    qtbot.keyClicks(find.line, "Another")
    qtbot.keyClick(find.line, Key.Key_Return)
    assert [work.title for work in library.works()] == ["Another"]


def test_a_work_that_only_shares_a_word_is_not_assigned(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    parts.context.services.scenes.add_work(WorkKind.FILM, "The Long Road")
    select(page, "Dawn")
    page.verbs.assign_work(page.table.selected_rows())
    (find,) = dialog_of(page, WorkDialog).findChildren(TypeAhead)
    qtbot.keyClicks(find.line, "The long walk home")
    qtbot.keyClick(find.line, Key.Key_Return)
    assert tracks(page).row_at(0).work_title == "The long walk home"


def test_choosing_an_album_shows_its_tracks(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    ids = [int(row.id) for row in tracks(page).shelf.lines[:2]]
    edit_tracks(parts.context.services.library, ids, album="Hours")
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 2)
    page.albums.setCurrentIndex(page.albums.model().index(1, 0))
    assert shown(page) == ["Dawn", "Dusk"]
    page.show_track(int(tracks(page).shelf.lines[2].id))
    assert shown(page) == ["Dawn", "Dusk", "Night"]
    assert [row.title for row in page.table.selected_rows()] == ["Night"]


def test_the_current_track_is_shown_wherever_it_is(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    page.show_current()
    assert parts.said == "Nothing plays yet."
    (night,) = [row for row in tracks(page).shown if row.title == "Night"]
    assert parts.context.playback.cue_up(night.id)
    qtbot.keyClicks(page.search, "Dawn")
    qtbot.waitUntil(lambda: shown(page) == ["Dawn"])
    page.show_current()
    assert [row.title for row in page.table.selected_rows()] == ["Night"]
    assert page.window().focusWidget() is page.table


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
def test_another_recording_is_used_only_after_asking(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    write_buzz(other, 77)
    row = tracks(page).row_at(0)
    page.verbs.locate_at(row, other)
    qtbot.waitUntil(
        lambda: any(box.isVisible() for box in page.window().findChildren(QuestionDialog))
    )
    box = question_of(page)
    assert box.yes.text() == "Use it anyway"
    box.yes.click()
    library = parts.context.services.library
    qtbot.waitUntil(lambda: len(library.track(row.id).files) == 2)


def test_dropped_music_is_imported(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    write_buzz(tmp_path / "Noon.wav", 50)
    drop = FileDrop(parts.window)
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
    qtbot.waitUntil(lambda: "Noon" in shown(page) and not page.flow.is_running)


def test_opened_files_are_imported_and_played(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "music" / "Night.wav"], play=True)
    assert parts.navigator.shown == [CurrentTrack()]
    assert parts.backend.opened[-1][0].name == "Night.wav"


def test_an_added_folder_is_remembered_for_rescanning(
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


def test_a_long_summary_folds(qtbot: QtBot, tmp_path: Path) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    summary.show_report(ImportReport(1200, 340, 56, 78, with_chapters=(tmp_path / "book.m4b",)))
    summary.resize(360, summary.heightForWidth(360))
    with qtbot.waitExposed(summary):
        summary.show()
    words = next(label for label in summary.findChildren(QLabel) if "1 with" in label.text())
    needed = words.fontMetrics().boundingRect(
        0, 0, words.width(), 10_000, Qt.TextFlag.TextWordWrap, words.text()
    )
    assert words.height() >= needed.height() > words.fontMetrics().lineSpacing()


def test_the_summary_lists_reasons(qtbot: QtBot) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    summary.show_report(ImportReport(added=3))
    assert summary.isHidden()
    alike = PossiblySame(TrackId(1), TrackId(2), "T", "")
    summary.show_report(ImportReport(added=1, possibly_same=(alike,)))
    assert summary.isHidden(), "what may be the same is asked elsewhere"
    bad = Unreadable(Path("/m/bad.ogg"), "It is empty.")
    summary.show_report(ImportReport(added=1, unreadable=(bad,)))
    assert summary.findChildren(QListWidget)[0].item(0).text() == "bad.ogg: It is empty."


def test_the_summary_lists_what_was_skipped_by_kind_and_what_has_chapters(qtbot: QtBot) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    summary.show_report(
        ImportReport(
            added=1,
            skipped=(
                SkippedFile(Path("/m/a.mid"), SkippedKind.MIDI),
                SkippedFile(Path("/m/b.mkv"), SkippedKind.SILENT_VIDEO),
                SkippedFile(Path("/m/c.mid"), SkippedKind.MIDI),
            ),
            with_chapters=(Path("/m/opera.m4b"),),
        )
    )
    assert not summary.isHidden()
    said = "1 added, 3 skipped (1 video without sound, 2 MIDI files), 1 with chapters."
    assert said in words(summary)
    (files,) = summary.findChildren(QListWidget)
    assert [files.item(row).text() for row in range(files.count())] == [
        "b.mkv: It is a video without sound.",
        "a.mid: It has notes, but no sound: MIDI can’t be played here.",
        "c.mid: It has notes, but no sound: MIDI can’t be played here.",
        "opera.m4b: It has chapters. It was imported as one track.",
    ]
    assert named(summary, QPushButton, "4 files").isVisibleTo(summary)


def test_a_new_report_of_the_same_files_replaces_the_old_one(qtbot: QtBot) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    bad = [Unreadable(Path(f"/m/{name}.ogg"), "It is empty.") for name in "abc"]
    other = Unreadable(Path("/other/d.ogg"), "It is empty.")
    summary.show_report(ImportReport(unreadable=tuple(bad), paths=(Path("/m"),)))
    summary.show_report(ImportReport(unreadable=(other,), paths=(Path("/other"),)))
    summary.show_report(ImportReport(unreadable=tuple(bad[:2]), paths=(Path("/m"),)))
    assert summary.findChildren(QListWidget)[0].count() == 3
    summary.show_report(ImportReport(added=1, paths=(Path("/other"),)))
    assert summary.findChildren(QListWidget)[0].count() == 2
    summary.show_report(ImportReport(updated=2, paths=(Path("/m"),)))
    assert summary.isHidden()


def test_music_without_remembered_folders_is_rescanned_file_by_file(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    assert parts.context.services.settings.current.music_folders == ()
    (tmp_path / "music" / "Night.wav").unlink()
    with qtbot.waitSignal(page.flow.finished) as told:
        page.flow.look_again()
    assert (told.args[0].missing, told.args[0].unchanged) == (1, 2)


def test_a_rescan_of_nothing_says_so(parts: WindowParts, qtbot: QtBot) -> None:
    services = parts.context.services
    remove_tracks(services.library, [row.id for row in services.library.tracks()])
    page = LibraryPage(parts.context, parent=parts.window)
    page.flow.look_again()
    assert not page.flow.is_running
    assert parts.said == "There are no folders to rescan yet. Add one first."


def test_files_read_by_an_older_version_are_read_again_quietly(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    from sqlalchemy import update

    from db.models.all import AudioFile

    services = parts.context.services
    assert services.importing.outdated() == []
    with services.ledger.store.write() as unit:
        unit.session.execute(update(AudioFile).values(read_by=0))
        unit.commit()
    outdated = services.importing.outdated()
    assert len(outdated) == 3
    with qtbot.waitSignal(page.flow.ended):
        page.take_in(NewMusic(tuple(outdated), is_quiet=True))
    assert services.importing.outdated() == []


def test_the_summary_goes_when_it_is_closed(qtbot: QtBot) -> None:
    summary = ImportSummary()
    qtbot.addWidget(summary)
    unread = ImportReport(unreadable=(Unreadable(Path("/m/bad.ogg"), "It is empty."),))
    summary.show_report(unread)
    (files,) = summary.findChildren(QListWidget)
    (toggle,) = [button for button in summary.findChildren(QPushButton) if button.isCheckable()]
    assert not files.isVisibleTo(summary)
    toggle.click()
    assert files.isVisibleTo(summary)
    with qtbot.waitSignal(summary.closed):
        named(summary, QAbstractButton, "Close").click()
    assert summary.isHidden() and files.count() == 0


def test_a_list_narrowed_to_nothing_is_opened_wide_by_its_button(
    page: LibraryPage, qtbot: QtBot
) -> None:
    page.focus_search()
    qtbot.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: shown(page) == [])
    seen(page, EmptyState)[-1].findChildren(QPushButton)[-1].click()
    assert shown(page) == ["Dawn", "Dusk", "Night"]


def test_up_from_the_first_row_leads_back_to_the_search(page: LibraryPage, qtbot: QtBot) -> None:
    select(page, "Dawn")
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Up)
    assert page.window().focusWidget() is page.search


def test_a_click_on_a_heading_sorts_and_keeps_what_is_selected(
    page: LibraryPage, qtbot: QtBot
) -> None:
    select(page, "Dawn")
    page.table.sortByColumn(INDEX["title"], Qt.SortOrder.DescendingOrder)
    assert shown(page) == ["Night", "Dusk", "Dawn"]
    assert [row.title for row in page.table.selected_rows()] == ["Dawn"]


def test_enter_on_an_album_plays_all_of_it(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    ids = [int(row.id) for row in tracks(page).shelf.lines[:2]]
    edit_tracks(parts.context.services.library, ids, album="Hours")
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 2)
    page.albums.setFocus()
    qtbot.keyClick(page.albums, Key.Key_Down)
    album = page.albums.currentIndex()
    spoken = album.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Hours" in spoken and album.data(Qt.ItemDataRole.ToolTipRole)
    assert album.data(Qt.ItemDataRole.EditRole) is None
    qtbot.keyClick(page.albums, Key.Key_Return)
    assert queue_titles(page, parts) == ["Dawn", "Dusk"]


def test_an_album_that_gains_a_track_shows_it_where_one_was(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    ids = [int(row.id) for row in tracks(page).shelf.lines]
    edit_tracks(library, ids[:2], album="Hours")
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 2)
    page.show_track(ids[0])
    page.albums.setCurrentIndex(page.albums.model().index(1, 0))
    select(page, "Dusk")
    edit_tracks(library, ids[2:], album="Hours")
    qtbot.waitUntil(lambda: shown(page) == ["Dawn", "Dusk", "Night"])
    assert [row.title for row in page.table.selected_rows()] == ["Dusk"]


@pytest.mark.parametrize("other", ["", "Days"])
def test_an_album_that_is_renamed_stays_chosen_with_what_is_selected_in_it(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, other: str
) -> None:
    library = parts.context.services.library
    ids = [int(row.id) for row in tracks(page).shelf.lines]
    edit_tracks(library, ids[:2], album="Hours")
    edit_tracks(library, ids[2:], album=other)
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == (3 if other else 2))
    page.albums.setCurrentIndex(page.albums.model().index(page.albums.model().rowCount() - 1, 0))
    assert shown(page) == ["Dawn", "Dusk"]
    select(page, "Dusk")
    edit_tracks(library, ids[:2], album="Days")
    titles = ["Dawn", "Dusk", "Night"] if other else ["Dawn", "Dusk"]
    qtbot.waitUntil(lambda: page.albums.currentIndex().data() == "Days" and shown(page) == titles)
    assert [row.title for row in page.table.selected_rows()] == ["Dusk"]


def test_an_album_whose_tracks_go_to_several_gives_way_to_all_music(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library = parts.context.services.library
    ids = [int(row.id) for row in tracks(page).shelf.lines]
    edit_tracks(library, ids[:2], album="Hours")
    qtbot.waitUntil(lambda: page.albums.model().rowCount() == 2)
    page.albums.setCurrentIndex(page.albums.model().index(1, 0))
    edit_tracks(library, ids[:1], album="Days")
    edit_tracks(library, ids[1:2], album="Nights")
    qtbot.waitUntil(lambda: shown(page) == ["Dawn", "Dusk", "Night"])
    assert page.albums.currentIndex().row() == 0


def test_a_role_chosen_for_a_track_that_is_not_selected_is_its_own(page: LibraryPage) -> None:
    select(page, "Dawn")
    night = tracks(page).shown[2]
    tracks(page).role_chosen.emit(night, "love_theme")
    assert [row.role for row in tracks(page).shown] == ["score", "score", "love_theme"]


def test_a_track_taken_away_elsewhere_is_not_changed(page: LibraryPage, parts: WindowParts) -> None:
    dawn = tracks(page).row_at(0)
    remove_tracks(parts.context.services.library, [dawn.id])
    page.verbs.set_role([dawn], "love_theme")
    assert parts.said
    assert {row.role for row in parts.context.services.library.tracks()} == {"score"}


def test_nothing_selected_is_nothing_to_change(page: LibraryPage, qtbot: QtBot) -> None:
    page.table.clearSelection()
    for key in (Key.Key_F2, Key.Key_Delete):
        qtbot.keyClick(page.table, key)
    page.verbs.assign_work([])
    assert not [dialog for dialog in page.findChildren(QDialog) if dialog.isVisible()]
    assert len(shown(page)) == 3


def test_a_work_is_chosen_for_a_track_and_taken_from_it(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    parts.context.services.scenes.add_work(WorkKind.FILM, "The Long Road")
    select(page, "Dawn")

    def ask() -> WorkDialog:
        page.verbs.assign_work(page.table.selected_rows())
        return dialog_of(page, WorkDialog)

    (find,) = ask().findChildren(TypeAhead)
    qtbot.keyClicks(find.line, "long")
    qtbot.keyClick(find.line, Key.Key_Return)
    assert tracks(page).row_at(0).work_title == "The Long Road"
    # Before “Cancel”; only there while there is one to take away.
    dialog = ask()
    dialog.findChildren(QPushButton)[-2].click()
    assert not dialog.isVisible() and not tracks(page).row_at(0).work_title


def test_numbers_of_tracks_are_edited_and_emptied(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    def year_is(text: str) -> int | None:
        select(page, "Dawn")
        qtbot.keyClick(page.table, Key.Key_F2)
        dialog = dialog_of(page, EditDialog)
        field = named(dialog, QLineEdit, "Year")
        field.clear()
        qtbot.keyClicks(field, text)
        dialog.leave()  # as when the program ends meanwhile
        return tracks(page).row_at(0).year

    assert year_is("1998") == 1998
    assert year_is("+") is None
    assert year_is("2,003") == 2003


def test_music_asked_for_while_some_is_added_comes_after_it(
    page: LibraryPage, qtbot: QtBot, tmp_path: Path
) -> None:
    for sound, name in enumerate(("Noon", "Late"), 60):
        write_buzz(tmp_path / f"{name}.wav", sound)
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "Noon.wav"])
        page.flow.add([tmp_path / "Late.wav"])
    assert {"Noon", "Late"} <= set(shown(page))


def test_a_cancelled_import_ends_and_leaves_what_was_to_follow(
    page: LibraryPage,
    parts: WindowParts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for sound, name in enumerate(("Noon", "Late"), 60):
        write_buzz(tmp_path / f"{name}.wav", sound)
    held = Held(monkeypatch, "run", parts.context.services.importing)
    with qtbot.waitSignal(page.flow.ended):
        page.flow.add([tmp_path / "Noon.wav"])
        page.flow.add([tmp_path / "Late.wav"])
        page.flow.cancel()
        held.goes_on.set()
    assert "Late" not in shown(page) and not page.flow.is_running
    assert parts.said


def test_files_are_asked_for_and_added(page: LibraryPage, qtbot: QtBot, tmp_path: Path) -> None:
    write_buzz(tmp_path / "Noon.wav", 60)
    page.add_files()
    (dialog,) = page.window().findChildren(QFileDialog)
    with qtbot.waitSignal(page.flow.ended):
        dialog.filesSelected.emit([str(tmp_path / "Noon.wav")])
        dialog.reject()
    assert "Noon" in shown(page)


@pytest.mark.logs("It is empty")
def test_a_file_that_cannot_be_read_is_not_located(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "empty.wav").touch()
    page.verbs.locate_at(tracks(page).row_at(0), tmp_path / "empty.wav")
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    qtbot.waitUntil(lambda: bool(parts.said))
    assert not [box for box in page.window().findChildren(QuestionDialog) if box.isVisible()]


@pytest.mark.parametrize("letters_px", [11, 13, 16, 20])
def test_a_narrow_table_leaves_room_for_titles(page: LibraryPage, letters_px: int) -> None:
    table = page.table
    font = table.font()
    font.setPixelSize(letters_px)
    table.setFont(font)
    em = table.fontMetrics().horizontalAdvance("m")
    for width_em in (28, 40, 80):
        table.resize(width_em * em, 300)
        assert table.columnWidth(INDEX["title"]) >= 10 * em


def columns(page: LibraryPage) -> set[str]:
    read_through(page)
    return {key for key, column in INDEX.items() if not page.table.isColumnHidden(column)}


def mark(parts: WindowParts, track_id: int) -> None:
    services = parts.context.services
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    services.tagging.add_tag(TrackId(track_id), wonder.id, Span(0, 200))


def leaving(page: LibraryPage) -> list[str]:
    """The columns in the order in which they leave a table that becomes narrow."""
    em, left = page.table.fontMetrics().horizontalAdvance("m"), dict[str, None]()
    for width_em in range(120, 25, -1):
        page.table.resize(width_em * em, 300)
        left |= dict.fromkeys(key for key in INDEX if key not in columns(page))
    return [key for key in left if key not in CHOSEN_ONLY]


def test_the_composers_column_is_there_when_there_are_any(
    page: LibraryPage, parts: WindowParts
) -> None:
    page.resize(2_600, 700)
    assert "composer" not in columns(page)
    row = tracks(page).row_at(0)
    edit_tracks(parts.context.services.library, [row.id], composer="Ada Lind")
    assert "composer" in columns(page)


def test_a_narrow_table_gives_up_columns_one_by_one_and_the_feelings_last(
    page: LibraryPage, parts: WindowParts
) -> None:
    library, rows = parts.context.services.library, tracks(page).shown
    work = parts.context.services.scenes.add_work(WorkKind.FILM, "Tides", track_ids=[rows[0].id])
    assert work
    library.set_role([rows[0].id], Role.OPENING_THEME)
    edit_tracks(library, [rows[0].id], composer="Ada", artist="Ren", album="Suite")
    mark(parts, rows[0].id)
    page.reload()
    read_through(page)
    assert leaving(page) == ["composer", "work", "marks", "role", "album", "artist", "felt"]


def test_what_every_row_would_repeat_is_said_once_above(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    library, rows = parts.context.services.library, tracks(page).shown
    page.resize(2_600, 700)
    edit_tracks(library, [row.id for row in rows], artist="Ada", album="Suite")
    edit_tracks(library, [rows[0].id], composer="Ren")
    assert columns(page) == {"number", "title", "composer", "length"}
    qtbot.waitUntil(lambda: "3 tracks · 0:00 · Ada · Suite" in words(page))
    edit_tracks(library, [rows[0].id], album="Other")
    assert "album" in columns(page)


def test_feelings_and_marks_have_columns_as_soon_as_there_are_any(
    page: LibraryPage, parts: WindowParts
) -> None:
    page.resize(2_600, 700)
    assert not columns(page) & {"felt", "marks"}
    mark(parts, tracks(page).row_at(0).id)
    page.reload()
    read_through(page)
    assert columns(page) >= {"felt", "marks"}


def test_every_number_is_shown_whole(page: LibraryPage, parts: WindowParts) -> None:
    ids = [row.id for row in tracks(page).shown]
    edit_tracks(parts.context.services.library, ids, disc_number=2, track_number=4)
    page.table.resize(500, 300)
    for key in ("number", "length"):
        index = tracks(page).index(0, INDEX[key])
        assert page.table.sizeHintForIndex(index).width() <= page.table.columnWidth(INDEX[key])


def test_a_wider_table_gives_the_room_to_words(page: LibraryPage) -> None:
    page.table.resize(900, 300)
    widths = {key: page.table.columnWidth(INDEX[key]) for key in ("number", "length", "role")}
    page.table.resize(1_400, 300)
    assert {key: page.table.columnWidth(INDEX[key]) for key in widths} == widths


def test_no_column_of_texts_is_wider_than_its_texts(page: LibraryPage, parts: WindowParts) -> None:
    """What is left is for the strips, where they say most."""
    library, rows = parts.context.services.library, tracks(page).shown
    edit_tracks(library, [rows[0].id], artist="Ada", album="A suite for two pianos and a harp")
    mark(parts, rows[0].id)
    page.reload()
    read_through(page)
    page.table.resize(1_600, 300)
    metrics = page.table.fontMetrics()
    for key in ("title", "artist", "album"):
        widest = max(metrics.horizontalAdvance(str(tracks(page).index(place, INDEX[key]).data()))
                     for place in range(3))  # fmt: skip
        assert widest < page.table.columnWidth(INDEX[key]) < widest + 80
    assert page.table.columnWidth(INDEX["felt"]) > 400


def test_a_title_takes_no_room_that_another_text_needs(
    page: LibraryPage, parts: WindowParts
) -> None:
    rows, album = tracks(page).shown, "A suite for two pianos, a harp and a glass harmonica"
    edit_tracks(parts.context.services.library, [rows[0].id], album=album)
    read_through(page)
    page.table.resize(page.table.fontMetrics().horizontalAdvance(album) + 260, 300)
    assert page.table.columnWidth(INDEX["album"]) > page.table.columnWidth(INDEX["title"])
    needed_px = page.table.fontMetrics().horizontalAdvance(album)
    assert page.table.columnWidth(INDEX["album"]) > needed_px


def test_a_track_is_found_by_its_composer(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    row = tracks(page).row_at(1)
    edit_tracks(parts.context.services.library, [row.id], composer="Ada Lind")
    page.focus_search()
    qtbot.keyClicks(page.search, "lind")
    qtbot.waitUntil(lambda: shown(page) == ["Dusk"])
    assert "composer" in page.search.placeholderText()


def test_an_album_of_several_years_shows_the_first_and_the_last(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    def details() -> list[str]:
        albums = model_of(page.albums, AlbumModel)
        return [albums.detail(albums.index(row).data(ALBUM)) for row in range(albums.rowCount())]

    library, rows = parts.context.services.library, tracks(page).shown
    edit_tracks(library, [row.id for row in rows], album="Best of", artist="Ada", year=1966)
    qtbot.waitUntil(lambda: details() == ["3 tracks", "Ada · 1966"])
    edit_tracks(library, [rows[0].id], year=1961)
    qtbot.waitUntil(lambda: details() == ["3 tracks", "Ada · 1961–1966"])
