"""A listener types plain letters, and finds what is written with others, wherever they search."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.timecode import Span
from app.journal.records import EntryDraft
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import model_of
from ui.library.track_model import TrackTableModel
from ui.style.theme import colour

TYPED = {
    "etoile": "Étoile",
    "istanbul": "İstanbul",
    "strasse": "Straße",
    "lodz": "Łódź",
    "かたかな": "カタカナ",
    "елка": "Ёлка",
}


def open_music(harness: AppHarness) -> WindowSession:
    for number, title in enumerate((*TYPED.values(), "Plain")):
        harness.record(f"{title}.wav", seconds=1, hz=300 + 20 * number)  # each its own recording
    harness.take_in()
    return harness.open()


def type_anew(session: WindowSession, text: str) -> None:
    session.driver.ctrl(Qt.Key.Key_A)
    if text.isascii():
        session.driver.write(text)
        return
    written = QInputMethodEvent()
    written.setCommitString(text)
    field = QApplication.focusWidget()
    assert field is not None
    QApplication.sendEvent(field, written)


def is_lit(view: QWidget, at: QRect) -> bool:
    """Whether something there is on the ground of a hit."""
    image: QImage = view.grab(at).toImage()
    wanted = colour("selection").rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_tracks_are_found_in_the_library(harness: AppHarness) -> None:
    session = open_music(harness)
    session.driver.alt(Qt.Key.Key_2)
    library = session.pages.library
    tracks = model_of(library.table, TrackTableModel)
    session.driver.ctrl(Qt.Key.Key_F)
    view = library.table.viewport()
    for typed, title in TYPED.items():
        type_anew(session, typed)
        session.until(lambda title=title: [row.title for row in tracks.shown] == [title])
        assert is_lit(view, library.table.visualRect(tracks.index(0, 1)))
    type_anew(session, "plain")
    session.until(lambda: [row.title for row in tracks.shown] == ["Plain"])


def test_notes_entries_and_names_are_found_in_the_journal(harness: AppHarness) -> None:
    session = open_music(harness)
    services = session.services
    by_title = {row.title: row.id for row in session.rows()}
    for title in TYPED.values():
        services.moments.add_moment(
            by_title["Plain"], Span.point(100), note=f"as in {title}, again"
        )
        services.journal.write_entry(EntryDraft(text=f"On **{title}**."))
        services.moments.add_moment(by_title[title], Span.point(200))
    session.driver.alt(Qt.Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: len(journal.model.items) == 3 * len(TYPED))
    session.driver.ctrl(Qt.Key.Key_F)
    for typed in TYPED:
        type_anew(session, typed)
        session.until(lambda: len(journal.model.items) == 3)
        rows = journal.list
        for number in range(journal.model.rowCount()):
            index = journal.model.index(number)
            if journal.model.item(index) is not None:
                assert is_lit(rows.viewport(), rows.visualRect(index)), typed


def test_what_an_older_version_kept_is_found_after_the_start(harness: AppHarness) -> None:
    session = open_music(harness)
    plain = next(row.id for row in session.rows() if row.title == "Plain")
    session.services.moments.add_moment(plain, Span.point(100), note="à l’Étoile")
    session.close()
    with closing(sqlite3.connect(harness.paths.database)) as raw:
        raw.execute("UPDATE journal_line SET text = 'à l’Étoile'")
        raw.execute("INSERT INTO journal_text (journal_text) VALUES ('rebuild')")
        raw.execute("UPDATE journal_text_fold SET version = ''")
        raw.commit()
    session = harness.open()
    session.driver.alt(Qt.Key.Key_4)
    journal = session.pages.journal
    session.driver.ctrl(Qt.Key.Key_F)
    type_anew(session, "l'etoile")
    session.until(lambda: [item.text for item in journal.model.items] == ["à l’Étoile"])
