"""The cards of other years, as many as there is room for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.journal.records import JournalItem
from tests.ui.journal.test_rows import NOON, item, no_emotion
from ui.journal.on_this_day import OnThisDay

NOW = Instant(NOON, 0).day


@pytest.fixture
def cards(qtbot: QtBot) -> OnThisDay:
    """Four moments of other years, in room for one card."""
    made = OnThisDay(no_emotion)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(300, 120)
    made.show_items([item(number, NOON) for number in range(4)], NOW)
    made.show()
    return made


def in_sight(cards: OnThisDay) -> list[str]:
    return [card.item.uid for card in cards.cards() if card.isVisible()]


def test_the_arrows_turn_to_the_cards_there_is_no_room_for(cards: OnThisDay) -> None:
    assert in_sight(cards) == ["uid-0"]
    assert not cards.back.isEnabled()
    cards.on.click()
    assert in_sight(cards) == ["uid-1"]
    for _ in range(5):
        cards.on.click()
    assert in_sight(cards) == ["uid-3"] and not cards.on.isEnabled()
    cards.back.click()
    assert in_sight(cards) == ["uid-2"]


def test_with_room_for_all_there_is_nothing_to_turn(cards: OnThisDay) -> None:
    cards.resize(4000, 120)
    assert len(in_sight(cards)) == 4
    assert not cards.back.isVisible() and not cards.on.isVisible()


def test_a_click_chooses_the_mark(cards: OnThisDay, qtbot: QtBot) -> None:
    chosen: list[JournalItem] = []
    cards.item_chosen.connect(chosen.append)
    first = cards.cards()[0]
    qtbot.mouseClick(first, Qt.MouseButton.RightButton)
    assert chosen == []
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [one.uid for one in chosen] == ["uid-0"]


def test_other_marks_take_the_place_of_those_shown(cards: OnThisDay) -> None:
    cards.on.click()
    cards.show_items([replace(item(9, NOON), text="Now")], NOW)
    assert in_sight(cards) == ["uid-9"]
