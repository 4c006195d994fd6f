"""A journal that can't be opened: a backup or a new journal takes its place.

All of it works before there are any services, and needs that nothing has the journal open.
"""

from __future__ import annotations

import logging
from pathlib import Path

from app.export.records import Backup
from app.paths import Paths
from app.storage_problems import reworded
from db.backup import backups_in
from db.restoring import begin_anew, replace_unopened

log = logging.getLogger(__name__)


def backups_of(paths: Paths) -> list[Backup]:
    """Newest first."""
    return [
        Backup(file.path, file.made_at, file.revision, file.path.stat().st_size)
        for file in backups_in(paths.backups)
    ]


def rescue(paths: Paths, backup: Backup) -> Path | None:
    """The profile opens with what the backup holds.

    Returns where the unreadable file was moved; None when there was none. Raises Problem when the
    backup is no use either.
    """
    with reworded("write"):
        aside = replace_unopened(paths.database, backup.path)
    log.info("the backup %s took the journal's place, which is now %s", backup.path, aside)
    return aside


def set_aside(paths: Paths) -> Path | None:
    """A new journal begins; the unreadable file stays under another name.

    Returns where; None when there was none. Raises Problem when the folder can't be written to.
    """
    with reworded("write"):
        aside = begin_anew(paths.database)
    log.info("a new journal begins; the old file is now %s", aside)
    return aside
