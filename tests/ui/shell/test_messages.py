"""What is said at the bottom of the window, and how long it stays."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.transactions.storage_problems import StorageProblem
from ui.shell.message_queue import MOST_WAITING
from ui.shell.messages import Messages
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.quiet_line import QuietLine

DAMAGED = StorageProblem("damaged", "read", "page 7")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show()
    return widget


@pytest.mark.logs("Your journal’s file is damaged")
def test_damage_stays_on_screen_and_comes_back_after_other_news(page: QWidget) -> None:
    messages, line = _said_to_be_damaged(page)
    _point_at_and_leave(line)
    assert not _goes_by_itself(line)
    messages.say("Deleted.")
    assert line.text() == "Deleted." and _goes_by_itself(line)
    line.dismiss()
    assert "damaged" in line.text() and line.isVisible()


@pytest.mark.logs("Your journal’s file is damaged")
def test_damage_once_dismissed_stays_away_until_it_is_met_again(page: QWidget) -> None:
    messages, line = _said_to_be_damaged(page)
    close = next(b for b in line.findChildren(QAbstractButton) if not b.text())
    close.click()
    messages.say("Deleted.")
    line.dismiss()
    assert line.isHidden()
    messages.problem(DAMAGED)
    assert "damaged" in line.text() and line.isVisible()


@pytest.mark.logs("Your journal’s file is damaged")
def test_damage_that_waited_for_its_turn_comes_back_after_other_news(page: QWidget) -> None:
    messages, line = Messages(page), _only(page)
    messages.say("Copied.")
    messages.problem(DAMAGED)
    line.dismiss()
    assert "damaged" in line.text()
    messages.say("Deleted.")
    line.dismiss()
    assert "damaged" in line.text() and line.isVisible()


def _said_to_be_damaged(page: QWidget) -> tuple[Messages, QuietLine]:
    messages = Messages(page)
    messages.problem(DAMAGED)
    (line,) = page.findChildren(QuietLine)
    assert line.isVisible()
    return messages, line


def _goes_by_itself(line: QuietLine) -> bool:
    return any(timer.isActive() for timer in line.findChildren(QTimer))


def _point_at_and_leave(line: QuietLine) -> None:
    QApplication.sendEvent(line, QEnterEvent(QPointF(), QPointF(), QPointF()))
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))


def test_an_action_can_be_reached_while_a_dialog_is_open(page: QWidget, qtbot: QtBot) -> None:
    messages, done = Messages(page), []
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Your journal is busy.", "Try again", lambda: done.append("again"))
    (line,) = dialog.findChildren(QuietLine)
    assert line.isVisible() and line.text() == "Your journal is busy."
    dialog.layout().activate()
    assert line.geometry().bottom() < dialog.words.geometry().top(), "its own text stays visible"
    assert dialog.rect().contains(dialog.foot.geometry())
    qtbot.mouseClick(_button(line, "Try again"), Qt.MouseButton.LeftButton)
    assert done == ["again"]
    assert not [each for each in page.findChildren(QuietLine) if each.isVisible()]


def test_what_a_dialog_says_is_said_on_in_the_window_when_it_closes(
    page: QWidget, qtbot: QtBot
) -> None:
    messages, done = Messages(page), []
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Deleted.", "Undo", lambda: done.append("undone"))
    assert _lines_seen(page) == ["Deleted."], "once"
    dialog.reject()
    assert _lines_seen(page) == ["Deleted."]
    (line,) = [each for each in page.findChildren(QuietLine) if each.isVisible()]
    qtbot.mouseClick(_button(line, "Undo"), Qt.MouseButton.LeftButton)
    assert done == ["undone"]


def test_what_a_dialog_has_said_isnt_said_again_when_it_closes(page: QWidget, qtbot: QtBot) -> None:
    messages = Messages(page)
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Deleted.", "Undo", lambda: None)
    (line,) = dialog.findChildren(QuietLine)
    line.dismiss()
    dialog.reject()
    assert _lines_seen(page) == []


def _lines_seen(page: QWidget) -> list[str]:
    return [line.text() for line in page.findChildren(QuietLine) if line.isVisible()]


def test_later_news_replaces_the_line_in_a_dialog(page: QWidget, qtbot: QtBot) -> None:
    messages = Messages(page)
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Deleted.")
    assert not dialog.findChildren(QuietLine), "there is no action to offer"
    messages.say("Your journal is busy.", "Try again", lambda: None)
    messages.say("Saved now.")
    (line,) = dialog.findChildren(QuietLine)
    assert line.text() == "Saved now."


class _Dialog(QDialog):
    """With a button at the bottom."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.resize(500, 60)
        self.words = QLabel("Delete it?")
        self.foot = QPushButton("Close")
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.foot)


