"""A journal that can't be opened: a backup or a new journal takes its place.

All of it works before there are any services, and needs that nothing has the journal open.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from app.errors import Problem
from app.export.records import Backup
from app.paths import Paths
from app.storage_problems import StorageProblem, reworded
from db.backup import backups_in, copy
from db.file.check import check, check_word_index, findings
from db.file.log import expect_whole_log
from db.file.reading import in_reach, may_be_written
from db.file.remains import expect_none_was_here
from db.restoring import begin_anew, replace_unopened
from db.revision import HEAD_REVISION, KNOWN_REVISIONS, revision_of

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


def begin_new_journal(paths: Paths) -> Path | None:
    """A new journal begins; the unreadable file stays under another name.

    Returns where; None when there was none. Raises Problem when the folder can't be written to.
    """
    with reworded("write"):
        aside = begin_anew(paths.database)
    log.info("a new journal begins; the old file is now %s", aside)
    return aside


def damage_of(paths: Paths) -> StorageProblem | None:
    """What is wrong in the journal's file, after reading all of it; None when it is sound.

    Raises Problem when it can't be read for another reason.
    """
    with reworded("read"):
        found = findings(paths.database)
    return StorageProblem("damaged", "read", "\n".join(found)) if found else None


def journal_is_sound(paths: Paths) -> str:
    """Says so, after reading all of it; an older file is not upgraded, a newer one not touched.

    Raises Problem when it is not sound.
    """
    with reworded("read"):
        expect_whole_log(paths.database)  # before SQLite looks on it and passes over what is lost
    with reworded("read"), in_reach(paths.database) as place:
        revision = revision_of(place)
        if revision is None:
            expect_none_was_here(paths.database)
            return f"There is none yet at {paths.database}"
        check(place)
        _check_words(place)
    if revision not in KNOWN_REVISIONS:
        raise Problem(
            f"{paths.database} was made by a newer version of OST My Heart.",
            f"Its form is {revision}, this program knows {HEAD_REVISION}.",
            "Install the newer version, or start with another profile.",
        )
    size_mb = paths.database.stat().st_size / 1_000_000
    whole = f"{paths.database} is whole ({size_mb:.1f} MB)"
    return whole if may_be_written(paths.database) else f"{whole}; nothing can be kept in it"


def _check_words(place: Path) -> None:
    """Asked of a copy: SQLite wants leave to write for it."""
    with tempfile.TemporaryDirectory(prefix="ost-my-heart-check-") as folder:
        copied = Path(folder) / place.name
        copy(place, copied)
        check_word_index(copied)
