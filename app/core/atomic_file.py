"""Writes a file that appears complete or not at all. All files are written with this."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from db.file.folder import sync_folder

log = logging.getLogger(__name__)

# Unmistakable, because the listener's own folders are swept, too: exports are written there.
PREFIX = ".ost-my-heart-new-"
FOLDER_PREFIX = f"{PREFIX}folder-"
# A file that is being written keeps changing; one that hasn't for so long was left behind.
_LEFT_AFTER_S = 3600


def write_whole(path: Path, data: bytes, *, is_lasting: bool = True) -> None:
    """As `whole_file`, for data in memory."""
    with whole_file(path, is_lasting=is_lasting) as file:
        file.write(data)


@contextmanager
def whole_file(
    path: Path, *, is_lasting: bool = True, check: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """A file to write to. It becomes `path` if the block succeeds, and is removed otherwise.

    The file at `path` is complete even if the program is killed meanwhile, if two processes write
    it, or if the power fails (unless `is_lasting` is false, as for a cache). Until then it is in
    the same folder under a random name. Only its owner may read it, unless it replaces a file with
    other permissions. check: examines what was written before it counts; may raise.
    Raises OSError, and then the old file is unchanged. If only syncing the folder failed, the new
    file is there, but a power cut may still bring back the old one.
    """
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        if check is not None:
            check(fresh)
        _keep_permissions(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if is_lasting:
        sync_folder(path.parent)


def sweep(folder: Path, *older_names: str) -> None:
    """Deletes what a killed program left half written, unless it is less than an hour old: files,
    and folders in which nothing has changed for so long.

    older_names: patterns of the names that earlier versions used for files.
    """
    before_s = time.time() - _LEFT_AFTER_S
    for pattern in (f"{PREFIX}*", *older_names):
        for left in folder.glob(pattern):
            try:
                if _changed_s(left) < before_s:
                    _delete(left)
            except OSError as fault:
                log.warning("%s was left half written and can’t be deleted: %s", left, fault)


def _changed_s(left: Path) -> float:
    """When anything in it last changed; a folder that is written to may itself stay as it was."""
    newest_s = left.lstat().st_mtime
    if left.is_dir() and not left.is_symlink():
        newest_s = max((newest_s, *(inside.lstat().st_mtime for inside in left.rglob("*"))))
    return newest_s


def _delete(left: Path) -> None:
    if left.is_file():
        left.unlink()
    elif left.name.startswith(FOLDER_PREFIX) and left.is_dir():
        shutil.rmtree(left)
    else:
        return
    log.info("deleted %s, which was left half written", left)


def _keep_permissions(path: Path, fresh: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISREG(mode) and mode & 0o600 == 0o600 and os.name != "nt":
        try:
            fresh.chmod(mode & 0o777)
        except OSError as fault:  # drives without permissions (FAT) refuse some
            log.info("the permissions of %s can’t be copied: %s", path, fault)
