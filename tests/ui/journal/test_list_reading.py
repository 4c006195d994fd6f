"""The journal is searched and paged off the GUI thread, and what is shown stays correct."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app.core.ids import TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.journal.records import Cursor, JournalFilter, JournalPage
from app.transactions.storage_problems import StorageProblem
from tests.support.window_parts import WindowParts
from tests.ui.journal.conftest import MakePage, settle, tag
from ui.bridge.context import Context
from ui.journal import list_reading
from ui.journal.page import JournalPage as Page
from ui.journal.summary import SEARCHING
from ui.widgets.quiet_line import QuietLine

DEADLINE_S = 20


class HeldPages:
    """Holds back pages that were read: `begun` is set when one is, `free` releases it.

    holds: which pages.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        context: Context,
        holds: Callable[[JournalFilter, Cursor | None], bool],
    ) -> None:
        self.begun, self.free = threading.Event(), threading.Event()
        read = context.services.journal.page

        def page(
            wanted: JournalFilter, before: Cursor | None = None, limit: int = 50
        ) -> JournalPage:
            found = read(wanted, before, limit)
            if holds(wanted, before):
                self.begun.set()
                assert self.free.wait(DEADLINE_S)
            return found

        monkeypatch.setattr(context.services.journal, "page", page)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.model.items]


def noted(context: Context, track: TrackId, *notes: str) -> list[MarkRef]:
    """One mark each, the last one the newest."""
    service, word = context.services.tagging, context.services.emotions.emotions()[0].id
    return [
        service.add_tag(track, word, Span.point(1000 * place), note=note).ref
        for place, note in enumerate(notes)
    ]


