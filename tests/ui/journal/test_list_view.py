"""The list by pointer and keys, over marks that nobody had to make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.journal.records import ENTRY, Cursor, JournalItem, JournalPage
from tests.ui.journal.test_rows import NOON, TRACK, item, no_emotion
from ui.journal.list_model import JournalModel
from ui.journal.list_view import JournalList

MINUTE = 60_000
AWAY = replace(TRACK, is_available=False)
ITEMS = [item(number, NOON - number * MINUTE) for number in range(30)]
ITEMS[1] = replace(ITEMS[1], track=AWAY)


@pytest.fixture
def journal(qtbot: QtBot) -> JournalList:
    """Thirty moments of one sitting, with the keyboard; the file of the second one is away."""
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    made = JournalList(model, no_emotion)  # type: ignore[arg-type]
    model.setParent(made)
    qtbot.addWidget(made)
    model.show(JournalPage(tuple(ITEMS), None))
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.select_first()
    return made


def current(journal: JournalList) -> int:
    here = journal.current_item()
    assert here is not None
    return ITEMS.index(here)


def middle(journal: JournalList, number: int) -> QPoint:
    """Of the row of ITEMS[number]."""
    row = journal.model().row_of(ITEMS[number].uid)  # type: ignore[attr-defined]
    return journal.visualRect(journal.model().index(row, 0)).center()


def play_button(journal: JournalList, number: int) -> QPoint:
    row = journal.model().row_of(ITEMS[number].uid)  # type: ignore[attr-defined]
    return journal.play_rect(journal.model().index(row, 0)).center().toPoint()


def test_up_and_end_step_from_mark_to_mark(journal: JournalList, qtbot: QtBot) -> None:
    qtbot.keyClick(journal, Qt.Key.Key_End)
    assert current(journal) == 29
    qtbot.keyClick(journal, Qt.Key.Key_Up)
    assert current(journal) == 28
    qtbot.keyClick(journal, Qt.Key.Key_Home)
    qtbot.keyClick(journal, Qt.Key.Key_Up)
    assert current(journal) == 0


def test_going_up_out_of_sight_shows_the_heading_too(journal: JournalList, qtbot: QtBot) -> None:
    qtbot.keyClick(journal, Qt.Key.Key_End)
    for _ in range(29):
        qtbot.keyClick(journal, Qt.Key.Key_Up)
    assert current(journal) == 0
    assert journal.verticalScrollBar().value() == 0


def test_space_plays_the_row_and_is_the_players_where_nothing_is_to_be_heard(
    journal: JournalList, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(journal.hear_requested) as heard:
        qtbot.keyClick(journal, Qt.Key.Key_Space)
    assert heard.args == [ITEMS[0]]
    assert current(journal) == 0
    entry = replace(ITEMS[0], kind=ENTRY, track=None, span=None)
    journal.model().show(JournalPage((entry,), None))  # type: ignore[attr-defined]
    journal.select_first()
    with qtbot.waitSignal(journal.pause_requested):
        qtbot.keyClick(journal, Qt.Key.Key_Space)


def test_enter_opens_the_row_and_control_enter_its_day(journal: JournalList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(journal.show_requested) as shown:
        qtbot.keyClick(journal, Qt.Key.Key_Return)
    with qtbot.waitSignal(journal.day_requested) as day:
        qtbot.keyClick(journal, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.args == day.args == [ITEMS[0]]


def test_a_letter_goes_to_the_window_and_selects_nothing(qtbot: QtBot) -> None:
    asked: list[str] = []

    class Window(QWidget):
        def keyPressEvent(self, event: object) -> None:
            asked.append(event.text())  # type: ignore[attr-defined]

    window = Window()
    qtbot.addWidget(window)
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    model.setParent(window)
    journal = JournalList(model, no_emotion)  # type: ignore[arg-type]
    QVBoxLayout(window).addWidget(journal)
    model.show(JournalPage(tuple(ITEMS), None))
    with qtbot.waitExposed(window):
        window.show()
    journal.select_first()
    qtbot.keyClicks(journal, "l")
    assert asked == ["l"] and current(journal) == 0


def test_a_click_selects_and_one_beside_the_marks_leaves_the_selection(
    journal: JournalList, qtbot: QtBot
) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(journal.viewport(), left, pos=middle(journal, 2))
    assert current(journal) == 2
    qtbot.mouseClick(journal.viewport(), left, pos=QPoint(20, 5))  # the day's heading
    assert current(journal) == 2


def test_the_pointer_is_a_hand_over_what_can_be_heard(journal: JournalList, qtbot: QtBot) -> None:
    view = journal.viewport()
    qtbot.mouseMove(view, play_button(journal, 0))
    qtbot.waitUntil(lambda: view.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(view, play_button(journal, 1))  # its file is away
    qtbot.waitUntil(lambda: view.cursor().shape() == Qt.CursorShape.ArrowCursor)


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_is_of_the_row_under_the_pointer_or_of_the_current_one(
    journal: JournalList, qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    asked: list[tuple[JournalItem, QPoint]] = []
    journal.menu_requested.connect(lambda item, at: asked.append((item, at)))
    view, under = journal.viewport(), middle(journal, 2)
    event = QContextMenuEvent(reason, under, view.mapToGlobal(under))
    QApplication.sendEvent(view, event)
    number = 2 if reason == QContextMenuEvent.Reason.Mouse else 0
    assert asked == [(ITEMS[number], view.mapToGlobal(middle(journal, number)))]
    assert current(journal) == number


def test_what_is_not_read_yet_is_not_selected(journal: JournalList) -> None:
    assert not journal.select_uid("elsewhere")
    assert current(journal) == 0


def test_larger_letters_make_taller_rows_and_keep_the_place(journal: JournalList) -> None:
    journal.select_uid(ITEMS[20].uid)
    before = journal.place().anchor
    assert before is not None
    font = journal.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    journal.setFont(font)
    after = journal.place().anchor
    assert after is not None and after[0] == before[0]


def test_the_last_row_asks_for_the_page_behind_it(journal: JournalList, qtbot: QtBot) -> None:
    model = journal.model()
    assert isinstance(model, JournalModel)
    wanted: list[Cursor] = []
    model.show(JournalPage(tuple(ITEMS), Cursor(30)))
    model.further_wanted.connect(wanted.append)
    qtbot.keyClick(journal, Qt.Key.Key_End)
    qtbot.keyClick(journal, Qt.Key.Key_Down)
    assert wanted and set(wanted) == {Cursor(30)}


def test_the_scroll_bar_shows_nothing_where_nothing_scrolls(journal: JournalList) -> None:
    """Its room is kept, and a bar as long as the list looked as if more were to come."""
    bar = journal.verticalScrollBar()
    assert bar.isEnabled()
    width = journal.viewport().width()
    journal.model().show(JournalPage(tuple(ITEMS[:1]), None))  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert not bar.isEnabled() and journal.viewport().width() == width
