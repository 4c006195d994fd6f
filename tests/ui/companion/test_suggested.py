"""The companion card asks about an emotion that the listener's own marks suggest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.suggestions.records import Suggestion
from app.timeline.records import Companion
from tests.ui.timeline.builders import EMOTIONS
from ui.companion.card import CompanionCard
from ui.companion.suggested_part import SuggestedChip
from ui.widgets.buttons import LinkButton

HERE = Span(10_000, 20_000)
FIRST, SECOND = (Suggestion(EMOTIONS[n], HERE, 0.5 - n / 10) for n in range(2))


@pytest.fixture
def card(qtbot: QtBot) -> CompanionCard:
    card, side = CompanionCard("S", suggestion_keys=("Y", "X")), QWidget()
    column = QVBoxLayout(side)
    column.addWidget(card)
    column.addStretch(1)
    qtbot.addWidget(side)
    side.resize(340, 900)
    card.show_companion(Companion(None, (), ()))
    with qtbot.waitExposed(side):
        side.show()
    return card


def chips(card: CompanionCard) -> list[SuggestedChip]:
    QApplication.processEvents()
    return [chip for chip in card.findChildren(SuggestedChip) if chip.isVisible()]


def words(card: CompanionCard) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_it_is_a_question_and_says_whose_marks_it_is_from(card: CompanionCard) -> None:
    card.show_suggested((FIRST, SECOND), marks=212)
    first, second = chips(card)
    assert first.yes.text() == f"{EMOTIONS[0].name}?"
    assert "Perhaps you feel this here" in words(card)
    assert "From your 212 marks. Y marks it, X refuses it." in words(card)
    assert first.yes.accessibleName() == f"Mark “{EMOTIONS[0].name}” here"
    assert first.no.accessibleName() == f"Not “{EMOTIONS[0].name}” here"
    keys = [button.accessibleDescription() for button in (first.yes, first.no, second.yes)]
    assert keys == ["Shortcut: Y", "Shortcut: X", ""], "the keys answer the first one"


def test_pressing_answers_without_taking_the_keyboard(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_suggested((FIRST, SECOND), marks=40)
    first, second = chips(card)
    with qtbot.waitSignal(card.suggested.accepted) as accepted:
        qtbot.mouseClick(first.yes, Qt.MouseButton.LeftButton)
    assert accepted.args == [FIRST]
    assert not first.yes.hasFocus(), "emotions’ keys go on marking"
    with qtbot.waitSignal(card.suggested.refused) as refused:
        qtbot.keyClick(second.no, Qt.Key.Key_Space)
    assert refused.args == [SECOND]


def test_the_second_moves_up_with_the_keys(card: CompanionCard) -> None:
    card.show_suggested((FIRST, SECOND), marks=40)
    _first, second = chips(card)
    card.show_suggested((SECOND,), marks=40)
    assert chips(card) == [second], "it stays: it may have the keyboard"
    assert second.yes.accessibleDescription() == "Shortcut: Y"


def test_nothing_is_said_where_nothing_is_suggested(card: CompanionCard) -> None:
    card.show_suggested((FIRST,), marks=40)
    card.show_suggested((), marks=40)
    assert chips(card) == [] and "Perhaps you feel this here" not in words(card)


def test_it_stays_while_somebody_is_about_to_press_it(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_suggested((FIRST,), marks=40)
    (chip,) = chips(card)
    qtbot.waitUntil(lambda: chip.yes.width() > 0)
    QTest.mouseMove(chip.yes, chip.yes.rect().center())
    qtbot.waitUntil(lambda: card.suggested.is_held)
    card.show_suggested((), marks=40)
    assert chips(card) == [chip]
    QTest.mouseMove(card.window(), QPoint(2, card.window().height() - 2))
    qtbot.waitUntil(lambda: not chips(card), timeout=5_000)


def test_nothing_moves_under_a_resting_pointer(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_afterlives(1, 3)
    link: LinkButton = card.afterlives
    QApplication.processEvents()
    before = link.mapTo(card, QPoint())
    QTest.mouseMove(link, link.rect().center())
    qtbot.waitUntil(link.underMouse)
    card.show_suggested((FIRST,), marks=40)
    assert len(chips(card)) == 1 and link.mapTo(card, QPoint()) == before
    card.show_suggested((), marks=40)
    assert not chips(card)
    qtbot.waitUntil(lambda: link.mapTo(card, QPoint()) == before)
