from collections.abc import Iterator
from pathlib import Path

import pytest

from app.journal.service import JournalService
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
