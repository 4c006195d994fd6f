"""What is said at the foot of the window, and how long it stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.storage_problems import StorageProblem
from ui.messages import Messages
from ui.widgets.quiet_line import QuietLine

DAMAGED = StorageProblem("damaged", "read", "page 7")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show()
    return widget


def test_damage_stays_said_and_comes_back_after_other_news(page: QWidget) -> None:
    messages, line = _said_to_be_damaged(page)
    _point_at_and_leave(line)
    assert not line.goes_by_itself()
    messages.say("Removed.")
    assert line.text() == "Removed." and line.goes_by_itself()
    line.dismiss()
    assert "damaged" in line.text() and line.isVisible()


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


def _point_at_and_leave(line: QuietLine) -> None:
    QApplication.sendEvent(line, QEnterEvent(QPointF(), QPointF(), QPointF()))
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
