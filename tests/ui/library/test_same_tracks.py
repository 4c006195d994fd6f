"""“The same track?”: the open questions, and saying by hand that tracks are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from tests.support.seen import named
from tests.support.track_verbs import remove_tracks
from tests.support.window_parts import WindowParts, write_buzz
from tests.ui.library.test_page import dialog_of, select, shown
from ui.library.page import LibraryPage
from ui.library.questions_dialog import QuestionsDialog
from ui.library.questions_note import QuestionsNote
from ui.library.same_track_dialog import SameTrackDialog
from ui.widgets.empty_state import EmptyState

Key = Qt.Key


@pytest.fixture
def asked(page: LibraryPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """A page with a second encoding of Dawn and of Dusk."""
    again = tmp_path / "again"
    again.mkdir()
    for sound, title in ((11, "Dawn"), (12, "Dusk")):
        write_buzz(again / f"{title}.wav", sound)
    parts.context.services.importing.run([again], JobContext())
    note = note_of(page)
    qtbot.waitUntil(lambda: "2 open questions" in note.words())
    return page


def note_of(page: LibraryPage) -> QuestionsNote:
    note = page.findChild(QuestionsNote)
    assert isinstance(note, QuestionsNote)
    return note


def questions(page: LibraryPage, parts: WindowParts, qtbot: QtBot) -> QuestionsDialog:
    note_of(page).answer.click()
    dialog = dialog_of(parts.window, QuestionsDialog)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: dialog.list.count() > 0)
    return dialog


def lines(dialog: QuestionsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def count(parts: WindowParts) -> int:
    return parts.context.services.same_tracks.count()


def test_without_questions_nothing_is_said(page: LibraryPage) -> None:
    assert note_of(page).words() == ""


def test_a_question_names_both_tracks_and_lets_both_be_heard(
    asked: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    dialog = questions(asked, parts, qtbot)
    assert [line.split(" · ")[0] for line in lines(dialog)] == ["Dawn", "Dusk"]
    said = dialog.card.accessibleName()
    assert said.count("“Dawn”") == 2 and "WAV" in said
    heard = []
    for side in (dialog.card.older, dialog.card.newer):
        side.hear.click()
        row = parts.context.playback.track
        assert row is not None and row.title == "Dawn"
        heard.append(row.id)
    assert len(set(heard)) == 2
    assert parts.context.playback.is_playing
    dialog.card.newer.hear.click()
    assert not parts.context.playback.is_playing


def test_answers_take_questions_away_and_undo_brings_them_back(
    asked: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    dialog = questions(asked, parts, qtbot)
    dialog.card.two.click()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 1)
    assert count(parts) == 1 and len(shown(asked)) == 5
    dialog.card.same.click()
    assert lines(dialog) == []
    qtbot.waitUntil(lambda: len(shown(asked)) == 4)
    assert dialog.findChild(EmptyState).isVisible()
    qtbot.waitUntil(lambda: note_of(asked).words() == "")
    parts.context.undo()
    parts.context.undo()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 2)
    assert len(shown(asked)) == 5 and "2 open questions" in note_of(asked).words()


def test_all_are_the_same_is_one_step(asked: LibraryPage, parts: WindowParts, qtbot: QtBot) -> None:
    dialog = questions(asked, parts, qtbot)
    dialog.all_same.click()
    qtbot.waitUntil(lambda: len(shown(asked)) == 3)
    assert count(parts) == 0
    parts.context.undo()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 2)
    assert len(shown(asked)) == 5


def test_the_questions_are_answered_by_keyboard(
    asked: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    dialog = questions(asked, parts, qtbot)
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Key.Key_Down)
    assert dialog.card.accessibleName().count("“Dusk”") == 2
    qtbot.keyClick(dialog.list, Key.Key_Return)
    assert count(parts) == 2, "Enter in the list answers nothing"
    dialog.card.two.setFocus()
    assert dialog.card.two.accessibleDescription().count("“Dusk”") == 2
    qtbot.keyClick(dialog.card.two, Key.Key_Space)
    qtbot.waitUntil(lambda: len(lines(dialog)) == 1)
    assert dialog.card.accessibleName().count("“Dawn”") == 2
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_question_whose_track_is_removed_goes_and_comes_back(
    asked: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    dialog = questions(asked, parts, qtbot)
    (question, _other) = parts.context.services.same_tracks.questions()
    remove_tracks(parts.context.services.library, [question.newer.row.id])
    qtbot.waitUntil(lambda: len(lines(dialog)) == 1)
    parts.context.undo()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 2)


def test_without_questions_the_list_says_what_it_is_for(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    page.verbs.answer_questions()
    dialog = dialog_of(parts.window, QuestionsDialog)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: dialog.findChild(EmptyState).isVisible())
    assert not dialog.all_same.isVisible()


def chooser(page: LibraryPage, *titles: str) -> SameTrackDialog:
    select(page, *titles)
    page.table.customContextMenuRequested.emit(page.table.viewport().rect().center())
    (menu,) = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    (entry,) = [action for action in menu.actions() if action.text() == "Same track as…"]
    assert isinstance(entry, QAction)
    entry.trigger()
    menu.close()
    return dialog_of(page, SameTrackDialog)


def test_a_track_is_merged_into_the_one_chosen(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    dialog = chooser(page, "Dawn")
    offered = [dialog.field.list.item(row).text() for row in range(dialog.field.list.count())]
    assert len(offered) == 2 and not any("Dawn" in text for text in offered)
    first = dialog.field.list.item(0)
    assert "WAV" in f"{first.text()} {first.toolTip()}" or "WAV" in str(
        [first.data(role) for role in range(256, 270)]
    )
    qtbot.keyClicks(dialog.field.line, "night")
    qtbot.keyClick(dialog.field.line, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == ["Dusk", "Night"])
    qtbot.waitUntil(lambda: parts.said == "The tracks are now one.")
    parts.take_offer()
    qtbot.waitUntil(lambda: shown(page) == ["Dawn", "Dusk", "Night"])


def test_several_selected_tracks_become_one_of_them(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    page.table.select_lines([])
    page.merge_selected()
    select(page, "Dawn", "Dusk", "Night")
    page.merge_selected()
    dialog = dialog_of(page, SameTrackDialog)
    assert dialog.field.list.count() == 3
    qtbot.keyClicks(dialog.field.line, "dusk")
    qtbot.keyClick(dialog.field.line, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == ["Dusk"])
    parts.context.undo()
    qtbot.waitUntil(lambda: shown(page) == ["Dawn", "Dusk", "Night"])


def test_escape_merges_nothing(page: LibraryPage, qtbot: QtBot) -> None:
    dialog = chooser(page, "Dawn")
    qtbot.keyClick(dialog.field.line, Key.Key_Escape)
    assert not dialog.isVisible() and len(shown(page)) == 3


def test_a_merge_that_takes_long_shows_progress_and_can_be_cancelled(
    asked: LibraryPage, parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = parts.context.services.analysis

    def listen_for_long(*_file: object, **_to: object) -> None:
        job = _file[2]
        while True:
            job.checkpoint()  # type: ignore[attr-defined]

    monkeypatch.setattr(analysis, "peaks", listen_for_long)
    dialog = questions(asked, parts, qtbot)
    dialog.all_same.click()
    assert lines(dialog) == []
    (cancel,) = [
        button
        for button in dialog.findChildren(QAbstractButton)
        if button.accessibleName() == "Cancel"
    ]
    shown_parts = [dialog, dialog.findChild(EmptyState), named(dialog, QPushButton, "Close")]
    places = [part.geometry() for part in shown_parts]
    qtbot.waitUntil(cancel.isVisible)
    assert [part.geometry() for part in shown_parts] == places, "progress moves nothing"
    cancel.click()
    qtbot.waitUntil(lambda: len(lines(dialog)) == 2)
    assert not cancel.isVisible() and count(parts) == 2
