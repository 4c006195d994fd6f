"""For the self-test: exports the journal, restores it elsewhere and compares."""

from __future__ import annotations

from app.archive.service import ExportService
from app.core.atomic_folder import scratch_folder
from app.core.words import _
from app.profile.paths import Paths
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.file.reading import in_reach
from db.plain.revision import known_revision_of
from db.store.backup import copy
from db.store.opening import open_store


def export_comes_back(paths: Paths) -> str:
    """Says that it does. Works on a copy, so the profile is only read; an older journal is upgraded
    in the copy.

    Raises Problem when the journal can't be read or the restored one is different.
    """
    with scratch_folder() as folder:
        copied = folder / paths.database.name
        with reworded("read"), in_reach(paths.database) as place:
            if known_revision_of(place) is None:
                return _("There is no journal yet.")
            copy(place, copied)
        with reworded("open"):
            store = open_store(copied)
        try:
            exports = ExportService(Ledger(store, ChangeFeed()), paths)
            summary = exports.export_json(folder / "export.json", verify=True)
        finally:
            store.close()
    # Translators: {contents} is a list such as “31 tracks, 120 emotion marks, 2 pictures”
    return _("Restored elsewhere and compared row by row: {contents}", contents=str(summary))
