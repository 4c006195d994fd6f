from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.archive.service import ExportService
from app.profile.paths import Paths
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal

Document = dict[str, Any]


@dataclass
class Opened:
    """A profile with its export service."""

    paths: Paths
    profile: JournalProfile
    exports: ExportService


@pytest.fixture
def open_profile(tmp_path: Path) -> Iterator[Callable[[str], Opened]]:
    """Opens (or opens again) a profile by name."""
    stores = []

    def opened(name: str) -> Opened:
        paths = Paths.for_profile(tmp_path / name)
        paths.make()
        store = open_store(ready_journal(paths.database))
        stores.append(store)
        profile = JournalProfile(store)
        return Opened(paths, profile, ExportService(profile.ledger, paths))

    yield opened
    for store in stores:
        store.close()


def exported(opened: Opened, path: Path) -> Document:
    """What an export holds, but for when it was made."""
    opened.exports.export_json(path)
    document: Document = json.loads(path.read_text(encoding="utf-8"))
    del document["exported_at"]
    return document
