"""Renames the journal's file and its log within the folder: nothing is deleted.

At every moment, all of them are together under one name. A log can't be read without its file, and
a file without its log silently shows older rows: so all of them get their new names before one
loses its old name, and the file loses it first. If that is interrupted, what is left counts as a
missing journal (`db/file/remains.py`), and the next move completes this one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_file_faults
from db.file.folder import sync_folder
from db.file.journal_lock import held_alone

# The index before the log: an index alone would look like a lost log.
_ENDS = ("", "-shm", "-wal")
# FAT and some network drives have no hard links.
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})


def move_aside(path: Path) -> Path | None:
    """Returns the new name; None if there was no file. Raises StorageFault: locked if another
    process has the file open.
    """
    with held_alone(path), sorted_file_faults():
        parts = [end for end in _ENDS if Path(f"{path}{end}").exists()]
        aside = _left_half_moved(path)
        was_there = aside is not None or "" in parts
        if aside is None:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
            aside = path.with_name(f"{path.name}.damaged-{stamp}")
            _name_all(path, aside, parts)
        for end in parts:
            Path(f"{path}{end}").unlink(missing_ok=True)
        sync_folder(path.parent)
    return aside if was_there else None


@contextmanager
def moved_aside(path: Path) -> Iterator[Path | None]:
    """Moves the journal aside while a new one takes its place, and back if that fails. Yields what
    `move_aside` returns.
    """
    aside = move_aside(path)
    try:
        yield aside
    except BaseException as error:
        try:
            _move_back(aside, path)
        except OSError as worse:
            told = (
                f"{error}; the old file is {aside} and can’t be moved back: {worse!r}"  # not shown
            )
            raise StorageFault(FaultKind.UNREACHABLE, told) from error
        raise


def _move_back(aside: Path | None, path: Path) -> None:
    """Replaces what was half made there; all files are together under one name here, too."""
    for end in _ENDS:
        Path(f"{path}{end}").unlink(missing_ok=True)
    if aside is not None:
        parts = [end for end in _ENDS if Path(f"{aside}{end}").exists()]
        _name_all(aside, path, parts)
        for end in parts:
            Path(f"{aside}{end}").unlink(missing_ok=True)
    sync_folder(path.parent)


def _left_half_moved(path: Path) -> Path | None:
    """Where the file is, if a move was interrupted before its log lost the old name. Removes new
    names of files that still have all their old ones.
    """
    for end in _ENDS:
        part = Path(f"{path}{end}")
        if not part.exists():
            continue
        for other in _moved(path, end):
            if not other.samefile(part):
                continue
            if not path.exists():
                return other.with_name(other.name.removesuffix(end))
            other.unlink()
    return None


def _moved(path: Path, end: str) -> Iterator[Path]:
    yield from path.parent.glob(f"{path.name}.damaged-*Z{end}")


def _name_all(path: Path, aside: Path, parts: list[str]) -> None:
    """The file itself last: until it has its new name, the others don't count as a journal."""
    try:
        for end in reversed(parts):
            os.link(f"{path}{end}", f"{aside}{end}")
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        for end in parts:
            Path(f"{path}{end}").replace(Path(f"{aside}{end}"))
    sync_folder(path.parent)
