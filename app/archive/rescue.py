"""Replaces a journal that can't be opened by a backup or a new journal.

All of it works before there are any services, while nothing has the journal open.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.archive.records import Backup, Rescued
from app.archive.stages import told_to
from app.core.atomic_folder import scratch_folder
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.words import _, decimal
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
    """Newest first, without those that vanish meanwhile or can't be read."""
    return list(_looked_at(paths))


def _looked_at(paths: Paths) -> Iterator[Backup]:
    try:
        found = backups_in(paths.backups)
    except OSError as fault:
        log.warning("the folder of the backups can't be read: %r", fault)
        return
    for file in found:
        try:
            size = file.path.stat().st_size
        except OSError as fault:
            log.warning("a backup can't be read: %r", fault)
            continue
        yield Backup(file.path, file.made_at, file.revision, size)


def rescue(paths: Paths, backup: Backup, job: JobContext | None = None) -> Rescued:
    """The backup becomes the journal.

    Can be cancelled until files are exchanged. Raises Problem when the backup can't be used either
    or can't replace the journal, and JobCancelled; nothing has changed then.
    """
    job = job or JobContext()
    with _exchanging():
        aside = replace_unopened(paths.database, backup.path, told_to(job))
    log.info("the backup %s replaced the journal, which is now %s", backup.path, aside)
    return Rescued(aside, _counts(paths))


def begin_new_journal(paths: Paths) -> Rescued:
    """Starts a new journal; the unreadable file is renamed.

    Raises Problem when the folder can't be written to; nothing has changed then.
    """
    with _exchanging():
        aside = begin_anew(paths.database)
    log.info("started a new journal; the old file is now %s", aside)
    return Rescued(aside)


@contextmanager
def _exchanging() -> Iterator[None]:
    with reworded("exchange"), sorted_file_faults():
        yield


def _counts(paths: Paths) -> Mapping[str, int] | None:
    """Only for information: failing to count undoes nothing."""
    try:
        return row_counts(paths.database)
    except StorageFault as fault:
        log.warning("the journal's rows can't be counted: %s", fault.details)
        return None


def damage_of(paths: Paths) -> StorageProblem | None:
    """What is wrong with the journal's file, after reading all of it; None when nothing is.

    Raises Problem when it can't be read for another reason.
    """
    with reworded("read"):
        found = findings(paths.database)
    return StorageProblem("damaged", "read", "\n".join(found)) if found else None


def journal_is_sound(paths: Paths) -> str:
    """Says that it is, after reading all of it; an older or newer file is left as it is.

    Raises Problem when it isn't sound.
    """
    file = display_path(paths.database)
    with reworded("read"):
        expect_whole_log(paths.database)  # before SQLite reads it and skips what is lost
    with reworded("read"), in_reach(paths.database) as place:
        revision = revision_of(place)
        if revision is None:
            expect_none_was_here(paths.database)
            return _("There is no journal yet at {path}.", path=file)
        check(place)
        _check_words(place)
    if revision not in KNOWN_REVISIONS:
        raise Problem(
            _("{path} was made by a newer version of OST My Heart.", path=file),
            _(
                "Its format is {revision}; this version reads up to {newest}.",
                revision=revision,
                newest=HEAD_REVISION,
            ),
            _("Install the newer version, or start with another profile."),
        )
    size_mb = decimal(paths.database.stat().st_size / 1_000_000, 1)
    if may_be_written(paths.database):
        return _("{path} is sound ({size} MB).", path=file, size=size_mb)
    return _("{path} is sound ({size} MB), but can’t be written to.", path=file, size=size_mb)


def _check_words(place: Path) -> None:
    """Checks a copy, because SQLite needs to write for this."""
    with scratch_folder() as folder:
        copied = folder / place.name
        copy(place, copied)
        check_word_index(copied)
