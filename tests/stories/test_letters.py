"""Somebody seals a letter, and nothing of it is seen anywhere until its day comes, or its music."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.core.ids import TrackId
from app.core.timecode import Span
from app.journal.records import JournalFilter
from app.journal.seals import Sealing
from app.listening.recorder import HeardSoFar
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.seen import seen
from ui.journal.entry_dialog import EntryDialog
from ui.journal.words import item_in_words
from ui.words.dates import today

Key = Qt.Key
WORDS = "Nobody is to know about the lighthouse"


def write_a_letter(session: WindowSession, title: str) -> EntryDialog:
    """As from the page of letters, up to sealing."""
    session.driver.alt(Key.Key_E)
    session.until(lambda: session.pages.letters.shown is not None)
    session.pages.letters.write()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog) and dialog.sealing.form.isVisible()
    dialog.title_edit.setText(title)
    dialog.text_edit.editor.setPlainText(WORDS)
    return dialog


def seal(session: WindowSession, dialog: EntryDialog) -> None:
    before = len(session.services.letters.box().sealed)
    dialog.keep_button.click()
    session.until(lambda: len(session.services.letters.box().sealed) == before + 1)
    session.take_keyboard()


def everything_seen(session: WindowSession) -> str:
    find = session.services.emotions.emotion
    rows = [item_in_words(item, find) for item in session.pages.journal.model.items]
    return "\n".join([*rows, *(label.text() for label in seen(session.window, QLabel))])


def in_index(harness: AppHarness) -> int:
    with closing(sqlite3.connect(f"{harness.paths.database.as_uri()}?mode=ro", uri=True)) as raw:
        query = "SELECT count(*) FROM journal_line WHERE text LIKE '%lighthouse%'"
        (number,) = raw.execute(query).fetchone()
        return int(number)


def test_a_letter_is_covered_until_its_day_and_then_offered(harness: AppHarness) -> None:
    session = harness.playing(0)
    session.playback.pause()
    dialog = write_a_letter(session, "To the winter")
    day = today() + timedelta(365)
    assert dialog.sealing.sealing() == Sealing(until=day)
    seal(session, dialog)
    journal = session.pages.journal
    session.driver.alt(Key.Key_4)
    session.until(lambda: len(journal.model.items) == 1)
    assert "To the winter" in everything_seen(session)
    assert "lighthouse" not in everything_seen(session) and in_index(harness) == 0
    assert not session.services.journal.page(JournalFilter(text="lighthouse")).items
    assert kept_rows(harness.paths)["journal_entry"][0]["text"] == WORDS  # kept, as backups are
    journal.list.setFocus()
    journal.list.select_first()
    session.driver.tap(Key.Key_Return)  # leads to what it waits for, and not to its words
    session.until(lambda: session.desk.pages.current_key == "letters")
    session.until(lambda: session.pages.letters.reader.sealed.isVisible())
    assert "lighthouse" not in everything_seen(session)
    session.desk.letters.day = lambda: day  # a year passes
    session.desk.letters.look()
    session.until(lambda: session.said == "A letter to you has opened: “To the winter”")
    session.driver.alt(Key.Key_4)
    session.take_offer()
    letters = session.pages.letters
    session.until(lambda: letters.reader.open.isVisible())
    assert letters.reader.open.text.toPlainText() == WORDS
    assert in_index(harness) == 1
    session.until(lambda: WORDS in everything_seen(session))


def test_a_letter_opens_with_its_music_while_another_process_writes(harness: AppHarness) -> None:
    session = harness.playing(0)
    session.playback.pause()
    row = session.rows()[0]
    dialog = write_a_letter(session, "For the theme")
    assert dialog.links.track_ids() == (row.id,)  # what was loaded
    dialog.sealing.form.again.click()
    assert dialog.sealing.sealing() == Sealing(track_id=TrackId(row.id))
    seal(session, dialog)
    session.elsewhere("services.journal.write_entry(EntryDraft(text='from elsewhere'))")
    looked = session.desk.letters.on_looked
    session.desk.listens.looked.disconnect(looked)  # what is heard, the test says from now on
    half = row.duration_ms // 2
    looked(HeardSoFar(row.id, 1, ()))
    session.until(lambda: not session.desk.context.jobs.running)
    looked(HeardSoFar(row.id, 1, (Span(0, half - 1),)))
    assert len(session.services.letters.box().sealed) == 1
    page = session.desk.pages.current_key
    looked(HeardSoFar(row.id, 1, (Span(0, half),)))
    session.until(lambda: session.said == "A letter to you has opened: “For the theme”")
    assert session.desk.pages.current_key == page  # a quiet word, never a jump
    assert not session.services.letters.box().sealed
