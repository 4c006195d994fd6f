"""“On this day”: one at a time, its words first; it asks once its seconds have sounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.core.words import _
from app.journal.records import ENTRY, JournalItem
from app.journal.this_day import ThisDay
from tests.support.window_parts import WindowParts
from tests.ui.journal.test_rows import NOON, item
from ui.and_now.chip import FeelingChip
from ui.journal.hero_words import when_words
from ui.journal.on_this_day import OnThisDay

NOW = Instant(NOON, 0).day.replace(year=2026)
ITEMS = tuple(item(number, NOON, text=f"Words {number}") for number in range(3))


@pytest.fixture
def hero(parts: WindowParts, qtbot: QtBot) -> Iterator[OnThisDay]:
    """Three moments of an earlier year."""
    made = OnThisDay(parts.context)
    column = QVBoxLayout(parts.window)
    column.addWidget(made)
    parts.window.resize(800, 400)
    made.show_day(ThisDay(ITEMS), NOW)
    made.show()
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    yield made


def test_page_keys_and_the_pager_go_from_one_to_the_next(hero: OnThisDay, qtbot: QtBot) -> None:
    seen = []
    for press in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        seen.append(hero.whole.words.text())
        qtbot.keyClick(hero, press)
    assert seen == ["“Words 0”", "“Words 1”", "“Words 2”"]
    assert hero.whole.words.text() == "“Words 2”" and not hero.whole.on.isEnabled()
    hero.whole.back.click()
    assert hero.item == ITEMS[1]


def test_one_alone_has_no_pager(hero: OnThisDay) -> None:
    hero.show_day(ThisDay(ITEMS[:1]), NOW)
    assert not any(part.isVisible() for part in (hero.whole.back, hero.whole.at, hero.whole.on))


def test_it_asks_only_once_its_own_seconds_have_sounded(hero: OnThisDay) -> None:
    hero.set_sounding("another")
    hero.set_sounding("")
    assert not hero.and_now.isVisible()
    hero.set_sounding(ITEMS[0].uid)
    assert not hero.and_now.isVisible()
    hero.set_sounding("")
    assert hero.and_now.isVisible()
    hero.turn(1)
    assert not hero.and_now.isVisible()
    hero.turn(-1)
    assert hero.and_now.isVisible()


def test_folded_it_is_one_row_that_asks_nothing(hero: OnThisDay) -> None:
    high = hero.sizeHint().height()
    hero.set_sounding(ITEMS[0].uid)
    hero.set_sounding("")
    hero.set_folded(True)
    assert hero.folded.isVisible() and not hero.and_now.is_asking
    assert hero.sizeHint().height() < high / 2
    hero.set_folded(False)
    assert hero.and_now.is_asking


def test_what_is_read_again_stays_in_front(hero: OnThisDay) -> None:
    hero.turn(2)
    hero.show_day(ThisDay((replace(ITEMS[2], text="Other words"), ITEMS[0])), NOW)
    assert hero.whole.words.text() == "“Other words”"
    hero.show_day(ThisDay(ITEMS[:1]), NOW)
    assert hero.item == ITEMS[0]


def test_keys_hear_it_and_open_its_years(hero: OnThisDay, qtbot: QtBot) -> None:
    heard: list[JournalItem] = []
    opened: list[JournalItem] = []
    hero.hear_requested.connect(heard.append)
    hero.years_requested.connect(opened.append)
    hero.window().activateWindow()
    hero.setFocus()
    qtbot.waitUntil(hero.hasFocus)
    qtbot.keyClick(hero, Qt.Key.Key_Space)
    qtbot.keyClick(hero, Qt.Key.Key_Return)
    assert (heard, opened) == ([ITEMS[0]], [ITEMS[0]])


def test_an_entry_is_read(hero: OnThisDay) -> None:
    heard: list[JournalItem] = []
    hero.hear_requested.connect(heard.append)
    entry = item(7, NOON, ENTRY, "A *long* walk")
    hero.show_day(ThisDay((entry,)), NOW)
    assert hero.whole.words.text() == "“A long walk”"
    assert hero.whole.play.text() == _("Read it") and not hero.whole.years.isVisible()
    hero.whole.play.click()
    assert heard == [entry]


@pytest.mark.parametrize(
    ("made", "now", "is_week", "said"),
    [
        ((2025, 11, 28, 20, 40), (2026, 11, 28), False, "A year ago today, at 20:40"),
        ((2024, 11, 28, 20, 40), (2026, 11, 28), False, "2 years ago today, at 20:40"),
        ((2024, 2, 29, 12), (2026, 2, 28), False, "2 years ago, on 29 February 2024"),
        ((2025, 1, 2, 12), (2026, 12, 31), True, "2 years ago this week, on 2 January 2025"),
        ((2025, 12, 30, 12), (2027, 1, 1), True, "A year ago this week, on 30 December 2025"),
    ],
)
def test_it_says_when(
    qapp: object, made: tuple[int, ...], now: tuple[int, int, int], is_week: bool, said: str
) -> None:
    at = int(datetime(*made, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]
    assert when_words(item(1, at), date(*now), is_week=is_week) == said


def test_what_it_asks_stands_in_one_line_and_moves_nothing(hero: OnThisDay, qtbot: QtBot) -> None:
    """778 px are what a window of 1320 leaves beside the calendar."""
    hero.resize(778, hero.whole_px())
    high = hero.heightForWidth(778)
    hero.set_sounding(ITEMS[0].uid)
    hero.set_sounding("")
    qtbot.waitUntil(lambda: hero.and_now.feelings.height() > 1)
    assert hero.heightForWidth(778) == high
    chips = hero.and_now.feelings.findChildren(FeelingChip)
    assert len(chips) == 10 and len({chip.y() for chip in chips}) == 1
