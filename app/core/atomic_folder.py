"""Writes a folder that appears complete or not at all; and a file that takes as long; and folders
that are only needed meanwhile.

Until then it is beside its place under a random name, locked by whoever writes it. The lock is the
kernel's: it ends with its process, however that ends. So whatever has such a name and isn't locked
was left by a killed program, and goes at once. Where nothing can be locked (Windows, some network
drives), it goes once it is an hour old.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.core.atomic_file import keep_permissions, whole_file
from app.core.user_files import read_bytes

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

_PREFIX = ".ost-my-heart-new-folder-"
_LEFT_AFTER_S = 3600
_LONGEST_PATH = 64 * 1024  # bytes


@contextmanager
def whole_folder(path: Path, notes: Path | None = None) -> Iterator[Path]:
    """A folder to write into. It becomes `path` if the block succeeds, and is removed otherwise.

    Only its owner may look into it. What killed programs left beside it is removed first. notes: a
    folder of the program's own in which it says where it writes, for `sweep_noted`. Raises OSError,
    FileExistsError if there is something at `path`, even if it came meanwhile.
    """
    _expect_nothing(path)
    with _fresh_folder(path.parent, notes) as fresh:
        yield fresh
        _expect_nothing(path)
        fresh.rename(path)


@contextmanager
def long_written_file(path: Path, notes: Path | None = None) -> Iterator[BinaryIO]:
    """As `whole_file`, but what is left of it goes as a folder does: it is written within one. It
    replaces what is at `path`.
    """
    with _fresh_folder(path.parent, notes) as folder:
        fresh = folder / "whole"
        with whole_file(fresh, is_lasting=False) as file:
            yield file
        keep_permissions(path, fresh)
        fresh.replace(path)


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """For what is only needed meanwhile; removed at the end. parent: None for the system's
    temporary folder, whose name means nothing to anyone. What killed programs left there goes
    first; `sweep_folders` does that, too.
    """
    with _fresh_folder(parent or temporary(), None) as fresh:
        yield fresh


def temporary() -> Path:
    """The system's folder for what is only needed meanwhile."""
    return Path(tempfile.gettempdir())


@contextmanager
def _fresh_folder(parent: Path, notes: Path | None) -> Iterator[Path]:
    """Locked and noted; removed at the end, if it is still there."""
    sweep_folders(parent)
    fresh, lock = _locked_folder(parent)
    note = None
    try:
        note = None if notes is None else _noted(fresh, notes)
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if lock is not None:
            os.close(lock)
        if note is not None:
            note.unlink(missing_ok=True)


def sweep_folders(folder: Path) -> None:
    """Removes what killed programs left half written in it."""
    for left in folder.glob(f"{_PREFIX}*"):
        _sweep(left)


def sweep_noted(notes: Path) -> None:
    """Removes what killed programs left half written, wherever that is. What is on a drive that
    isn't there now stays noted.
    """
    for note in notes.glob(f"{_PREFIX}*"):
        try:
            left = Path(os.fsdecode(read_bytes(note, _LONGEST_PATH)))
            if left.name != note.name:
                continue  # not ours, or being written
            if left.is_dir():
                _sweep(left)
            if left.parent.is_dir() and not left.is_dir():
                note.unlink(missing_ok=True)
        except (OSError, ValueError) as fault:
            log.warning("%s can’t be read: %s", note, fault)


def _expect_nothing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _locked_folder(parent: Path) -> tuple[Path, int | None]:
    """A new one, and what locks it; None where nothing can be locked."""
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        try:
            lock = _lock(fresh)
        except (BlockingIOError, FileNotFoundError):
            continue  # swept between making and locking it
        if lock is None or _is_at(fresh, lock):
            return fresh, lock
        os.close(lock)


def _noted(fresh: Path, notes: Path) -> Path | None:
    """Without a note it is swept only beside the next one."""
    note = notes / fresh.name
    try:
        notes.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_bytes(os.fsencode(fresh.absolute()))
    except OSError as fault:
        log.info("%s can’t be noted: %s", fresh, fault)
        with suppress(OSError):
            note.unlink(missing_ok=True)  # half a note says of nothing where it is
        return None
    return note


def _sweep(left: Path) -> None:
    lock = None
    try:
        if left.is_symlink() or not left.is_dir():
            return
        with suppress(PermissionError):  # then its age says whether it is left
            lock = _lock(left)
        if lock is None and left.lstat().st_mtime > time.time() - _LEFT_AFTER_S:
            return
        shutil.rmtree(left)
        log.info("deleted %s, which was left half written", left)
    except BlockingIOError:
        return  # it is being written
    except FileNotFoundError:
        return  # another process has swept it, or it is whole now
    except OSError as fault:
        log.warning("%s was left half written and can’t be deleted: %s", left, fault)
    finally:
        if lock is not None:
            os.close(lock)


if sys.platform == "win32":

    def _lock(_folder: Path) -> int | None:
        return None

else:

    def _lock(folder: Path) -> int | None:
        """None where nothing can be locked. Raises BlockingIOError if another process writes it,
        another OSError if it can't be opened.
        """
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise
        except OSError as fault:  # each kind of network drive has its own way to say so
            os.close(descriptor)
            log.info("nothing can be locked in %s: %s", folder.parent, fault)
            return None
        return descriptor


def _is_at(folder: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(folder.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
