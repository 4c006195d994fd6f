"""What is said at the foot of the window, and how long it stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.transactions.storage_problems import StorageProblem
from ui.shell.messages import Messages
from ui.widgets.quiet_line import QuietLine

DAMAGED = StorageProblem("damaged", "read", "page 7")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show()
    return widget


@pytest.mark.logs("Your journal file is damaged")
def test_damage_stays_said_and_comes_back_after_other_news(page: QWidget) -> None:
    messages, line = _said_to_be_damaged(page)
    _point_at_and_leave(line)
    assert not _goes_by_itself(line)
    messages.say("Removed.")
    assert line.text() == "Removed." and _goes_by_itself(line)
    line.dismiss()
    assert "damaged" in line.text() and line.isVisible()


@pytest.mark.logs("Your journal file is damaged")
def test_damage_that_was_closed_stays_away_until_it_is_met_again(page: QWidget) -> None:
    messages, line = _said_to_be_damaged(page)
    close = next(b for b in line.findChildren(QAbstractButton) if not b.text())
    close.click()
    messages.say("Removed.")
    line.dismiss()
    assert line.isHidden()
    messages.problem(DAMAGED)
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


def test_what_can_be_done_is_within_reach_before_a_dialog(page: QWidget, qtbot: QtBot) -> None:
    messages, done = Messages(page), []
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Your journal is busy.", "Retry", lambda: done.append("again"))
    (line,) = dialog.findChildren(QuietLine)
    assert line.isVisible() and line.text() == "Your journal is busy."
    dialog.layout().activate()
    assert line.geometry().bottom() < dialog.words.geometry().top(), "its own words stay in sight"
    assert dialog.rect().contains(dialog.foot.geometry())
    qtbot.mouseClick(_button(line, "Retry"), Qt.MouseButton.LeftButton)
    assert done == ["again"]
    assert not [each for each in page.findChildren(QuietLine) if each.isVisible()]


def test_later_news_replaces_what_was_said_over_a_dialog(page: QWidget, qtbot: QtBot) -> None:
    messages = Messages(page)
    dialog = _dialog_over(page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.say("Removed.")
    assert not dialog.findChildren(QuietLine), "there is nothing to do about it"
    messages.say("Your journal is busy.", "Retry", lambda: None)
    messages.say("Kept now.")
    (line,) = dialog.findChildren(QuietLine)
    assert line.text() == "Kept now."


class _Dialog(QDialog):
    """With a button at its foot."""

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
