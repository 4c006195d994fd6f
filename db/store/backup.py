"""Copies of the file, made by SQLite's backup API while it is in use, checked before they count."""

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
_PAGES_AT_A_TIME = 500  # 2 MB: some milliseconds
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"journal-(?P<revision>\w+)-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)\.db")


class Stage(Enum):
    """Where the replacing of a journal is, or the making of a backup (COPY to KEEP)."""

    CHECK = auto()
    COPY = auto()
    CHECK_COPY = auto()
    KEEP = auto()
    EXCHANGE = auto()


Watch = Callable[[Stage, int, int], None]  # done, total; 0 of 0 where that is not known


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One copy, as its name tells it."""

    path: Path
    revision: str
    made_at: datetime


def nobody_watches(_stage: Stage, _done: int, _total: int) -> None:
    """Where nobody needs to know how far it is."""


def backup(store_path: Path, dest: Path, watch: Watch = nobody_watches) -> None:
    """A copy of the database at `dest`, whole or not at all; it has been opened and checked.

    watch: told how far it is, again and again; whatever it raises ends it.
    Raises StorageFault when the database can't be read, is damaged, or the copy can't be written.
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
    """A dated copy in the backups folder, which is then thinned out; `spare` stays there.

    Watched as `backup` is: KEEP is the last moment at which what `watch` raises leaves the folder
    as it was. Raises as `backup` does; nothing is taken away then.
    """
    dest = folder / f"journal-{revision}-{datetime.now(UTC).strftime(_STAMP)}.db"
    with sorted_file_faults():
        folder.mkdir(parents=True, exist_ok=True)
    backup(store_path, dest, watch)
    thin_out(folder, spare)
    return dest


def thin_out(folder: Path, spare: Path | None = None) -> None:
    """The newest ten that are whole stay, and of what is older the last one of each month.

    One that is damaged counts for nothing: it goes when ten whole ones are newer. Those from the
    future were made while the clock was wrong, then or now: they are thinned out by themselves, so
    that neither kind makes the other one old. Raises StorageFault when the folder can't be changed.
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
    """A copy that can't be looked at just now is left alone."""
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
    """Puts what the source holds now into the target, in one transaction; the source is only read.

    watch: as in `backup`. What somebody writes to the source meanwhile is not in it.
    A target that is open elsewhere shows either its old rows or all of the new ones.
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
    """Else SQLite would copy all of it anew after every commit of somebody else."""
    reading.execute("BEGIN").close()
    reading.execute("SELECT count(*) FROM sqlite_master").close()


@contextmanager
def _written_aside(dest: Path) -> Iterator[Path]:
    """A path to write to, which becomes `dest` when the block ends well and vanishes otherwise."""
    part = dest.with_name(dest.name + ".part")
    with sorted_file_faults():
        part.unlink(missing_ok=True)
        try:
            yield part
            _leave_log_mode(part)  # SQLite's own last write to it, and flushed to the disk by it
            part.replace(dest)
            sync_folder(dest.parent)
        finally:
            for leftover in (part, *(Path(f"{part}{end}") for end in ("-wal", "-shm", "-journal"))):
                leftover.unlink(missing_ok=True)


def _leave_log_mode(path: Path) -> None:
    """Makes the copy one file, complete without a write-ahead log beside it."""
    with sorted_faults(), closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = FULL").close()
        raw.execute("PRAGMA journal_mode = DELETE").close()
