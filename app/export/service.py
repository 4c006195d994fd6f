"""Export everything authored, restore it, and keep backups of the journal's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import changes
from app.changes import Change
from app.emotions.vocabulary import shipped
from app.errors import Problem
from app.export import pictures
from app.export.document import Rows, read_document, unreadable, write_document
from app.export.records import Backup, ExportSummary, RestoreReport
from app.export.rescue import backups_of
from app.jobs import JobContext
from app.ledger import Ledger
from app.paths import Paths
from app.storage_problems import reworded
from db import backup as backups
from db.models.track import BY_LISTENER, BY_TAGS
from db.portable import collect, nouns
from db.portable_check import DocumentFault, checked
from db.portable_merge import Merge, MergeCounts
from db.revision import HEAD_REVISION

if TYPE_CHECKING:
    from db.engine import Connection

# Rows that a restore may write and still be one step of undo: each is kept twice, at 2 KB or so.
MOST_UNDONE = 200_000

_FIRST_WITH_INBOX = 2
_FIRST_WITH_WORDS_BY = 3


class ExportService:
    """A restore announces Change(EVERYTHING) and can’t be undone; exports and backups only read."""

    def __init__(self, ledger: Ledger, paths: Paths) -> None:
        self._ledger = ledger
        self._paths = paths

    def export_json(self, path: Path, job: JobContext | None = None) -> ExportSummary:
        """Everything authored, as it is at this moment, in the format of docs/export-format.md.

        Raises Problem when it can't be read or written, JobCancelled when cancelled; a file that
        was at the path is then untouched.
        """
        counts: dict[str, int] = {}
        header = {"schema": HEAD_REVISION, "exported_at": datetime.now(UTC).isoformat()}
        with self._ledger.read() as connection:
            tables = _counted(connection, job or JobContext(), counts)
            found = _counted_pictures(self._paths.pictures, counts)
            write_document(path, header, tables, found)
        return ExportSummary(path, counts, counts.pop("pictures", 0))

    def restore_json(self, path: Path, job: JobContext | None = None) -> RestoreReport:
        """Brings an export into this profile: new rows are added, newer ones replace older ones.

        Restoring twice changes nothing. Raises Problem, naming the place, for a document that
        can't be taken in; nothing is written then, nor after JobCancelled.
        """
        document = read_document(path)
        images = pictures.checked(path, document.get("pictures", {}))
        try:
            tables = _brought_up(checked(document.get("tables")), document["version"])
            counts, added = self._merge(tables, images, job or JobContext())
        except DocumentFault as fault:
            raise unreadable(path, fault.where, fault.why) from fault
        return RestoreReport(counts.added, counts.updated, counts.unchanged, added)

    def backup_now(self) -> Backup:
        """A checked copy of the journal's file among the backups, which are then thinned out."""
        with reworded("read"):
            made = backups.backup_into(self._paths.backups, self._ledger.store.path, HEAD_REVISION)
        return next(backup for backup in self.list_backups() if backup.path == made)

    def list_backups(self) -> list[Backup]:
        """Newest first."""
        return backups_of(self._paths)

    def restore_backup(self, backup: Backup) -> None:
        """The journal becomes what the backup holds; what it holds now becomes a backup first.

        Raises Problem when the backup is damaged or newer than this program; nothing changed then.
        """
        if not backup.path.exists():
            raise Problem(f"The backup “{backup.path.name}” is gone.", "", "Choose another backup.")
        from db.restoring import restore_backup

        with reworded("write"):
            restore_backup(self._ledger.store, backup.path, self._paths.backups)
        self._announce()

    def _merge(
        self, tables: dict[str, Rows], images: dict[str, bytes], job: JobContext
    ) -> tuple[MergeCounts, int]:
        with self._ledger.write("Restore an export", changes.EVERYTHING) as writing:
            writing.unit.most_recorded = MOST_UNDONE
            merge = Merge(writing.unit, pictures.is_there, _planted())
            counts = merge.run(tables, job.report)
            job.checkpoint()
            added = pictures.put_back(self._paths.pictures, images)
        return counts, added

    def _announce(self) -> None:
        self._ledger.feed.announce(Change(frozenset({changes.EVERYTHING})))


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


def _counted(
    connection: Connection, job: JobContext, counts: dict[str, int]
) -> Iterator[tuple[str, Rows]]:
    for number, (name, rows) in enumerate(collect(connection)):
        job.report(number, len(nouns()), name)
        counts[name] = len(rows)
        yield name, rows


def _counted_pictures(folder: Path, counts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    counts["pictures"] = 0
    for name, data in pictures.embedded(folder):
        counts["pictures"] += 1
        yield name, data
