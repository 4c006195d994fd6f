"""What can't be shown is told, and mended to what comes nearest, or removed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from app.journal.records import JournalFilter
from db.ranges import unshowable
from tests.support.absurd_rows import Absurdity, Planter, absurdities, fill
from tests.support.opened_profile import OpenedProfile


def plant(opened: OpenedProfile, *rows: Absurdity) -> None:
    planter = Planter(opened.services.paths.database)
    for absurd in rows:
        planter.plant(absurd)
    planter.close()


@pytest.fixture
def filled(opened: OpenedProfile) -> OpenedProfile:
    fill(opened.services, opened.track("Dawn"))
    return opened


def test_a_row_is_told_with_its_track_its_words_and_what_is_wrong(filled: OpenedProfile) -> None:
    plant(filled, Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000))
    with closing(sqlite3.connect(filled.services.paths.database)) as raw:
        raw.execute("UPDATE emotional_tag SET note = 'the horns' WHERE made_at > 1e15")
        raw.commit()
    (row,) = filled.services.unreadable.rows()
    assert (row.what, row.where, row.words) == ("Feeling", "Dawn", "the horns")
    assert row.why == ("Made at is 1700000000000000, not a time between 1800 and 2199",)
    assert row.can_go


def test_what_is_mended_is_back_in_the_journal(filled: OpenedProfile) -> None:
    services = filled.services
    before = len(services.journal.page(JournalFilter()).items)
    plant(filled, Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000))
    assert len(services.journal.page(JournalFilter()).items) == before
    services.unreadable.mend(services.unreadable.rows())
    items = services.journal.page(JournalFilter()).items
    assert 1_700_000_000_000 in [item.made.utc_ms for item in items]
    assert services.unreadable.rows() == ()
    change = filled.changes[-1]
    assert change.step is None and not change.is_restore, "earlier steps can still be undone"


def test_what_was_removed_comes_back_mended(filled: OpenedProfile) -> None:
    services = filled.services
    before = filled.tables()["emotional_tag"]
    plant(filled, Absurdity("emotional_tag", "intensity", 9))
    services.unreadable.remove(services.unreadable.rows())
    assert filled.tables()["emotional_tag"] == before
    services.ledger.undo(filled.last_step)
    back = filled.tables()["emotional_tag"]
    assert [row["intensity"] for key, row in back.items() if key not in before] == [5]
    assert services.unreadable.rows() == ()


def test_a_mark_goes_and_what_others_hang_on_stays(filled: OpenedProfile) -> None:
    services = filled.services
    plant(
        filled,
        Absurdity("emotional_tag", "intensity", 9),
        Absurdity("track", "duration_ms", -5),
    )
    tracks = len(services.library.tracks())
    services.unreadable.remove(services.unreadable.rows())
    (left,) = services.unreadable.rows()
    assert (left.table, left.can_go) == ("track", False)
    assert len(services.library.tracks()) == tracks


@pytest.mark.parametrize("table", sorted({absurd.table for absurd in absurdities()}))
def test_everything_that_cannot_be_shown_can_be_mended_to_what_can(
    filled: OpenedProfile, table: str
) -> None:
    planted = [absurd for absurd in absurdities() if absurd.table == table]
    plant(filled, *planted)
    services = filled.services
    rows = services.unreadable.rows()
    assert len([row for row in rows if row.table == table]) == len(planted)
    services.unreadable.mend(rows)
    assert services.unreadable.rows() == ()
    with closing(sqlite3.connect(services.paths.database)) as raw:
        raw.row_factory = sqlite3.Row
        for row in raw.execute(f"SELECT * FROM {table}"):
            assert not unshowable(table, dict(row))
