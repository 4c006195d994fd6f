"""Exports everything that can still be read from a damaged journal."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.archive.records import ExportSummary
from app.archive.service import ExportService
from app.core.atomic_folder import scratch_folder
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.row_words import rows_in_words, several
from app.core.words import _, listed, number
from app.profile.paths import Paths
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.file.log import UnreadLog, expect_whole_log
from db.file.reading import copied, in_reach, take_away
from db.store.opening import open_store
from db.store.salvage import salvage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PartOfLog:
    """What could be read of the file that SQLite writes changes to.

    readable, written: pages; written is None if that isn't known.
    """

    readable: int
    written: int | None

    def __str__(self) -> str:
        readable = number(self.readable)
        if self.written is None:
            # Translators: pages of a file that SQLite writes changes to
            return _("Lost: some of the newest changes; pages that could be read: {n}", n=readable)
        return _(
            "Lost: some of the newest changes; pages that could be read: {n} of {all}",
            n=readable,
            all=number(self.written),
        )


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """By table: rows that couldn't be read, rows with a repaired value, empty rows in place of lost
    ones that others need. absent: tables of which nothing was found. newest: None, unless some of
    the newest changes are lost.
    """

    summary: ExportSummary
    lost: Mapping[str, int]
    mended: Mapping[str, int]
    stood_in: Mapping[str, int]
    absent: tuple[str, ...]
    newest: PartOfLog | None = None

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.mended or self.stood_in or self.absent or self.newest)

    def __str__(self) -> str:
        path = display_path(self.summary.path)
        # Translators: {contents} is a list such as “31 tracks, 120 emotion marks”
        lines = [_("Exported to {path}: {contents}", path=path, contents=str(self.summary))]
        if self.is_whole:
            lines.append(_("Everything could be read."))
        if self.newest is not None:
            lines.append(str(self.newest))
        if self.lost:
            lines.append(_("Lost, couldn’t be read: {rows}", rows=rows_in_words(self.lost)))
        if self.absent:
            names = listed(several(name) for name in self.absent)
            lines.append(_("Lost completely: {rows}", rows=names))
        if self.mended:
            mended = rows_in_words(self.mended)
            lines.append(_("Recovered, with a repaired value: {rows}", rows=mended))
        if self.stood_in:
            stood_in = rows_in_words(self.stood_in)
            lines.append(_("Lost, replaced by an empty one: {rows}", rows=stood_in))
        return "\n".join(lines)


def export_readable(paths: Paths, path: Path, job: JobContext) -> SalvageReport:
    """Reads a damaged journal row by row and exports what can be read.

    The journal's file isn't changed. Raises Problem when nothing can be read or written, and
    JobCancelled.
    """
    with (
        scratch_folder() as folder,
        reworded("read"),
        _in_reach(paths.database) as (source, newest),
    ):
        target = folder / paths.database.name
        # Translators: the title of a track, scene, theme… that was lost, but that others refer to
        found = salvage(source, target, lost_name=_("(unreadable)"))
        store = open_store(target)
        try:
            exports = ExportService(Ledger(store, ChangeFeed()), paths)
            summary = exports.export_json(path, job)
        finally:
            store.close()
    report = SalvageReport(
        summary, +found.lost, +found.mended, +found.stood_in, tuple(found.absent), newest
    )
    log.info("exported what can be read of %s: %s", paths.database, report)
    return report


@contextmanager
def _in_reach(database: Path) -> Iterator[tuple[Path, PartOfLog | None]]:
    """The file to read from, and what of its log can be read if not all of it can.

    A file with a damaged log is copied: SQLite would rebuild the log's index, and then nobody could
    tell that something was lost.
    """
    part = None
    try:
        expect_whole_log(database)
    except UnreadLog as fault:
        part = PartOfLog(fault.readable, fault.written)
    if part is None:
        with in_reach(database) as source:
            yield source, None
        return
    target = copied(database)
    try:
        yield target, part
    finally:
        take_away(target)
