"""A journal that can't be opened: a backup or a new journal takes its place.

All of it works before there are any services, and needs that nothing has the journal open.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.archive.records import Backup, Rescued
from app.archive.stages import told_to
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem, reworded
from db.file.contents import row_counts
from db.file.errors import StorageFault, sorted_file_faults
from db.file.log import expect_whole_log
from db.file.reading import in_reach, may_be_written
from db.file.remains import expect_none_was_here
from db.plain.revision import HEAD_REVISION, KNOWN_REVISIONS, revision_of
from db.store.backup import backups_in, copy
from db.store.check import check, check_word_index, findings
from db.store.restoring import begin_anew, replace_unopened

log = logging.getLogger(__name__)


def backups_of(paths: Paths) -> list[Backup]:
    """Newest first; what goes meanwhile, or can't be looked at, is none."""
    return list(_looked_at(paths))


def _looked_at(paths: Paths) -> Iterator[Backup]:
    for file in backups_in(paths.backups):
        try:
            size = file.path.stat().st_size
        except OSError as fault:
            log.warning("a backup can't be looked at: %r", fault)
            continue
        yield Backup(file.path, file.made_at, file.revision, size)


def rescue(paths: Paths, backup: Backup, job: JobContext | None = None) -> Rescued:
    """The profile opens with what the backup holds.

    Can be cancelled until files are exchanged. Raises Problem when the backup is no use either
    or its copy can't take the journal's place, and JobCancelled; nothing changed then.
    """
    job = job or JobContext()
    with _exchanging():
        aside = replace_unopened(paths.database, backup.path, told_to(job))
    log.info("the backup %s took the journal's place, which is now %s", backup.path, aside)
    return Rescued(aside, _counts(paths))


def begin_new_journal(paths: Paths) -> Rescued:
    """A new journal begins; the unreadable file stays under another name.

    Raises Problem when the folder can't be written to; nothing changed then.
    """
    with _exchanging():
        aside = begin_anew(paths.database)
    log.info("a new journal begins; the old file is now %s", aside)
    return Rescued(aside)


@contextmanager
def _exchanging() -> Iterator[None]:
    with reworded("exchange"), sorted_file_faults():
        yield


def _counts(paths: Paths) -> Mapping[str, int] | None:
    """Only to be told: what was done stays done when it can't be counted."""
    try:
        return row_counts(paths.database)
    except StorageFault as fault:
        log.warning("what the journal holds can't be counted: %s", fault.details)
        return None


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
