from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.journal.records import JournalFilter, JournalItem
from app.journal.service import JournalService
from app.years.service import Years
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[JournalProfile]:
    store = open_store(ready_journal(tmp_path / "journal.db"))
    yield JournalProfile(store)
    store.close()


@pytest.fixture
def journal(profile: JournalProfile) -> JournalService:
    return JournalService(profile.ledger)


@pytest.fixture
def years(profile: JournalProfile, journal: JournalService) -> Years:
    return Years(profile.ledger, journal)


def all_shown(journal: JournalService, wanted: JournalFilter) -> list[JournalItem]:
    """Everything that the journal's list shows for a filter."""
    found: list[JournalItem] = []
    page = journal.page(wanted)
    found += page.items
    while page.next_cursor is not None:
        page = journal.page(wanted, page.next_cursor)
        found += page.items
    return found
