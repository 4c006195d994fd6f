"""Every page within the journal leads back in the same way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.core.ids import TrackId
from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.bridge.places import LifePlace, MomentPlace
from ui.keepsake.dialog import KeepsakeDialog
from ui.shell.back_link import BackLink
from ui.widgets.text import TextLabel
from ui.window.page_table import PAGES
from ui.words.dates import today

Key = Qt.Key
WITHIN = {
    "same_moment": Key.Key_M, "years": Key.Key_Y, "comfort": Key.Key_O, "letters": Key.Key_E,
    "first_notes": Key.Key_F,
}  # fmt: skip


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    harness.record("dawn.wav", seconds=30)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def front(session: WindowSession) -> str:
    return session.desk.pages.current_key


def link(session: WindowSession) -> BackLink:
    page = session.desk.pages.page(front(session))
    return next(one for one in page.findChildren(BackLink) if one.isVisibleTo(page))


def settle(session: WindowSession) -> None:
    page = session.desk.pages.page(front(session))
    session.until(lambda: not getattr(page, "is_reading", False))


def place(session: WindowSession, part: QWidget) -> QPoint:
    return part.mapTo(session.desk.pages, QPoint())


def title(session: WindowSession) -> QWidget:
    """Of a page that is empty."""
    page = session.desk.pages.page(front(session))
    labels = page.findChildren(TextLabel)
    shown = [one for one in labels if one.isVisibleTo(page) and one.text()]
    return min(shown, key=lambda one: place(session, one).y())


def test_all_of_them_stand_alike_and_escape_leads_back(session: WindowSession) -> None:
    assert {spec.key for spec in PAGES if spec.within == "journal"} == set(WITHIN)
    links, titles = set(), set()
    for key, letter in WITHIN.items():
        session.driver.alt(Key.Key_4)
        session.driver.alt(letter)
        assert front(session) == key
        settle(session)
        assert link(session).text() == "Journal"
        links.add(place(session, link(session)).toTuple())
        titles.add(place(session, title(session)).toTuple())
        session.driver.tap(Key.Key_Escape)
        assert front(session) == "journal", key
    assert len(links) == 1 and len(titles) == 1, (links, titles)


def test_a_life_leads_back_to_the_library_and_the_years_to_the_year(
    session: WindowSession,
) -> None:
    (row,) = session.rows()
    services, navigator = session.services, session.desk.context.navigator
    word = services.emotions.emotions()[0]
    services.tagging.add_tag(TrackId(row.id), word.id, Span.point(2_000))
    session.driver.alt(Key.Key_2)
    navigator.show(LifePlace(track_id=row.id))
    page = session.desk.pages.page("years")
    session.until(lambda: not page.is_reading)
    assert link(session).text() == "Library" and page.to_years.isVisible()
    navigator.show(MomentPlace(row.id, Span.point(2_000)))
    assert link(session).text() == "Years"
    session.driver.alt(Key.Key_Y)
    assert not page.life.isVisible() and page.head.isVisible(), "the year, not what was there last"
    session.driver.tap(Key.Key_Escape)
    assert front(session) == "library", "no two pages lead back to each other"

    session.driver.alt(Key.Key_4)
    session.driver.alt(Key.Key_Y)
    session.until(lambda: not page.is_reading and page.year.picture.isVisible())
    picture = page.year.picture
    picture.setFocus()
    session.driver.tap(Key.Key_Home)
    empty = picture.pick()
    if not empty.first <= today() <= empty.last:  # in the first week it is there
        session.driver.tap(Key.Key_Return)
        assert front(session) == "years" and session.said == "Nothing was marked then."
    session.driver.press_shortcut("Ctrl+Shift+E")
    dialog = session.window.findChild(KeepsakeDialog)
    assert dialog is not None and front(session) == "years"
    assert str(today().year) in dialog.wishes.what.currentText()
    dialog.reject()


def test_the_journal_stands_where_it_was(session: WindowSession) -> None:
    (row,) = session.rows()
    word = session.services.emotions.emotions()[0]
    for number in range(60):
        span = Span.point(400 * number)
        session.services.tagging.add_tag(TrackId(row.id), word.id, span, note=f"Note {number}")
    session.driver.alt(Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: len(journal.model.items) >= 50)
    journal.list.setFocus()
    session.driver.tap(Key.Key_End)
    session.until(lambda: len(journal.model.items) == 60)
    for _times in range(20):
        session.driver.tap(Key.Key_Up)
    item, bar = journal.list.current_item(), journal.list.verticalScrollBar()
    assert bar.value() > 0
    newest = journal.model.items[0].uid
    session.driver.alt(Key.Key_M)
    moment = session.desk.pages.page("same_moment")
    session.until(lambda: not moment.is_reading and moment.and_now.isVisible())
    many = moment.shown.moment.many
    session.driver.tap(Key.Key_4)  # felt once more: the journal is read again
    session.until(lambda: moment.shown.moment.many > many)
    session.driver.tap(Key.Key_Escape)
    session.until(lambda: journal.model.items[0].uid != newest)
    assert journal.list.current_item().uid == item.uid
    rect = journal.list.visualRect(journal.list.currentIndex())
    assert journal.list.viewport().rect().contains(rect)

    session.driver.tap(Key.Key_Home)
    item, newest = journal.list.current_item(), journal.model.items[0].uid
    session.driver.alt(Key.Key_M)
    session.until(lambda: not moment.is_reading and moment.and_now.isVisible())
    many = moment.shown.moment.many
    for number in range(8):
        session.driver.tap(Key(Key.Key_1 + number))
    session.until(lambda: moment.shown.moment.many >= many + 8)
    session.driver.tap(Key.Key_Escape)
    session.until(lambda: journal.model.items[0].uid != newest)
    assert journal.list.current_item().uid == item.uid
    rect = journal.list.visualRect(journal.list.currentIndex())
    assert journal.list.viewport().rect().contains(rect)
