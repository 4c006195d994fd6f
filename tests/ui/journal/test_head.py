"""The journal's head at every width: what it says is never cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.journal.records import Overview
from ui.bridge.context import Context
from ui.journal.head import JournalHead
from ui.journal.words import overview_in_brief, overview_in_words
from ui.style.theme import apply_theme, current_theme

HELD = replace(Overview.of_nothing(), marks=477, entries=31, first_day=date(2024, 12, 1))


@pytest.fixture
def head(context: Context, qtbot: QtBot) -> Iterator[JournalHead]:
    page, made = QWidget(), JournalHead(context)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    made.summary.show_overview(HELD)
    made.show_ways(has_marks=True)
    with qtbot.waitExposed(page):
        page.show()
    yield made


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, current_theme(), 1.5)
    yield
    apply_theme(qapp, current_theme())


def at_width(head: JournalHead, width: int) -> JournalHead:
    head.window().resize(width, 200)
    for _ in range(3):  # names, then where the summary is, then its own room
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return head


def named(head: JournalHead) -> int:
    return sum(bool(button.text()) for button in head.findChildren(QPushButton))


def is_whole(head: JournalHead) -> bool:
    said = head.summary
    return said.fontMetrics().horizontalAdvance(said.text()) <= said.width()


@pytest.mark.parametrize("width", [600, 720, 888, 1000, 1208, 1500, 2200])
def test_the_summary_is_never_cut(head: JournalHead, width: int) -> None:
    at_width(head, width)
    assert is_whole(head)
    assert head.summary.text() in (overview_in_words(HELD), overview_in_brief(HELD))
    assert "1 December 2024" in head.summary.accessibleName()
    assert all(one.geometry().right() <= width for one in head.findChildren(QPushButton))


@pytest.mark.parametrize("width", [640, 830, 1100])
def test_nor_is_it_with_large_text(large_text: None, head: JournalHead, width: int) -> None:
    assert is_whole(at_width(head, width))


def test_every_page_has_its_name_beside_the_brief_form(head: JournalHead) -> None:
    """In a window 1320 wide; with more room it says since when."""
    at_width(head, 1208)
    assert named(head) == 7 and head.summary.text() == overview_in_brief(HELD)
    assert overview_in_words(HELD) in head.summary.toolTip()
    at_width(head, 1600)
    assert head.summary.text() == overview_in_words(HELD) and not head.summary.toolTip()


def test_names_go_before_the_summary_has_a_line_of_its_own(head: JournalHead) -> None:
    at_width(head, 900)
    assert named(head) < 7 and head.summary.y() < head.title.geometry().bottom()
    at_width(head, 480)
    assert named(head) == 0 and head.summary.y() > head.title.geometry().center().y()
    at_width(head, 1600)
    assert named(head) == 7 and head.summary.y() < head.title.geometry().bottom()


def test_what_waits_is_said_in_brief_too() -> None:
    waits = replace(HELD, marks=3, entries=0, waiting=2)
    assert overview_in_brief(waits) == "2 wait to be saved · 3 marks"
    assert overview_in_brief(Overview.of_nothing()) == ""
