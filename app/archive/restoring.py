"""One restore: a checked document becomes rows and pictures, all of them or none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from app.archive import pictures
from app.archive.document import Rows, read_document, unreadable
from app.archive.incoming import Incoming
from app.archive.records import RestoreReport
from app.archive.stages import BACKING_UP, told_to
from app.core.jobs import JobContext
from app.core.row_words import several
from app.emotions.planting import shipped
from app.profile.paths import Paths
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger
from db.archive.merge import Merge
from db.archive.validate import DocumentFault, checked
from db.file.errors import StorageFault
from db.models.track import BY_LISTENER, BY_TAGS
from db.plain.revision import HEAD_REVISION
from db.queries.pictures import spoken_of
from db.store import backup as backups
from db.store.backup import Stage

log = logging.getLogger(__name__)

# Rows that a restore may write and still be one step of undo: each is kept twice, at 2 KB or so.
MOST_UNDONE = 200_000

_FIRST_WITH_INBOX = 2
_FIRST_WITH_WORDS_BY = 3


class Restoring:
    """Restores one document after another into a profile."""

    def __init__(self, ledger: Ledger, paths: Paths) -> None:
        self._ledger = ledger
        self._paths = paths
        self._incoming = Incoming(paths)

    def restore(self, path: Path, job: JobContext) -> RestoreReport:
        """As `ExportService.restore_json`."""
        job.report(0, 0, "Reading the export")
        document = read_document(path)
        job.checkpoint()
        images = pictures.checked(path, document.get("pictures", {}))
        try:
            tables = _brought_up(checked(document.get("tables")), document["version"])
            report = self._kept(tables, images, job)
        except DocumentFault as fault:
            raise unreadable(path, fault.where, fault.why) from fault
        finally:
            self.settle()
        return report

    def settle(self) -> None:
        """Sorts out the pictures of a restore that broke off, now or before the last crash.

        What can't be done now is done at the next start, or before the next restore.
        """
        if not self._incoming.is_left_over:
            return
        try:
            with self._ledger.store.write() as unit:
                connection = unit.session.connection()
                self._incoming.settle(lambda names: spoken_of(connection, names))
        except (StorageFault, OSError) as fault:
            log.warning("pictures of a restore that broke off are left: %r", fault)

    def _kept(
        self, tables: dict[str, Rows], images: pictures.Images, job: JobContext
    ) -> RestoreReport:
        self.settle()
        backup: Path | None = None

        def report(done: int, total: int, table: str) -> None:
            job.report(done, total, several(table))

        with self._ledger.write("Restore an export", changes.EVERYTHING) as writing:
            unit = writing.unit
            unit.most_recorded = MOST_UNDONE
            counts = Merge(unit, pictures.is_there, _planted()).run(tables, report)
            taken = self._incoming.add(images, job)
            if unit.recorded or unit.is_too_much:
                # Made by another connection, which sees what was there before this transaction.
                backup = self._backed_up(job)
            else:
                job.conclude("Keeping the pictures")
            self._incoming.heal(images, taken)
        self._incoming.forget()
        if (taken.added or taken.healed) and backup is None:
            self._ledger.feed.announce(Change(frozenset({changes.EVERYTHING})))
        return RestoreReport(
            counts.added,
            counts.updated,
            counts.unchanged,
            len(taken.added),
            backup,
            not unit.is_too_much,
            len(taken.healed),
            tuple(taken.skipped),
        )

    def _backed_up(self, job: JobContext) -> Path:
        """Nothing can be cancelled any more when that lies among the backups."""
        store, watch = self._ledger.store, told_to(job, BACKING_UP, last=Stage.KEEP)
        return backups.backup_into(self._paths.backups, store.path, HEAD_REVISION, watch=watch)


def _brought_up(tables: dict[str, Rows], version: int) -> dict[str, Rows]:
    """Says what an older format didn't, as an upgrade of the journal does.

    Marks from before there was an inbox don't wait in it. A track that was changed since it was
    made had the listener's words.
    """
    if version < _FIRST_WITH_INBOX:
        for row in (*tables["emotional_tag"], *tables["favourite_moment"]):
            row["needs_no_note"] = True
    if version < _FIRST_WITH_WORDS_BY:
        for row in tables["track"]:
            is_edited = row["updated_at"] > row["created_at"]
            row["words_by"] = BY_LISTENER if is_edited else BY_TAGS
    return tables


def _planted() -> dict[str, dict[str, dict[str, Any]]]:
    """What the program puts into every new profile, by table and key."""
    groups = list(shipped())
    return {
        "emotion_set": {group["key"]: group for group, _ in groups},
        "emotion": {word["key"]: word for _, words in groups for word in words},
    }
