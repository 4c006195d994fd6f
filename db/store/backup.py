"""Backups, made by SQLite's backup API while the file is in use, and checked before they count."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from db.file.errors import StorageFault, sorted_faults, sorted_file_faults
from db.file.folder import sync_folder
from db.file.reading import reading_mode
from db.store.check import check, check_word_index, is_still_whole

KEPT = 10
_PAGES_AT_A_TIME = 500  # 2 MB: a few milliseconds
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"journal-(?P<revision>\w+)-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)\.db")


class Stage(Enum):
    """The stages of replacing a journal; a backup has those from COPY to KEEP."""

    CHECK = auto()
    COPY = auto()
    CHECK_COPY = auto()
    KEEP = auto()
    EXCHANGE = auto()


Watch = Callable[[Stage, int, int], None]  # done, total; both 0 if not known


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup; the facts are from its file name."""

    path: Path
    revision: str
    made_at: datetime


def nobody_watches(_stage: Stage, _done: int, _total: int) -> None:
    """For callers that need no progress."""


def backup(store_path: Path, dest: Path, watch: Watch = nobody_watches) -> None:
    """Copies the database to `dest`, completely or not at all, and checks the copy.

    watch: called repeatedly with the progress; whatever it raises ends the backup.
    Raises StorageFault if the database can't be read or is damaged, or the copy can't be written.
    """
    with _written_aside(dest) as part:
        copy(store_path, part, watch)
        watch(Stage.CHECK_COPY, 0, 0)
        check(part, on_step=lambda: watch(Stage.CHECK_COPY, 0, 0))
        check_word_index(part)
        watch(Stage.KEEP, 0, 0)


def backup_into(
    folder: Path,
    store_path: Path,
    revision: str,
    spare: Path | None = None,
    watch: Watch = nobody_watches,
) -> Path:
    """Makes a dated backup in the folder, then deletes old ones, but never `spare`.

    watch: as in `backup`; KEEP is the last stage at which raising leaves the folder unchanged.
    Raises as `backup` does, and then deletes nothing.
    """
    dest = folder / f"journal-{revision}-{datetime.now(UTC).strftime(_STAMP)}.db"
    with sorted_file_faults():
        folder.mkdir(parents=True, exist_ok=True)
    backup(store_path, dest, watch)
    thin_out(folder, spare)
    return dest


def thin_out(folder: Path, spare: Path | None = None) -> None:
    """Deletes old backups, except the newest ten that are whole and the last of each older month.

    A damaged one doesn't count: it is deleted once ten whole ones are newer. Backups from the
    future were made while the clock was wrong, then or now: they are thinned out separately, so
    that neither kind makes the other old. Raises StorageFault if the folder can't be changed.
    """
    now = datetime.now(UTC)
    files = backups_in(folder)
    _thin_out([file for file in files if file.made_at <= now], spare)
    _thin_out([file for file in files if file.made_at > now], spare)


def _thin_out(files: list[BackupFile], spare: Path | None) -> None:
    """files: newest first."""
    kept, months = 0, set()
    for file in files if len(files) > KEPT else ():
        if kept < KEPT:
            kept += _is_whole(file.path)
            continue
        month = (file.made_at.year, file.made_at.month)
        if month not in months and _is_whole(file.path):
            months.add(month)
        elif file.path != spare:
            with sorted_file_faults():
                file.path.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Also true if it can't be read just now, so that it isn't deleted."""
    try:
        return is_still_whole(path)
    except StorageFault:
        return True


def backups_in(folder: Path) -> list[BackupFile]:
    """The backups in a folder, newest first."""
    found = []
    for path in folder.glob("journal-*.db"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
            found.append(BackupFile(path, match["revision"], made_at))
    return sorted(found, key=lambda file: file.made_at, reverse=True)


def copy(source: Path, target: Path, watch: Watch = nobody_watches) -> None:
    """Replaces the target's content with the source's, in one transaction; only reads the source.

    watch: as in `backup`. What others write to the source meanwhile isn't copied.
    If the target is open elsewhere, its readers see either all old rows or all new ones.
    """
    address = f"{source.absolute().as_uri()}?{reading_mode(source)}"
    with (
        sorted_faults(),
        closing(sqlite3.connect(address, uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        writing.execute("PRAGMA synchronous = FULL").close()
        _hold_still(reading)
        reading.backup(
            writing,
            pages=_PAGES_AT_A_TIME,
            progress=lambda _status, left, total: watch(Stage.COPY, total - left, total),
        )


def _hold_still(reading: sqlite3.Connection) -> None:
    """Otherwise SQLite would start again after each commit of another connection."""
    reading.execute("BEGIN").close()
    reading.execute("SELECT count(*) FROM sqlite_master").close()


@contextmanager
def _written_aside(dest: Path) -> Iterator[Path]:
    """A path to write to. It becomes `dest` if the block succeeds, and is removed otherwise."""
    part = dest.with_name(dest.name + ".part")
    with sorted_file_faults():
        part.unlink(missing_ok=True)
        try:
            yield part
            _leave_log_mode(part)  # SQLite's last write, which it also flushes to disk
            part.replace(dest)
            sync_folder(dest.parent)
        finally:
            for leftover in (part, *(Path(f"{part}{end}") for end in ("-wal", "-shm", "-journal"))):
                leftover.unlink(missing_ok=True)


def _leave_log_mode(path: Path) -> None:
    """Makes the copy a single file, without a write-ahead log."""
    with sorted_faults(), closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = FULL").close()
        raw.execute("PRAGMA journal_mode = DELETE").close()
