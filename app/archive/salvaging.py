"""What can still be read of a damaged journal, written as an export."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.archive.records import ExportSummary
from app.archive.service import ExportService
from app.core.jobs import JobContext
from app.core.row_words import rows_in_words, several
from app.profile.paths import Paths
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.file.errors import FaultKind, StorageFault
from db.file.log import expect_whole_log
from db.file.reading import copied, in_reach, take_away
from db.store.opening import open_store
from db.store.salvage import salvage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """By table: rows that could not be read, rows of which a value was mended, rows that were made
    in the place of lost ones which others need. absent: tables of which nothing could be found.
    unread_log: what can't be read of the newest commits.
    """

    summary: ExportSummary
    lost: Mapping[str, int]
    mended: Mapping[str, int]
    stood_in: Mapping[str, int]
    absent: tuple[str, ...]
    unread_log: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.mended or self.stood_in or self.absent or self.unread_log)

    def __str__(self) -> str:
        lines = [f"Wrote {self.summary.path}: {self.summary}"]
        if self.is_whole:
            lines.append("Everything could be read.")
        if self.unread_log:
            lines.append(f"Lost, what was written last: {self.unread_log}")
        if self.lost:
            lines.append(f"Lost, because it can’t be read: {rows_in_words(self.lost)}")
        if self.absent:
            names = ", ".join(several(name) for name in self.absent)
            lines.append(f"Lost altogether: {names}")
        if self.mended:
            lines.append(f"Kept with a value that had to be mended: {rows_in_words(self.mended)}")
        if self.stood_in:
            lines.append(f"Lost, with an empty one in its place: {rows_in_words(self.stood_in)}")
        return "\n".join(lines)


def export_readable(paths: Paths, path: Path, job: JobContext) -> SalvageReport:
    """Reads the journal's file row by row, whatever of it is damaged, and exports what came of it.

    The file itself is left as it is. Raises Problem when nothing can be read or written, and
    JobCancelled.
    """
    with (
        tempfile.TemporaryDirectory(prefix="ost-my-heart-rescue-") as folder,
        reworded("read"),
        _in_reach(paths.database) as (source, unread),
    ):
        target = Path(folder) / paths.database.name
        found = salvage(source, target)
        store = open_store(target)
        try:
            exports = ExportService(Ledger(store, ChangeFeed()), paths)
            summary = exports.export_json(path, job)
        finally:
            store.close()
    report = SalvageReport(
        summary, +found.lost, +found.mended, +found.stood_in, tuple(found.absent), unread
    )
    log.info("exported what can be read of %s: %s", paths.database, report)
    return report


@contextmanager
def _in_reach(database: Path) -> Iterator[tuple[Path, str]]:
    """The file to read from, and what can't be read of its log.

    One with a damaged log is copied: SQLite would begin the log's index anew over it, and nobody
    could tell any more that there was more.
    """
    unread = ""
    try:
        expect_whole_log(database)
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        unread = fault.details
    if not unread:
        with in_reach(database) as source:
            yield source, ""
        return
    target = copied(database)
    try:
        yield target, unread
    finally:
        take_away(target)
