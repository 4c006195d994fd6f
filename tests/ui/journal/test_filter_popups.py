"""What is picked under a filter's button is what the journal is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.journal.records import ENTRY, JournalFilter
from app.story.records import WorkKind
from tests.support.seen import named, seen
from tests.support.window_parts import WindowParts
from tests.ui.journal.conftest import emotion
from ui.bridge.context import Context
from ui.journal.filter_bar import FilterBar
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.chips import Chip
from ui.widgets.popup import Popup
from ui.widgets.search_field import SearchField

NOW = date(2026, 11, 22)
FIRST = date(2025, 3, 14)


@pytest.fixture
def bar(parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FilterBar:
    """On Sunday 22 November 2026, over a journal that began on 14 March 2025."""
    monkeypatch.setattr("ui.journal.filter_popups.today", lambda: NOW)
    made = FilterBar(parts.context, parts.window)
    made.set_earliest(FIRST)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return made


def popup_under(button: QPushButton) -> Popup:
    button.click()
    (popup,) = [one for one in button.findChildren(Popup) if one.isVisible()]
    return popup


def pick(qtbot: QtBot, popup: Popup, text: str) -> None:
    field = popup.findChild(SearchField)
    assert field is not None
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_feelings_add_up_and_go_again(bar: FilterBar, context: Context) -> None:
    wonder, sadness = emotion(context, "wonder"), emotion(context, "sadness")
    popup = popup_under(bar.feelings)
    for name in ("Wonder", "Sadness", "Wonder"):
        named(popup, Chip, name).click()
    assert bar.wanted() == JournalFilter(emotion_ids=frozenset({sadness}))
    popup.close()
    popup = popup_under(bar.feelings)
    assert (
        named(popup, Chip, "Sadness").isChecked() and not named(popup, Chip, "Wonder").isChecked()
    )
    popup.close()
    assert bar.feelings.isChecked() and wonder not in bar.wanted().emotion_ids


def test_a_retired_feeling_is_not_offered(bar: FilterBar, context: Context) -> None:
    context.services.emotions.edit_word(emotion(context, "wonder"), is_retired=True)
    popup = popup_under(bar.feelings)
    assert "Wonder" not in [chip.text() for chip in seen(popup, Chip)]
    popup.close()


def test_kinds_stand_beside_one_another(bar: FilterBar) -> None:
    popup = popup_under(bar.kinds)
    chips = seen(popup, Chip)
    chips[0].click()
    chips[-1].click()
    popup.close()
    assert bar.wanted().kinds == {MarkKind.TAG, ENTRY}


def test_a_work_or_one_of_its_people_is_found_by_name(
    bar: FilterBar, context: Context, qtbot: QtBot
) -> None:
    scenes = context.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Laputa")
    person = scenes.add_character(work, "Sheeta")
    pick(qtbot, popup_under(bar.story), "lap")
    assert bar.wanted() == JournalFilter(work_id=work)
    assert not [popup for popup in bar.story.findChildren(Popup) if popup.isVisible()]
    bar.clear_all()
    pick(qtbot, popup_under(bar.story), "she")
    assert bar.wanted() == JournalFilter(character_id=person)
    assert bar.story.isChecked()


def test_a_track_is_found_by_name(bar: FilterBar, track: TrackId, qtbot: QtBot) -> None:
    popup = popup_under(bar.track)
    (found,) = seen(popup, QListWidget)
    assert found.count() == 1
    pick(qtbot, popup, "love")
    assert bar.wanted() == JournalFilter(track_id=track)


def test_a_stretch_of_days_is_taken_at_a_click_and_taken_back_by_another(bar: FilterBar) -> None:
    popup = popup_under(bar.days)
    seen(popup, Chip)[0].click()
    assert bar.wanted() == JournalFilter(first_day=date(2026, 11, 16))
    popup = popup_under(bar.days)
    popup.findChildren(QPushButton)[-1].click()
    assert bar.wanted() == JournalFilter()


def test_days_are_asked_for_in_whichever_order_they_are_given(bar: FilterBar) -> None:
    popup = popup_under(bar.days)
    start, end = popup.findChildren(QDateEdit)
    assert start.date() == QDate(2025, 3, 14) and end.date() == QDate(2026, 11, 22)
    end.setDate(QDate(2025, 6, 1))
    assert bar.wanted() == JournalFilter(last_day=date(2025, 6, 1))
    start.setDate(QDate(2025, 8, 2))
    assert bar.wanted() == JournalFilter(first_day=date(2025, 6, 1), last_day=date(2025, 8, 2))
    popup.close()


def test_the_buttons_stay_in_one_row_as_long_as_they_can(bar: FilterBar) -> None:
    """Beside a search field that becomes narrower, then below it."""
    bar.show()
    buttons = (bar.feelings, bar.kinds, bar.story, bar.track, bar.days)
    row_px = sum(button.width() + SPACE.s for button in buttons)
    searches = []
    for width in range(row_px + 300, row_px - 20, -20):
        bar.resize(width, bar.heightForWidth(width))
        QApplication.processEvents()
        tops = {button.mapTo(bar, QPoint(0, 0)).y() for button in buttons}
        assert len(tops) == 1 or width < row_px
        searches.append((bar.search.width(), bar.search.y() < min(tops) - bar.search.height() // 2))
    assert searches[0] == (scaled_px(260), False)
    assert all(px >= scaled_px(200) for px, _ in searches)
    assert searches[-1][1]
