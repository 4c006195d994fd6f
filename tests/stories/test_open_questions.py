"""“The same track?”, answered one by one from the keyboard in the real window, and undone there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.app_harness import AppHarness, WindowSession
from tests.support.lock_holder import held
from tests.support.open_questions import (
    TITLES,
    ask,
    current,
    line_of,
    lines_seen,
    opened,
    tap,
    titles,
)
from tests.support.seen import named
from tests.support.track_verbs import remove_tracks
from ui.library.questions_dialog import QuestionsDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.quiet_line import QuietLine

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return ask(harness)


@pytest.fixture
def dialog(session: WindowSession) -> QuestionsDialog:
    return opened(session)


def test_undo_by_key_brings_back_the_question_as_the_current_one(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    session.driver.tap(Key.Key_Down)
    tap(session, dialog.card.two, Key.Key_Space)
    session.until(lambda: titles(dialog) == ["Dawn", "Night", "Rain"])
    assert current(dialog) == "Night", "the next one, in the same place"
    assert dialog.card.two.hasFocus(), "and the same key answers it"
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: titles(dialog) == list(TITLES))
    assert current(dialog) == "Dusk"
    assert dialog.card.two.hasFocus()
    session.driver.ctrl(Key.Key_Z, shift=True)
    session.until(lambda: titles(dialog) == ["Dawn", "Night", "Rain"])
    assert current(dialog) == "Night"


def test_the_undo_that_is_offered_leaves_the_keyboard_on_the_question(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    session.driver.tap(Key.Key_End)
    tap(session, dialog.card.same, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    assert current(dialog) == "Night"
    session.driver.tap(Key.Key_Tab)
    undo = named(line_of(dialog), QPushButton, "Undo")
    assert undo.hasFocus(), "it comes after the answers"
    session.driver.tap(Key.Key_Space)
    session.until(lambda: titles(dialog) == list(TITLES))
    assert current(dialog) == "Rain" and dialog.list.hasFocus()


def test_enter_in_the_list_neither_answers_nor_undoes(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    tap(session, dialog.card.two, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    tap(session, dialog.list, Key.Key_Return)
    assert dialog.isVisible() and line_of(dialog).isVisible()
    assert session.services.same_tracks.count() == len(TITLES) - 1


def test_enter_presses_the_button_that_has_the_focus(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    tap(session, dialog.card.two, Key.Key_Return)
    session.until(lambda: titles(dialog) == ["Dusk", "Night", "Rain"])
    session.until(line_of(dialog).isVisible)
    tap(session, named(line_of(dialog), QPushButton, "Undo"), Key.Key_Enter)
    session.until(lambda: titles(dialog) == list(TITLES))
    assert dialog.isVisible() and current(dialog) == "Dawn"


def test_keys_undo_nothing_from_before_the_dialog_was_opened(harness: AppHarness) -> None:
    session = ask(harness)
    first = session.rows()[0]
    remove_tracks(session.services.library, [first.id])
    session.pages.library.verbs.answer_questions()
    (dialog,) = [one for one in session.window.findChildren(QuestionsDialog) if one.isVisible()]
    session.until(lambda: dialog.list.count() == len(TITLES) - 1)
    dialog.activateWindow()
    session.until(lambda: QApplication.activeWindow() is dialog)
    dialog.card.two.click()
    session.until(lambda: dialog.list.count() == len(TITLES) - 2)
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: dialog.list.count() == len(TITLES) - 1)
    session.driver.ctrl(Key.Key_Z)
    assert first.id not in [row.id for row in session.rows()]
    assert dialog.list.count() == len(TITLES) - 1


def test_two_presses_in_a_row_answer_two_questions(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    dialog.card.two.click()
    assert current(dialog) == "Dusk", "at once, before it is read again"
    dialog.card.two.click()
    session.until(lambda: titles(dialog) == ["Night", "Rain"])
    session.until(lambda: session.services.same_tracks.count() == 2)
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: titles(dialog) == ["Dusk", "Night", "Rain"])
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: titles(dialog) == list(TITLES))
    assert current(dialog) == "Dawn"


def test_the_last_answer_leaves_an_empty_list_that_enter_or_escape_closes(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    dialog.all_same.click()
    empty = dialog.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    session.until(empty.isVisible)
    session.until(lambda: lines_seen(session))
    assert lines_seen(session) == ["4 tracks were merged into others."]
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: titles(dialog) == list(TITLES))
    assert current(dialog) == "Dawn" and dialog.list.hasFocus()
    session.driver.ctrl(Key.Key_Z, shift=True)
    session.until(empty.isVisible)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    session.driver.tap(Key.Key_Return)
    assert closed


def test_an_undo_that_is_still_offered_moves_to_the_window_when_the_dialog_closes(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    tap(session, dialog.card.two, Key.Key_Space)
    session.until(lambda: lines_seen(session))
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    session.driver.tap(Key.Key_Escape)
    assert closed
    assert lines_seen(session) == ["“Dawn” was kept as two tracks."]
    (line,) = [line for line in session.window.findChildren(QuietLine) if line.isVisible()]
    named(line, QPushButton, "Undo").click()
    session.until(lambda: session.services.same_tracks.count() == len(TITLES))


def test_an_answer_that_waits_is_given_though_the_dialog_was_closed(
    session: WindowSession, dialog: QuestionsDialog
) -> None:
    postponed = session.desk.context.postponed
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    with held(session.harness.paths.database):
        tap(session, dialog.card.two, Key.Key_Space)
        session.driver.tap(Key.Key_Escape)
        assert closed and len(postponed) == 1
    session.until(lambda: session.services.same_tracks.count() == len(TITLES) - 1)
    session.until(lambda: lines_seen(session) == ["“Dawn” was kept as two tracks."])
    session.until(lambda: not session.desk.context.jobs.running)
