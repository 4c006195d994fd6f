from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store.engine import Store
from db.store.opening import open_store
from tests.support.ready_journal import ready_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(ready_journal(path), busy_timeout_ms=50)
    yield opened
    opened.close()
