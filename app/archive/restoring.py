"""Restores a document: all of its rows and pictures, or none."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from app.archive import pictures
from app.archive.document import Rows, read_document, unreadable
from app.archive.incoming import Incoming
from app.archive.older_documents import brought_up, with_sources
from app.archive.places import fault_at_place
from app.archive.records import RestoreReport
from app.archive.stages import BACKING_UP, told_to
from app.core.jobs import JobContext
from app.core.row_words import several
from app.core.words import _
from app.emotions.planting import shipped
from app.profile.paths import Paths
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.archive.merge import Merge
from db.archive.validate import DocumentFault, checked
from db.file.errors import StorageFault
from db.plain.known_files import read_known_files
from db.plain.revision import HEAD_REVISION
from db.queries.pictures import spoken_of
from db.store import backup as backups
from db.store.backup import Stage

log = logging.getLogger(__name__)

# Rows that a restore may write and still be undone: each is held twice, at about 2 KB.
MOST_UNDONE = 200_000


class Restoring:
    """Restores documents into a profile."""

    def __init__(self, ledger: Ledger, paths: Paths) -> None:
        self._ledger = ledger
        self._paths = paths
        self._incoming = Incoming(paths)

    def restore(self, path: Path, job: JobContext) -> RestoreReport:
        """As `ExportService.restore_json`."""
        job.report(0, 0, _("Reading the export"))
        document = read_document(path)
        job.checkpoint()
        images = pictures.checked(path, document.get("pictures", {}))
        try:
            version = document["version"]
            tables = brought_up(checked(with_sources(document.get("tables"), version)), version)
            report = self._kept(tables, images, job)
        except DocumentFault as fault:
            raise unreadable(path, fault_at_place(fault)) from fault
        finally:
            self.settle()
        return report

    def settle(self) -> None:
        """Clears up the pictures of an interrupted restore, this one or one before a crash.

        What can't be done now is done at the next start or before the next restore.
        """
        if not self._incoming.is_left_over:
            return
        try:
            with self._ledger.store.write() as unit:
                connection = unit.session.connection()
                self._incoming.settle(lambda names: spoken_of(connection, names))
        except (StorageFault, OSError) as fault:
            log.warning("pictures of an interrupted restore are left: %r", fault)

    def _kept(
        self, tables: dict[str, Rows], images: pictures.Images, job: JobContext
    ) -> RestoreReport:
        self.settle()
        there = self._music_there(tables, job)
        backup: Path | None = None

        def report(done: int, total: int, table: str) -> None:
            job.report(done, total, several(table))

        with self._ledger.write(_("Restore export"), changes.EVERYTHING) as writing:
            unit = writing.unit
            unit.most_recorded = MOST_UNDONE
            counts = Merge(unit, there.__contains__, _planted()).run(tables, report)
            taken = self._incoming.add(images, job)
            if unit.recorded or unit.is_too_much:
                # Made through another connection, which sees the state before this transaction.
                backup = self._backed_up(job)
            else:
                job.conclude(_("Saving the pictures"))
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

    def _music_there(self, tables: dict[str, Rows], job: JobContext) -> set[str]:
        """Of the document's files, those that are new here and exist. The disk is asked before the
        journal is locked: it may hang.
        """
        with reworded("read"):
            known = read_known_files(self._ledger.store.path)
        there: set[str] = set()
        for path in (file["path"] for row in tables["track_source"] for file in row["audio_file"]):
            job.checkpoint()
            if path not in known and os.path.exists(path):  # noqa: PTH110 - as paths are kept
                there.add(path)
        return there

    def _backed_up(self, job: JobContext) -> Path:
        """Once it is among the backups, nothing can be cancelled any more."""
        store, watch = self._ledger.store, told_to(job, BACKING_UP, last=Stage.KEEP)
        return backups.backup_into(self._paths.backups, store.path, HEAD_REVISION, watch=watch)


def _planted() -> dict[str, dict[str, dict[str, Any]]]:
    """What every new profile begins with, by table and key."""
    groups = list(shipped())
    return {
        "emotion_set": {group["key"]: group for group, _ in groups},
        "emotion": {word["key"]: word for _, words in groups for word in words},
    }
