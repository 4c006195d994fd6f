"""Marks that wait for the journal are on the Journal page like all others, as waiting."""

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
from tests.support.house import House, Visit, kept_rows
from tests.support.lock_holder import KEEPS_ALL, held
from ui.journal.note_dialog import NoteDialog
from ui.journal.page import JournalPage
from ui.journal.words import item_in_words


def journal(visit: Visit) -> JournalPage:
    page = visit.pages.show_journal()
    settle(visit)
    return page


def settle(visit: Visit) -> None:
    visit.until(lambda: not visit.desk.context.jobs.running)


def seen(page: JournalPage) -> list[tuple[MarkKind, bool]]:
    return [(item.kind, item.is_waiting) for item in page.model.items]


def words_of(visit: Visit, item: JournalItem) -> str:
    return item_in_words(item, visit.services.emotions.emotion)


def waits(visit: Visit) -> bool:
    return bool(visit.services.waiting.waiting)


def test_a_journal_whose_only_mark_waits_is_not_called_empty(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        page = journal(visit)
        visit.until(lambda: bool(page.model.items))
        assert page.list.isVisible() and page.filters.isVisible()
        (item,) = page.model.items
        assert item.track is not None and item.track.title == "theme" and item.is_hearable
        assert "waits for the journal" in words_of(visit, item)
        said = page.summary.text()
        assert said.startswith("1 waits for the journal · 1 mark since")
    visit.until(lambda: not waits(visit))
    visit.until(lambda: seen(page) == [(MarkKind.TAG, False)])
    visit.until(lambda: "waits" not in page.summary.text())


def test_what_waits_stands_among_what_is_kept_at_its_time(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    visit.turn(3000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_F)
        visit.turn(3000)
        visit.hands.tap(Qt.Key.Key_2)
        page = journal(visit)
        visit.until(lambda: len(page.model.items) == 3)
        assert seen(page) == [(MarkKind.TAG, True), (MarkKind.MOMENT, True), (MarkKind.TAG, False)]
        visit.until(lambda: page.summary.text().startswith("2 wait for the journal · 3 marks"))
        visit.until(lambda: page.year.table.model().index(0, 2).data() == "3")


def test_a_change_that_waits_is_shown_on_the_kept_mark(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        page = journal(visit)
        visit.until(lambda: seen(page) == [(MarkKind.TAG, True)])
        assert page.model.items[0].intensity == 4
    visit.until(lambda: seen(page) == [(MarkKind.TAG, False)])
    assert page.model.items[0].intensity == 4


def test_filters_ask_what_waits_too(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        visit.turn(3000)
        visit.hands.tap(Qt.Key.Key_F)
        page = journal(visit)
        visit.until(lambda: len(page.model.items) == 2)
        felt = next(item for item in page.model.items if item.kind is MarkKind.TAG)
        assert felt.emotion_id is not None and felt.track is not None
        for wanted, count in (
            (JournalFilter(kinds=frozenset({MarkKind.MOMENT})), 1),
            (JournalFilter(emotion_ids=frozenset({felt.emotion_id})), 1),
            (JournalFilter(track_id=felt.track.id), 2),
            (JournalFilter(text="theme"), 2),
            (JournalFilter(text="nobody wrote this"), 0),
            (JournalFilter(first_day=date(2001, 1, 1), last_day=date(2001, 1, 2)), 0),
            (JournalFilter(), 2),
        ):
            page.show_filter(wanted)
            settle(visit)
            assert len(page.model.items) == count, wanted


def test_a_waiting_mark_takes_a_note_and_goes_from_the_page(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        page = journal(visit)
        visit.until(lambda: bool(page.model.items))
        page.verbs.edit(page.model.items[0])
        (dialog,) = visit.window.findChildren(NoteDialog)
        (field,) = dialog.findChildren(QPlainTextEdit)
        field.setPlainText("The horns come in")
        dialog.keep()
        visit.until(lambda: [item.text for item in page.model.items] == ["The horns come in"])
        page.verbs.delete(page.model.items[0])
        visit.until(lambda: not page.model.items)
        visit.desk.context.undo()
        visit.until(lambda: bool(page.model.items))
    visit.until(lambda: not waits(visit))
    (row,) = kept_rows(house.paths)["emotional_tag"]
    assert row["note"] == "The horns come in"


def test_a_mark_left_by_an_earlier_run_is_named_by_its_track(house: House) -> None:
    house.record("theme.wav", seconds=60)
    house.take_in()
    with closing(sqlite3.connect(house.paths.database)) as raw:
        ((uid,),) = raw.execute("SELECT uid FROM track").fetchall()
    with held(house.paths.database):
        left = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(uid, ()))
        PendingFile(house.paths.pending).add([left])
        visit = house.open()
        page = journal(visit)
        visit.until(lambda: bool(page.model.items))
        (item,) = page.model.items
        assert item.track is not None and item.track.title == "theme"
        assert item.span == Span(8500, 9500)


def test_a_mark_whose_music_is_not_here_is_shown_and_says_so(house: House) -> None:
    stranger = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(new_uid(), ("nobody",)))
    house.record("theme.wav", seconds=60)
    house.take_in()
    PendingFile(house.paths.pending).add([stranger])
    visit = house.open()
    page = journal(visit)
    visit.until(lambda: bool(page.model.items))
    assert "not in this library" in words_of(visit, page.model.items[0])


@pytest.mark.parametrize("is_known", [False, True], ids=["never read", "read before"])
def test_a_journal_that_can_no_longer_be_read_shows_what_was_read_and_what_waits(
    house: House, is_known: bool
) -> None:
    visit = house.playing(5000)
    if is_known:
        visit.hands.tap(Qt.Key.Key_2)
        visit.until(lambda: len(journal(visit).model.items) == 1)
        visit.desk.pages.show_page("listen")
    settle(visit)
    visit.services.store.close()  # no connection of this window keeps the other one out
    with held(house.paths.database, KEEPS_ALL):
        visit.turn(3000)
        visit.hands.tap(Qt.Key.Key_1)
        page = journal(visit)
        expected = [True, False][: 1 + is_known]
        visit.until(lambda: [is_waiting for _kind, is_waiting in seen(page)] == expected)
        assert page.list.isVisible()
    visit.until(lambda: not waits(visit))
    settle(visit)
