"""What can't be shown is told, and mended to what comes nearest, or removed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from app.journal.records import JournalFilter
from db.ranges.columns import unshowable
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
    assert (row.what, row.words) == ("Feeling: Wonder", "the horns")
    assert row.where == "on “Dawn” from 0:02 to 0:03"
    assert row.why == (
        "It says that it was made in the year 55,840. Mending makes it 14 November 2023.",
    )
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
    assert not filled.changes[-1].is_restore, "earlier steps can still be undone"


@pytest.mark.parametrize(
    ("absurd", "where", "why"),
    [
        (
            Absurdity("favourite_moment", "end_ms", 10**18),
            "on “Dawn” at 0:04",
            "It ends at a time no track can have. Mending makes it 1:30.",
        ),
        (
            Absurdity("favourite_moment", "start_ms", 2**62),
            "on “Dawn”",
            "It begins at a time no track can have. Mending makes it 1:30.",
        ),
        (
            Absurdity("emotional_tag", "end_ms", 1000),
            "on “Dawn” at 0:02",
            "It ends before it begins. Mending makes it 0:02.",
        ),
        (
            Absurdity("emotional_tag", "intensity", 9),
            "on “Dawn” from 0:02 to 0:03",
            "Its intensity is 9, which can’t be. Mending makes it 5.",
        ),
        (
            Absurdity("emotional_tag", "intensity", 2**63 - 1),
            "on “Dawn” from 0:02 to 0:03",
            "Its intensity is one that can’t be. Mending makes it 5.",
        ),
        (
            Absurdity("journal_entry", "written_at", 2**62),
            "",
            "It says that it was written at a time no calendar can hold.",
        ),
    ],
)
def test_a_fault_is_told_as_what_it_means(
    filled: OpenedProfile, absurd: Absurdity, where: str, why: str
) -> None:
    plant(filled, absurd)
    (row,) = filled.services.unreadable.rows()
    assert row.where == where
    assert len(row.why) == 1 and row.why[0].startswith(why)


@pytest.mark.parametrize("table", sorted({absurd.table for absurd in absurdities()}))
def test_no_raw_value_of_the_file_is_told(filled: OpenedProfile, table: str) -> None:
    plant(filled, *(absurd for absurd in absurdities() if absurd.table == table))
    rows = filled.services.unreadable.rows()
    assert rows
    for row in rows:
        told = " ".join((row.what, row.where, *row.why))
        assert row.why and not re.search(r"\d{6}|e\+|_ms|_at\b|nan|inf\b", told), told


@pytest.mark.parametrize("table", sorted({absurd.table for absurd in absurdities()}))
def test_mending_is_undone_to_exactly_what_there_was(filled: OpenedProfile, table: str) -> None:
    plant(filled, *(absurd for absurd in absurdities() if absurd.table == table))
    services = filled.services
    rows, before = services.unreadable.rows(), bare(filled, table)
    services.unreadable.mend(rows)
    mended, step = bare(filled, table), filled.last_step
    services.ledger.undo(step)
    assert bare(filled, table) == before
    assert [(row.table, row.id) for row in services.unreadable.rows()] == [
        (row.table, row.id) for row in rows
    ]
    services.ledger.redo(step)
    assert bare(filled, table) == mended and services.unreadable.rows() == ()


def bare(opened: OpenedProfile, table: str) -> dict[int, dict[str, Any]]:
    """Its rows without the stamp that every undo renews."""
    rows = opened.tables()[table].items()
    return {key: {**row, "updated_at": None} for key, row in rows}


def test_what_was_removed_comes_back_as_it_was(filled: OpenedProfile) -> None:
    services = filled.services
    before = filled.tables()["emotional_tag"]
    plant(filled, Absurdity("emotional_tag", "intensity", 9))
    services.unreadable.remove(services.unreadable.rows())
    assert filled.tables()["emotional_tag"] == before
    services.ledger.undo(filled.last_step)
    back = filled.tables()["emotional_tag"]
    assert [row["intensity"] for key, row in back.items() if key not in before] == [9]
    (row,) = services.unreadable.rows()
    assert row.table == "emotional_tag"


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
