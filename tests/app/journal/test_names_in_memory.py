"""Names beyond ASCII are kept in memory between searches, and yet none is outdated."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.journal.records import JournalFilter
from app.journal.service import JournalService
from db.models.all import Track
from db.queries.journal_lines import line_ids_before
from db.queries.line_filter import LineFilter
from db.store.engine import Store
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return ready_journal(tmp_path / "journal.db")


def found(store: Store, *terms: str) -> int:
    """How many lines."""
    with store.read() as connection:
        return len(line_ids_before(connection, LineFilter(terms=terms), None, 10))


def test_a_name_written_by_this_program_is_found_at_once(
    profile: JournalProfile, journal: JournalService
) -> None:
    track = profile.track("Łódź")
    profile.tag(track, profile.emotion())
    assert len(journal.page(JournalFilter(text="lodz")).items) == 1
    with profile.ledger.write("Edit track", "track") as writing:
        writing.unit.get(Track, track).title = "Kraków"
    assert journal.page(JournalFilter(text="lodz")).items == ()
    assert len(journal.page(JournalFilter(text="krakow")).items) == 1


def test_a_name_written_by_another_program_is_found_at_once(path: Path) -> None:
    store = open_store(path)
    profile = JournalProfile(store)
    track = profile.track("Łódź")
    profile.tag(track, profile.emotion())
    assert found(store, "lodz") == 1
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE track SET title = 'Kraków' WHERE id = ?", (track,))
    assert (found(store, "lodz"), found(store, "krakow")) == (0, 1)
    store.close()


def test_a_name_that_was_never_committed_is_not_found(path: Path) -> None:
    store = open_store(path)
    profile = JournalProfile(store)
    track = profile.track("Łódź")
    profile.tag(track, profile.emotion())
    assert found(store, "lodz") == 1
    with store.write() as unit:
        unit.get(Track, track).title = "Kraków"
        unit.session.flush()
        connection = unit.session.connection()
        assert len(line_ids_before(connection, LineFilter(terms=("krakow",)), None, 10)) == 1
    assert (found(store, "lodz"), found(store, "krakow")) == (1, 0)
    store.close()
