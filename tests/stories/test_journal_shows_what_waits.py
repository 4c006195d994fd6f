"""Marks that wait to be saved are on the Journal page like any other, and say so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import JournalFilter, JournalItem
from app.waiting.file import PendingFile
from app.waiting.records import TrackName
from db.models.base import new_uid
from tests.app.waiting.test_file import pressed
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.lock_holder import KEEPS_ALL, held
from ui.journal.note_dialog import NoteDialog
from ui.journal.page import JournalPage
from ui.journal.words import item_in_words


def journal(session: WindowSession) -> JournalPage:
    page = session.pages.show_journal()
    settle(session)
    return page


def settle(session: WindowSession) -> None:
    session.until(lambda: not session.desk.context.jobs.running)


def seen(page: JournalPage) -> list[tuple[MarkKind, bool]]:
    return [(item.kind, item.is_waiting) for item in page.model.items]


def words_of(session: WindowSession, item: JournalItem) -> str:
    return item_in_words(item, session.services.emotions.emotion)


def waits(session: WindowSession) -> bool:
    return bool(session.services.waiting.waiting)


def test_a_journal_whose_only_mark_waits_is_not_called_empty(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        page = journal(session)
        session.until(lambda: bool(page.model.items))
        assert page.list.isVisible() and page.filters.isVisible()
        (item,) = page.model.items
        assert item.track is not None and item.track.title == "theme" and item.is_hearable
        assert "waits to be saved" in words_of(session, item)
        assert page.head.summary.text().startswith("1 waits to be saved · 1 mark")
        assert "1 mark since" in page.head.summary.accessibleName()
    session.until(lambda: not waits(session))
    session.until(lambda: seen(page) == [(MarkKind.TAG, False)])
    session.until(lambda: "waits" not in page.head.summary.text())


def test_what_waits_is_among_what_is_saved_at_its_time(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    session.turn(3000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_F)
        session.turn(3000)
        session.driver.tap(Qt.Key.Key_2)
        page = journal(session)
        session.until(lambda: len(page.model.items) == 3)
        assert seen(page) == [(MarkKind.TAG, True), (MarkKind.MOMENT, True), (MarkKind.TAG, False)]
        session.until(lambda: page.head.summary.text().startswith("2 wait to be saved · 3 marks"))
        session.until(lambda: page.year.table.model().index(0, 2).data() == "3")


def test_a_change_that_waits_is_shown_on_the_saved_mark(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        page = journal(session)
        session.until(lambda: seen(page) == [(MarkKind.TAG, True)])
        assert page.model.items[0].intensity == 4
    session.until(lambda: seen(page) == [(MarkKind.TAG, False)])
    assert page.model.items[0].intensity == 4


def test_filters_apply_to_what_waits_too(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.turn(3000)
        session.driver.tap(Qt.Key.Key_F)
        page = journal(session)
        session.until(lambda: len(page.model.items) == 2)
        felt = next(item for item in page.model.items if item.kind is MarkKind.TAG)
        assert felt.emotion_id is not None and felt.track is not None
        for wanted, count in (
            (JournalFilter(kinds=frozenset({MarkKind.MOMENT})), 1),
            (JournalFilter(emotion_ids=frozenset({felt.emotion_id})), 1),
            (JournalFilter(track_id=felt.track.id), 2),
            (JournalFilter(text="theme"), 2),
            (JournalFilter(text="THÉME"), 2),
            (JournalFilter(text="nobody wrote this"), 0),
            (JournalFilter(first_day=date(2001, 1, 1), last_day=date(2001, 1, 2)), 0),
            (JournalFilter(), 2),
        ):
            page.show_filter(wanted)
            settle(session)
            assert len(page.model.items) == count, wanted


def test_a_waiting_mark_can_be_noted_and_deleted_on_the_page(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        page = journal(session)
        session.until(lambda: bool(page.model.items))
        page.verbs.edit(page.model.items[0])
        (dialog,) = session.window.findChildren(NoteDialog)
        (field,) = dialog.findChildren(QPlainTextEdit)
        field.setPlainText("The horns come in")
        dialog.keep()
        session.until(lambda: [item.text for item in page.model.items] == ["The horns come in"])
        page.verbs.delete(page.model.items[0])
        session.until(lambda: not page.model.items)
        session.desk.context.undo()
        session.until(lambda: bool(page.model.items))
    session.until(lambda: not waits(session))
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert row["note"] == "The horns come in"


def test_a_mark_left_by_an_earlier_run_is_named_by_its_track(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    with closing(sqlite3.connect(harness.paths.database)) as raw:
        ((uid,),) = raw.execute("SELECT uid FROM track").fetchall()
    with held(harness.paths.database):
        left = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(uid, ()))
        PendingFile(harness.paths.pending).add([left])
        session = harness.open()
        page = journal(session)
        session.until(lambda: bool(page.model.items))
        (item,) = page.model.items
        assert item.track is not None and item.track.title == "theme"
        assert item.span == Span(8500, 9500)


@pytest.mark.logs("no place in this journal")
def test_a_mark_whose_music_is_not_here_is_shown_and_says_so(harness: AppHarness) -> None:
    stranger = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(new_uid(), ("nobody",)))
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    PendingFile(harness.paths.pending).add([stranger])
    session = harness.open()
    page = journal(session)
    session.until(lambda: bool(page.model.items))
    assert "isn’t in this library" in words_of(session, page.model.items[0])


@pytest.mark.parametrize("is_known", [False, True], ids=["never read", "read before"])
@pytest.mark.logs("Your journal is busy")
def test_a_journal_that_can_no_longer_be_read_shows_what_was_read_and_what_waits(
    harness: AppHarness, is_known: bool
) -> None:
    session = harness.playing(5000)
    if is_known:
        session.driver.tap(Qt.Key.Key_2)
        session.until(lambda: len(journal(session).model.items) == 1)
        session.desk.pages.show_page("listen")
    settle(session)
    session.services.store.close()  # no connection of this window locks the other one out
    with held(harness.paths.database, KEEPS_ALL):
        session.turn(3000)
        session.driver.tap(Qt.Key.Key_1)
        page = journal(session)
        expected = [True, False][: 1 + is_known]
        session.until(lambda: [is_waiting for _kind, is_waiting in seen(page)] == expected)
        assert page.list.isVisible()
    session.until(lambda: not waits(session))
    settle(session)


def test_the_years_count_a_mark_as_soon_as_it_is_saved(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_F)
        assert waits(session)
        session.driver.alt(Qt.Key.Key_Y)
        page = session.pages.years
        session.until(lambda: page.year.felt.marks == 1 and not page.is_reading)
        assert page.head.marks.text() == "1 mark", "of what waits, figures count nothing yet"
    session.until(lambda: not waits(session))
    session.until(lambda: page.year.felt.marks == 2 and not page.is_reading)
    assert page.head.marks.text() == "2 marks"
