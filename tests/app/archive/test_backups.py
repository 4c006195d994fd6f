"""Backups: made, listed, restored, and refused when they are damaged or newer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date

import pytest

from app.archive.records import Backup
from app.archive.rescue import rescue
from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext
from app.journal.records import EntryDraft, JournalFilter
from app.journal.seals import Sealing
from app.journal.service import JournalService
from app.letters.service import Letters
from app.transactions.changes import EVERYTHING
from db.file.errors import StorageFault
from db.models.all import JournalEntry, Trace
from tests.app.archive.conftest import Opened

Open = Callable[[str], Opened]


def notes(opened: Opened) -> list[str]:
    page = JournalService(opened.profile.ledger).page(JournalFilter())
    return [item.text for item in page.items]


@pytest.fixture
def one(open_profile: Open) -> Opened:
    return open_profile("one")


def two_states(one: Opened) -> Backup:
    """A backup with one tag, and a journal that has two by now."""
    track, wonder = one.profile.track(), one.profile.emotion()
    one.profile.tag(track, wonder, note="first")
    backup = one.exports.backup_now()
    one.profile.tag(track, wonder, note="second")
    return backup


def test_restoring_a_backup_brings_its_rows_back_and_keeps_what_was_there(one: Opened) -> None:
    backup = two_states(one)
    one.exports.restore_backup(backup)
    assert notes(one) == ["first"]
    assert one.profile.changes[-1].touches(EVERYTHING)
    newest = one.exports.list_backups()[0]
    assert newest.path != backup.path
    one.exports.restore_backup(newest)
    assert notes(one) == ["second", "first"]


def test_a_sealed_letter_is_in_a_backup_and_still_sealed_there(one: Opened) -> None:
    ledger = one.profile.ledger
    draft = EntryDraft("To later", "A lamp", sealing=Sealing(until=date(2199, 1, 1)))
    letter = JournalService(ledger).write_entry(draft)
    backup = one.exports.backup_now()
    Letters(ledger).break_seal(letter)
    assert notes(one) == ["A lamp"]
    one.exports.restore_backup(backup)
    assert notes(one) == [""]
    (kept,) = Letters(ledger).box().sealed
    Letters(ledger).break_seal(kept.id)
    assert notes(one) == ["A lamp"]


def test_the_newest_ten_backups_stay_and_one_of_the_month(one: Opened) -> None:
    made = [one.exports.backup_now() for _ in range(12)]
    assert one.exports.list_backups() == made[:0:-1]


def test_the_oldest_backup_can_be_restored_although_a_new_one_is_made(one: Opened) -> None:
    made = [two_states(one), *(one.exports.backup_now() for _ in range(9))]
    one.exports.restore_backup(made[0])
    assert notes(one) == ["first"]


def test_a_damaged_backup_is_refused(one: Opened) -> None:
    backup = two_states(one)
    size = backup.path.stat().st_size
    with backup.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 4))
    with pytest.raises(Problem, match="damaged"):
        one.exports.restore_backup(backup)
    assert notes(one) == ["second", "first"]


def test_a_newer_backup_is_refused(one: Opened) -> None:
    backup = two_states(one)
    with closing(sqlite3.connect(backup.path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(Problem, match="newer version"):
        one.exports.restore_backup(backup)
    assert notes(one) == ["second", "first"]


def test_a_backup_that_is_gone_is_refused(one: Opened) -> None:
    backup = two_states(one)
    backup.path.unlink()
    with pytest.raises(Problem, match="is gone"):
        one.exports.restore_backup(backup)


def test_a_journal_too_damaged_to_open_is_rescued_from_a_backup(open_profile: Open) -> None:
    one = open_profile("one")
    backup = two_states(one)
    one.profile.ledger.store.close()
    one.paths.database.write_bytes(b"not a database any more")
    with pytest.raises(StorageFault):
        open_profile("one")
    aside = rescue(one.paths, backup).aside
    assert aside is not None and aside.read_bytes() == b"not a database any more"
    assert notes(open_profile("one")) == ["first"]


def test_a_journal_damaged_while_open_is_moved_aside_by_a_restore(one: Opened) -> None:
    backup = two_states(one)
    one.profile.ledger.store.close()
    database = one.paths.database
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"\xa5" * 60_000)
    one.exports.restore_backup(backup)
    assert notes(one) == ["first"]
    assert len(list(database.parent.glob("journal.db.damaged-*Z"))) == 1


def test_marks_newer_than_a_backup_are_counted(one: Opened) -> None:
    backup = two_states(one)
    one.profile.add(JournalEntry, text="since")
    one.profile.edit_tag(1, note="changed since")
    newer = one.exports.newer_than(backup)
    assert (newer.made, newer.changed) == (2, 1)


def test_a_cancelled_look_at_a_backup_ends_without_an_answer(one: Opened) -> None:
    backup = two_states(one)
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        one.exports.newer_than(backup, job)


def test_a_backup_older_than_a_table_has_none_of_it(one: Opened) -> None:
    backup = two_states(one)
    one.profile.add(Trace, track_id=1, start_ms=0, end_ms=50, samples=b"\1\1")
    with closing(sqlite3.connect(backup.path)) as raw:
        raw.execute("DROP TABLE trace")
        raw.commit()
    assert one.exports.newer_than(backup).made == 2


def test_a_damaged_backup_is_compared_with_nothing(one: Opened) -> None:
    backup = two_states(one)
    backup.path.write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(Problem):
        one.exports.newer_than(backup)
