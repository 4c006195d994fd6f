"""Files that an earlier version read are read again by themselves when the program starts."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt

from tests.app.library.conftest import set_title
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.seen import model_of
from ui.library.track_model import TrackTableModel

SECONDS = 60
TITLES = ["Prologue", "Last"]


def aged(harness: AppHarness) -> None:
    """The profile as an earlier version left it: words misread, the length of a lying header."""
    with closing(sqlite3.connect(harness.paths.database)) as raw, raw:
        raw.execute("UPDATE audio_file SET read_by = 0")
        raw.execute("UPDATE track SET title = 'Misread', composer = '', duration_ms = 7654321")
        raw.execute("UPDATE track_source SET duration_ms = 7654321, length_by = 'header'")


def shown(session: WindowSession) -> set[tuple[str, int]]:
    return {(row.title, row.duration_ms) for row in session.rows()}


def test_words_and_length_are_put_right_and_marks_stay_where_they_were(
    harness: AppHarness,
) -> None:
    set_title(harness.record("theme.wav", seconds=SECONDS), "Prologue", "Score", 3)
    set_title(harness.record("last.wav", seconds=SECONDS, hz=550), "Last", "Score", 4)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play("Prologue")
    session.turn(12_000)
    session.driver.tap(Qt.Key.Key_1)
    session.turn(2_500)
    session.play("Last")  # what is loaded when the window opens again is decoded, too
    session.close()
    aged(harness)
    (mark,) = kept_rows(harness.paths)["emotional_tag"]

    session = harness.open()
    session.until(lambda: shown(session) == {(title, SECONDS * 1000) for title in TITLES})
    session.until(lambda: not session.services.importing.outdated())
    assert kept_rows(harness.paths)["emotional_tag"] == [mark]
    sources = kept_rows(harness.paths)["track_source"]
    (source,) = [row for row in sources if row["track_id"] == mark["track_id"]]
    assert (source["duration_ms"], source["length_by"]) == (SECONDS * 1000, "header")
    session.driver.alt(Qt.Key.Key_2)
    table = model_of(session.pages.library.table, TrackTableModel)
    session.until(lambda: [row.title for row in table.shown] == TITLES)
    session.play("Prologue")
    session.until(lambda: session.timeline.duration_ms == SECONDS * 1000)
    assert [(tag.span.start_ms, tag.span.end_ms) for tag in session.timeline.tags] == [
        (mark["start_ms"], mark["end_ms"])
    ]
