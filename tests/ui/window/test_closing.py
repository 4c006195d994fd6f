"""A window that may not close yet: each attempt asks again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.window.closing import Closing

if TYPE_CHECKING:
    from ui.window.desk import Desk


class Door(QWidget):
    """A window in which something always waits, and something is always running."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.questions: list[QDialog] = []
        self.commits = 0
        self._closing = Closing(self)
        self._desk = SimpleNamespace(
            commit=self._on_commit,
            context=SimpleNamespace(postponed=SimpleNamespace(finish=lambda: False)),
            archiving=SimpleNamespace(task=SimpleNamespace(cancelled="It was cancelled.")),
        )

    def ask(self, name: str) -> QDialog:
        self.asked.append(name)
        self.questions.append(QDialog(self))
        return self.questions[-1]

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._closing.may_close(cast("Desk", self._desk)))

    def _on_commit(self) -> None:
        self.commits += 1


@pytest.fixture
def door(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Door:
    door = Door()
    qtbot.addWidget(door)
    waits, runs = "ui.shell.waiting_question", "ui.shell.under_way_question"
    monkeypatch.setattr(f"{waits}.WaitingQuestion", lambda *_: door.ask("waits"))
    monkeypatch.setattr(f"{runs}.UnderWayQuestion", lambda *_: door.ask("runs"))
    door.show()
    return door


def test_two_questions_are_asked_in_turn_and_then_it_closes(door: Door) -> None:
    door.close()
    door.close()
    assert door.asked == ["waits"], "one at a time"
    door.questions[0].accept()
    assert door.asked == ["waits", "runs"] and door.isVisible()
    door.questions[1].accept()
    assert door.asked == ["waits", "runs"] and not door.isVisible()


def test_what_was_given_up_is_asked_again_if_the_window_stayed_open(door: Door) -> None:
    door.close()
    door.questions[0].accept()
    door.questions[1].reject()
    assert door.isVisible()
    door.close()
    assert door.asked == ["waits", "runs", "waits"] and door.commits == 2


def test_a_question_answered_twice_counts_once(door: Door) -> None:
    """By the button, and by itself when the matter is settled."""
    door.close()
    door.questions[0].accept()
    door.questions[0].accept()
    door.questions[0].reject()
    assert door.asked == ["waits", "runs"] and door.isVisible()
    door.close()
    assert door.asked == ["waits", "runs"], "the second one is still open"
