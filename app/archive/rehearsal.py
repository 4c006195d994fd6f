"""For the self-test: whether the journal comes back, exported, restored elsewhere and compared."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.archive.service import ExportService
from app.profile.paths import Paths
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.file.reading import in_reach
from db.plain.revision import known_revision_of
from db.store.backup import copy
from db.store.opening import open_store


def export_comes_back(paths: Paths) -> str:
    """Says so. Works on a copy: the profile is only read, an older journal is upgraded there.

    Raises Problem when the journal can't be read, or doesn't come back as it was.
    """
    with tempfile.TemporaryDirectory(prefix="ost-my-heart-rehearsal-") as folder:
        copied = Path(folder) / paths.database.name
        with reworded("read"), in_reach(paths.database) as place:
            if known_revision_of(place) is None:
                return "there is no journal yet"
            copy(place, copied)
        with reworded("open"):
            store = open_store(copied)
        try:
            exports = ExportService(Ledger(store, ChangeFeed()), paths)
            summary = exports.export_json(Path(folder) / "export.json", verify=True)
        finally:
            store.close()
    return f"it was restored elsewhere and compared row by row; {summary}"
