"""Lines that were folded otherwise are folded again, whatever comes between."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.models.all import Emotion, EmotionalTag, EmotionSet, FavouriteMoment, JournalEntry, Track
from db.search.fold import FOLD_VERSION
from db.store import refolding
from db.store.check import findings
from db.store.engine import Store
from db.store.opening import open_store
from db.store.refolding import refold
from tests.support.plain_file import connected
from tests.torture.checks import words_are_equal

ROOT = Path(__file__).resolve().parents[3]
MARKS = 25
FOUND = "SELECT count(*) FROM journal_text WHERE journal_text MATCH '\"etoile\"'"


@pytest.fixture
def stale(path: Path) -> Iterator[Store]:
    """A journal whose lines are as written, as before there was folding."""
    store = open_store(path)
    with store.write() as unit:
        unit.session.add_all([Track(title="T", duration_ms=1), EmotionSet(key="s", name="S")])
        unit.session.flush()
        unit.session.add(Emotion(set_id=1, key="wonder", name="Wonder", colour="#ffffff"))
        unit.session.flush()
        place = {"track_id": 1, "start_ms": 1, "end_ms": 1, "raw_start_ms": 1, "raw_end_ms": 1}
        for number in range(MARKS):
            note = f"Étoile {number}" if number % 2 else ""
            unit.session.add(EmotionalTag(emotion_id=1, note=note, **place))
        unit.session.add(FavouriteMoment(note="Une ÉTOILE", **place))
        unit.session.add(JournalEntry(title="Étoile", text="E\u0301toile"))
        unit.commit()
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        unfold(raw)
    store = open_store(path)
    yield store
    store.close()


def unfold(raw: sqlite3.Connection) -> None:
    raw.execute(
        "UPDATE journal_line SET text = meant.text FROM "
        "(SELECT 'tag' AS kind, id, note AS text FROM emotional_tag UNION ALL "
        "SELECT 'moment', id, note FROM favourite_moment UNION ALL "
        "SELECT 'entry', id, title || char(10) || text FROM journal_entry) AS meant "
        "WHERE journal_line.kind = meant.kind AND journal_line.owner_id = meant.id"
    )
    raw.execute("INSERT INTO journal_text (journal_text) VALUES ('rebuild')")
    raw.execute("UPDATE journal_text_fold SET version = '0/old'")
    raw.commit()


def expect_whole(path: Path) -> None:
    with closing(connected(path)) as raw:
        words_are_equal(raw)
        assert raw.execute(FOUND).fetchone() == (MARKS // 2 + 2,)
        assert raw.execute("SELECT version FROM journal_text_fold").fetchall() == [(FOLD_VERSION,)]
    assert findings(path) == []


def test_lines_are_folded_again_once(stale: Store) -> None:
    assert refold(stale) is True
    assert refold(stale) is False
    expect_whole(stale.path)


def test_until_then_the_file_is_sound(stale: Store) -> None:
    assert findings(stale.path) == []


def test_it_can_be_stopped_and_goes_on(stale: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refolding, "LINES_AT_ONCE", 4)
    told: list[tuple[int, int]] = []

    class Stop(Exception):
        pass

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 8:
            raise Stop

    with pytest.raises(Stop):
        refold(stale, report)
    assert told == [(0, MARKS + 2), (4, MARKS + 2), (8, MARKS + 2)]
    with closing(connected(stale.path)) as raw:
        words_are_equal(raw)
        assert raw.execute(FOUND).fetchone() == (4,), "those of the first eight that have a note"
    refold(stale)
    expect_whole(stale.path)


def test_marks_are_made_and_deleted_meanwhile(
    stale: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refolding, "LINES_AT_ONCE", 4)

    def report(done: int, _total: int) -> None:
        with closing(connected(stale.path)) as raw:
            raw.execute("DELETE FROM emotional_tag WHERE id = ?", (done + 3,))
            raw.execute("UPDATE emotional_tag SET note = 'Étoile' WHERE id = ?", (done + 2,))
            raw.commit()

    refold(stale, report)
    with closing(connected(stale.path)) as raw:
        words_are_equal(raw)
    assert findings(stale.path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from db.store import refolding
from db.store.opening import open_store
refolding.LINES_AT_ONCE = 4
def report(done, total):
    if done >= int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
refolding.refold(open_store(Path(sys.argv[1])), report)
"""


@pytest.mark.parametrize("after", [0, 4, 20])
def test_a_kill_in_between_spoils_nothing(stale: Store, after: int) -> None:
    stale.close()
    command = [sys.executable, "-c", KILLED, str(stale.path), str(after)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with closing(connected(stale.path)) as raw:
        words_are_equal(raw)
    assert findings(stale.path) == []
    with closing(open_store(stale.path)) as store:
        refold(store)
    expect_whole(stale.path)


def test_a_program_that_cannot_fold_writes_no_mark_and_spoils_nothing(stale: Store) -> None:
    refold(stale)
    with closing(sqlite3.connect(stale.path)) as raw:
        for change in (
            "UPDATE emotional_tag SET note = 'x' WHERE id = 2",
            "INSERT INTO journal_entry SELECT * FROM journal_entry",
        ):
            with pytest.raises(sqlite3.OperationalError, match="no such function: fold"):
                raw.execute(change)
        raw.execute("UPDATE track SET title = 'Étoile'")
        raw.execute("DELETE FROM emotional_tag WHERE id = 1")
        raw.commit()
    expect_whole(stale.path)


def test_a_text_that_is_no_text_is_searched_as_far_as_it_can_be_read(stale: Store) -> None:
    with closing(connected(stale.path)) as raw:
        raw.execute("UPDATE emotional_tag SET note = CAST(x'c38974ff' AS TEXT) WHERE id = 1")
        raw.commit()
        (text,) = raw.execute("SELECT text FROM journal_line WHERE owner_id = 1").fetchone()
    assert text == "et\ufffd"
