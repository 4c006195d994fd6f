"""A journal that can't be opened: a backup takes its place, before there are any services."""

from __future__ import annotations

from pathlib import Path

from app.export.records import Backup
from app.paths import Paths
from app.storage_problems import reworded
from db.backup import backups_in
from db.restoring import replace_unopened


def backups_of(paths: Paths) -> list[Backup]:
    """Newest first."""
    return [
        Backup(file.path, file.made_at, file.revision, file.path.stat().st_size)
        for file in backups_in(paths.backups)
    ]


def rescue(paths: Paths, backup: Backup) -> Path | None:
    """The profile opens with what the backup holds. Nothing may have the journal open.

    Returns where the unreadable file was moved. Raises Problem when the backup is no use either.
    """
    with reworded("write"):
        return replace_unopened(paths.database, backup.path)
