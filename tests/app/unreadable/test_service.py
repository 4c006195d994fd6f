"""Rows that can't be shown are listed, and repaired or deleted."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from app.core.pseudo_locale import longer
from app.emotions.shipped import GLOSSES
from app.journal.records import ENTRY, JournalFilter
from app.unreadable.records import Fault
from db.ranges.row_faults import unshowable
from tests.support.absurd_rows import Absurdity, Planter, absurdities, fill
from tests.support.opened_profile import OpenedProfile
from tests.support.plain_file import connected


def plant(opened: OpenedProfile, *rows: Absurdity) -> None:
    planter = Planter(opened.services.paths.database)
    for absurd in rows:
        planter.plant(absurd)
    planter.close()


@pytest.fixture
def filled(opened: OpenedProfile) -> OpenedProfile:
    fill(opened.services, opened.track("Dawn"))
    return opened


@pytest.mark.usefixtures("spoken_longer")
def test_an_emotion_has_its_name_in_the_language_that_is_spoken(filled: OpenedProfile) -> None:
    plant(filled, Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000))
    (row,) = filled.services.unreadable.rows()
    assert longer("Wonder") in row.what


@pytest.mark.usefixtures("spoken_longer")
def test_a_shipped_emotion_and_its_set_are_told_in_the_language_that_is_spoken(
    filled: OpenedProfile,
) -> None:
    with closing(connected(filled.services.paths.database)) as raw:
        raw.execute("UPDATE emotion SET colour = 'mauve' WHERE key = 'wonder'")
        raw.execute("UPDATE emotion_set SET position = -1 WHERE key = 'gems'")
        raw.commit()
    emotion, emotion_set = sorted(filled.services.unreadable.rows(), key=lambda row: row.table)
    assert longer("Wonder") in emotion.what and emotion.words == str(GLOSSES["wonder"])
    assert longer("Nine musical emotions") in emotion_set.what


def test_a_row_is_told_with_its_track_its_words_and_what_is_wrong(filled: OpenedProfile) -> None:
    plant(filled, Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000))
    with closing(connected(filled.services.paths.database)) as raw:
        raw.execute("UPDATE emotional_tag SET note = 'the horns' WHERE made_at > 1e15")
        raw.commit()
    (row,) = filled.services.unreadable.rows()
    assert (row.what, row.words) == ("Emotion mark: Wonder", "the horns")
    assert row.where == "on “Dawn” from 0:02 to 0:03"
    assert row.why == (Fault("It says that it was made in the year 55840.", date(2023, 11, 14)),)
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
            Fault("It ends at an impossible time in the track.", "1:30"),
        ),
        (
            Absurdity("favourite_moment", "start_ms", 2**62),
            "on “Dawn”",
            Fault("It begins at an impossible time in the track.", "1:30"),
        ),
        (
            Absurdity("emotional_tag", "end_ms", 1000),
            "on “Dawn” at 0:02",
            Fault("It ends before it begins.", "0:02"),
        ),
        (
            Absurdity("emotional_tag", "intensity", 9),
            "on “Dawn” from 0:02 to 0:03",
            Fault("Its intensity is impossible: 9. Repairing makes it 5."),
        ),
        (
            Absurdity("emotional_tag", "intensity", 2**63 - 1),
            "on “Dawn” from 0:02 to 0:03",
            Fault("Its intensity is impossible: no usable number. Repairing makes it 5."),
        ),
    ],
)
def test_a_fault_is_told_as_what_it_means(
    filled: OpenedProfile, absurd: Absurdity, where: str, why: Fault
) -> None:
    plant(filled, absurd)
    (row,) = filled.services.unreadable.rows()
    assert row.where == where
    assert row.why == (why,)


def test_an_entry_written_at_no_time_gets_the_day_it_was_added(filled: OpenedProfile) -> None:
    items = filled.services.journal.page(JournalFilter(kinds=frozenset({ENTRY}))).items
    (added,) = {item.made.day for item in items}
    plant(filled, Absurdity("journal_entry", "written_at", 2**62))
    (row,) = filled.services.unreadable.rows()
    assert row.where == ""
    assert row.why == (Fault("It says that it was written at an impossible time.", added),)


@pytest.mark.parametrize("table", sorted({absurd.table for absurd in absurdities()}))
def test_no_raw_value_of_the_file_is_told(filled: OpenedProfile, table: str) -> None:
    plant(filled, *(absurd for absurd in absurdities() if absurd.table == table))
    rows = filled.services.unreadable.rows()
    assert rows
    for row in rows:
        why = (f"{fault.says} {fault.becomes}" for fault in row.why)
        told = " ".join((row.what, str(row.where), *why))
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
    with closing(connected(services.paths.database)) as raw:
        raw.row_factory = sqlite3.Row
        for row in raw.execute(f"SELECT * FROM {table}"):
            assert not unshowable(table, dict(row))
