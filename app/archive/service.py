"""Exports and restores everything the listener made, and backs up the journal's file."""

from __future__ import annotations

from pathlib import Path

from app.archive.declined import DeclinedRows
from app.archive.records import Backup, ExportSummary, RestoreReport
from app.archive.rescue import backups_of
from app.archive.restoring import Restoring
from app.archive.round_trip import prove
from app.archive.stages import BACKING_UP, told_to
from app.archive.writing import Export
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.words import _
from app.emotions.planting import plant
from app.profile.paths import Paths
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded
from db.archive.newer_rows import NewerRows, newer_rows
from db.plain.revision import HEAD_REVISION
from db.store import backup as backups
from db.store.backup import Stage
from db.store.restoring import restore_backup


class ExportService:
    """A restore announces Change(EVERYTHING); exporting and backing up only read."""

    def __init__(self, ledger: Ledger, paths: Paths) -> None:
        self._ledger = ledger
        self._paths = paths
        self._restoring = Restoring(ledger, paths)

    def export_json(
        self,
        path: Path,
        job: JobContext | None = None,
        *,
        replace: bool = False,
        verify: bool = False,
    ) -> ExportSummary:
        """Everything the listener made, as it is now, in the format of docs/export-format.md.

        It is read back before it replaces anything. replace: even a file that contains what the
        journal doesn't (else WouldBeLost). verify: restores it elsewhere and compares every row.
        Raises Problem when it can't be read or written, and JobCancelled; a file at the path is
        then unchanged.
        """
        job = job or JobContext()
        with self._ledger.read() as connection:

            def proof(written: Path, declined: DeclinedRows) -> None:
                def restore(ledger: Ledger, paths: Paths) -> None:
                    ExportService(ledger, paths).restore_json(written, job.part())

                prove(restore, connection, self._paths.pictures, declined, job)

            export = Export(connection, self._paths, job)
            return export.write(path, replace=replace, prove=proof if verify else None)

    def restore_json(self, path: Path, job: JobContext | None = None) -> RestoreReport:
        """Restores an export into this profile: missing rows are added, newer ones replace older.

        The journal is backed up first, and all of it is one undo step (unless it is too much).
        Restoring twice changes nothing. Raises Problem, naming the place, for a document that can't
        be restored, and JobCancelled; nothing is written then.
        """
        return self._restoring.restore(path, job or JobContext())

    def settle(self) -> None:
        """Clears up after a restore that a crash interrupted."""
        self._restoring.settle()

    def backup_now(self, job: JobContext | None = None) -> Backup:
        """Adds a checked copy of the journal's file to the backups and deletes surplus old ones.

        Raises Problem and JobCancelled; there is no new backup then.
        """
        watch = told_to(job or JobContext(), last=Stage.KEEP)
        store, folder = self._ledger.store, self._paths.backups
        with reworded("read"):
            made = backups.backup_into(folder, store.path, HEAD_REVISION, watch=watch)
        return next(backup for backup in self.list_backups() if backup.path == made)

    def list_backups(self) -> list[Backup]:
        """Newest first."""
        return backups_of(self._paths)

    def newer_than(self, backup: Backup, job: JobContext | None = None) -> NewerRows:
        """What going back to a backup would lose.

        Raises Problem for a backup that can't be used, and JobCancelled.
        """
        job = job or JobContext()
        with reworded("read"):
            found = newer_rows(self._ledger.store.path, backup.path, job.checkpoint)
        job.checkpoint()
        return found

    def restore_backup(self, backup: Backup, job: JobContext | None = None) -> None:
        """The backup becomes the journal; the present journal is backed up first.

        Can be cancelled until that backup is saved. Raises Problem when the backup is damaged or
        newer than this program, and JobCancelled; nothing has changed then.
        """
        watch = told_to(job or JobContext(), BACKING_UP, last=Stage.KEEP)
        if not backup.path.exists():
            name = display_name(backup.path)
            raise Problem(
                _("The backup “{name}” is gone.", name=name), "", _("Choose another backup.")
            )

        with reworded("write"):
            restore_backup(self._ledger.store, backup.path, self._paths.backups, watch)
            plant(self._ledger.store)
        self._announce()

    def _announce(self) -> None:
        self._ledger.feed.announce(Change(frozenset({changes.EVERYTHING})))