def test_no_query_runs_on_the_gui_thread_while_one_searches_and_scrolls(
    diary: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    asked_by: list[threading.Thread] = []

    def note(*_details: object) -> None:
        asked_by.append(threading.current_thread())

    engine = diary.services.store.engine
    event.listen(engine, "checkout", note)  # before every query
    bar = page.list.verticalScrollBar()
    while page.model.canFetchMore():
        bar.setValue(bar.maximum())
        settle(qtbot, diary)
    page.filters.search.setText("e")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    settle(qtbot, diary)
    page.show_filter(JournalFilter(first_day=page.model.items[-1].day))
    page.year.earlier.click()
    settle(qtbot, diary)
    event.remove(engine, "checkout", note)
    assert len(asked_by) > 10
    assert threading.main_thread() not in asked_by


def test_what_waits_is_looked_up_off_the_gui_thread_too(
    diary: Context, make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_by: list[threading.Thread] = []
    around = diary.services.journal.around

    def note(places: object, wanted: JournalFilter) -> object:
        asked_by.append(threading.current_thread())
        return around(places, wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(diary.services.journal, "around", note)
    make_page()
    assert asked_by and threading.main_thread() not in asked_by


def test_the_answer_to_an_earlier_search_is_never_shown(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted(context, track, "cello", "horns", "both cello and horns")
    page = make_page()
    held = HeldPages(monkeypatch, context, lambda wanted, _before: wanted.text == "cello")
    page.show_filter(JournalFilter(text="cello"))
    assert held.begun.wait(DEADLINE_S)
    page.show_filter(JournalFilter(text="horns"))
    found = ["both cello and horns", "horns"]
    qtbot.waitUntil(lambda: texts(page) == found)
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    held.free.set()
    settle(qtbot, context)
    assert texts(page) == found
    assert resets == []


def test_the_rows_stay_until_the_search_is_finished(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(list_reading, "MOMENT_MS", 0)
    noted(context, track, "cello", "horns")
    page = make_page()
    before = page.head.summary.text()
    page.list.select_first()
    held = HeldPages(monkeypatch, context, lambda wanted, _before: wanted.text == "none such")
    page.show_filter(JournalFilter(text="none such"))
    qtbot.waitUntil(lambda: page.head.summary.text() == str(SEARCHING))
    assert texts(page) == ["horns", "cello"]
    assert page.views.currentWidget() is page.list
    assert page.list.current_item() == page.model.items[0]
    held.free.set()
    settle(qtbot, context)
    assert page.views.currentWidget() is page.views.nothing
    assert page.head.summary.text() == before


def test_a_quick_search_doesnt_say_that_it_is_searching(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(list_reading, "MOMENT_MS", 3_600_000)
    noted(context, track, "cello", "horns")
    page = make_page()
    said: list[bool] = []
    reading = page.findChild(list_reading.ListReading)
    assert reading is not None
    reading.slow_changed.connect(said.append)
    page.show_filter(JournalFilter(text="horns"))
    qtbot.waitUntil(lambda: texts(page) == ["horns"])
    assert said == []


def test_down_selects_the_first_match(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted(context, track, "cello", "horns")
    page = make_page()
    held = HeldPages(monkeypatch, context, lambda wanted, _before: wanted.text == "cello")
    page.focus_search()
    page.filters.search.setText("cello")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert held.begun.wait(DEADLINE_S)
    assert page.list.current_item() is None
    held.free.set()
    settle(qtbot, context)
    current = page.list.current_item()
    assert current is not None and current.text == "cello"


def test_a_mark_deleted_while_more_are_read_disappears(
    diary: Context, make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page()
    held = HeldPages(monkeypatch, diary, lambda _wanted, before: before is not None)
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert held.begun.wait(DEADLINE_S)
    gone = page.model.items[-1]
    page.list.select_uid(page.model.items[-3].uid)
    bar.setValue(bar.maximum())
    anchor = page.list.place().anchor
    diary.services.marks.remove(MarkRef(gone.kind, gone.owner_id))
    held.free.set()
    settle(qtbot, diary)
    uids = [item.uid for item in page.model.items]
    expected = diary.services.journal.page(JournalFilter(), limit=len(uids)).items
    assert uids == [item.uid for item in expected]
    assert gone.uid not in uids
    assert page.list.place().anchor == anchor


def test_a_mark_made_during_a_search_is_found(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted(context, track, "cello")
    page = make_page()
    held = HeldPages(monkeypatch, context, lambda wanted, _before: bool(wanted.text))
    page.show_filter(JournalFilter(text="cello"))
    assert held.begun.wait(DEADLINE_S)
    noted(context, track, "another cello")
    held.free.set()
    settle(qtbot, context)
    assert texts(page) == ["another cello", "cello"]


@pytest.mark.logs("Your journal is busy")
def test_a_journal_that_cannot_be_searched_says_so_and_tries_again(
    parts: WindowParts,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = parts.context
    noted(context, track, "cello", "horns")
    page = make_page()
    read = context.services.journal.page

    def busy(*_asked: object) -> JournalPage:
        raise StorageProblem("locked", "read", "somebody holds it")

    monkeypatch.setattr(context.services.journal, "page", busy)
    page.show_filter(JournalFilter(text="cello"))
    settle(qtbot, context)
    assert texts(page) == ["horns", "cello"]
    (line,) = parts.window.findChildren(QuietLine)
    assert "busy" in line.text()
    monkeypatch.setattr(context.services.journal, "page", read)
    qtbot.waitUntil(lambda: texts(page) == ["cello"])


def test_typing_isnt_interrupted_while_the_journal_is_read_again(
    diary: Context, make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page()
    held = HeldPages(monkeypatch, diary, lambda wanted, _before: wanted.is_empty)
    tag(diary, TrackId(1), "wonder", 5000)
    qtbot.waitUntil(held.begun.is_set)
    page.focus_search()
    qtbot.keyClicks(page.filters.search, "he")
    held.free.set()
    settle(qtbot, diary)
    assert page.filters.search.text() == "he"
    assert page.window().focusWidget() is page.filters.search