def _dialog_over(page: QWidget) -> _Dialog:
    dialog = _Dialog(page)
    dialog.open()
    return dialog


def _button(line: QuietLine, word: str) -> QAbstractButton:
    return next(b for b in line.findChildren(QAbstractButton) if b.text() == word)


@pytest.mark.logs("uncaught: ")
@pytest.mark.logs("The drive is away")
def test_a_mistake_of_ours_is_reported_once_and_the_world_is_no_mistake(
    page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = Messages(page)
    reports: list[str] = []
    monkeypatch.setattr(messages, "_report", reports.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    messages.catch_mistakes()
    for error in (ValueError("ours"), TypeError("another, while the first is reported")):
        sys.excepthook(type(error), error, None)
    (text,) = reports
    assert "ours" in text
    world = Problem("The drive is away.")
    sys.excepthook(Problem, world, None)
    assert len(reports) == 1 and str(world) in _line(page).text()


def test_ctrl_c_in_a_terminal_is_told_as_python_tells_it(
    page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_rest: told.append(kind))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    Messages(page).catch_mistakes()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]


@pytest.mark.logs("Your journal’s file is damaged")
def test_damage_is_said_on_over_another_part_of_the_window(page: QWidget) -> None:
    messages, _ = _said_to_be_damaged(page)
    area = QWidget(page)
    area.show()
    messages.float_over(area, lambda: ())
    assert "damaged" in _line(area).text()


def _line(area: QWidget) -> QuietLine:
    return [line for line in area.findChildren(QuietLine) if line.text()][-1]


def test_news_waits_for_its_turn_and_goes_by_itself(page: QWidget) -> None:
    messages = Messages(page)
    line = _only(page)
    for text in ("Deleted.", "Backed up.", "Deleted.", "Exported."):
        messages.say(text)
    assert messages.texts == ("Deleted.", "Backed up.", "Exported."), "nothing is said twice"
    heard = []
    while line.isVisible():
        heard.append(line.text())
        assert _goes_by_itself(line)
        _let_time_pass(line)
    assert heard == ["Deleted.", "Backed up.", "Exported."]


def test_news_by_the_thousand_is_over_before_long(page: QWidget) -> None:
    messages = Messages(page)
    for number in range(3_000):
        messages.say(f"News {number}")
    assert messages.texts == ("News 0", *(f"News {3_000 - n}" for n in range(MOST_WAITING, 0, -1)))


@pytest.mark.logs("Problem")
def test_small_news_goes_before_problems_do(page: QWidget) -> None:
    messages = Messages(page)
    for number in range(MOST_WAITING):
        messages.say(f"News {number}")
        messages.problem(Problem(f"Problem {number}"))
    assert len(messages.texts) == 1 + MOST_WAITING
    assert messages.texts == (*(f"Problem {n}" for n in range(MOST_WAITING)), "News 7")


@pytest.mark.logs("Problem")
def test_problems_over_a_dialog_open_one_dialog(page: QWidget, qtbot: QtBot) -> None:
    messages, dialog = Messages(page), QDialog(page)
    qtbot.addWidget(dialog)
    dialog.open()
    for number in range(5):
        messages.problem(Problem(f"Problem {number}"))
    assert len(dialog.findChildren(ProblemDialog)) == 1
    assert messages.texts == ("Problem 1", "Problem 2", "Problem 3", "Problem 4")
    dialog.findChildren(ProblemDialog)[0].close()
    dialog.close()


def test_newer_news_about_the_same_thing_is_said_instead(page: QWidget) -> None:
    messages, undone = Messages(page), []
    undo = lambda: undone.append(True)  # noqa: E731
    messages.say("Speed 1.25", about="speed")
    messages.say("Speed 1.5", about="speed")
    assert _only(page).text() == "Speed 1.5"
    messages.say("“Dawn” was deleted.", "Undo", undo)
    messages.say("“Night” was deleted.", "Undo", undo)
    assert messages.texts == ("Speed 1.5", "“Night” was deleted.")


def test_an_offer_can_be_reached_by_keyboard_and_waits_for_whoever_is_there(
    page: QWidget, qtbot: QtBot
) -> None:
    field = QLineEdit(page)
    field.show()
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    messages, undone = Messages(page), []
    messages.say("Deleted.", "Undo", lambda: undone.append(True))
    line = _only(page)
    assert field.hasFocus(), "a message takes no focus by itself"
    assert _left_ms(line) > 10_000
    messages.say("Backed up.")
    assert _left_ms(line) > 10_000, "what offers something isn’t hurried"
    messages.take_keyboard()
    assert _button(line, "Undo").hasFocus() and not _goes_by_itself(line)
    field.setFocus()
    assert _goes_by_itself(line)
    messages.take_keyboard()
    qtbot.keyClick(_button(line, "Undo"), Qt.Key.Key_Space)
    assert undone == [True] and field.hasFocus(), "the keyboard goes back"
    assert line.text() == "Backed up."
    messages.take_keyboard()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert line.isHidden() and field.hasFocus()


def test_a_message_covers_nothing_that_is_to_be_kept_clear(page: QWidget) -> None:
    palette, made = QRect(0, 330, 900, 70), QRect(440, 270, 20, 20)
    messages = Messages(page)
    messages.float_over(page, lambda: (palette, made))
    messages.say("Marked.")
    line = _line(page)
    assert line.geometry().bottom() < made.top()
    made.moveTop(40)
    messages.make_way()
    assert made.bottom() < line.geometry().top() and line.geometry().bottom() < palette.top()


def test_each_message_is_announced_when_it_is_shown(
    page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    messages = Messages(page)
    messages.say("Deleted.")
    messages.say("Backed up.")
    assert told == ["Deleted."]
    _let_time_pass(_only(page))
    assert told == ["Deleted.", "Backed up."]


def _only(page: QWidget) -> QuietLine:
    (line,) = page.findChildren(QuietLine)
    return line


def _left_ms(line: QuietLine) -> int:
    return max(timer.remainingTime() for timer in line.findChildren(QTimer))


def _let_time_pass(line: QuietLine) -> None:
    (timer,) = line.findChildren(QTimer)
    assert timer.isActive()
    timer.timeout.emit()


@pytest.mark.logs("It couldn’t be saved")
def test_a_problem_is_said_at_once_and_the_news_again_after_it(page: QWidget, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    messages, line = Messages(page), _only(page)
    messages.say("Backed up.", "Show", lambda: None)
    messages.say("Exported.")
    problem = Problem("It couldn’t be saved.")
    messages.problem(problem)
    assert messages.texts == (str(problem), "Backed up.", "Exported.")
    line.dismiss()
    messages.take_keyboard()
    messages.problem(problem)
    assert line.text() == "Backed up.", "not while somebody is about to press its button"
    line.dismiss()
    assert messages.texts == (str(problem), "Exported.")
