"""Writes a file that appears complete or not at all. All files are written with this."""

from __future__ import annotations

import logging
import os
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
_PREFIX = ".ost-my-heart-new-"
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
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        if check is not None:
            check(fresh)
        keep_permissions(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if is_lasting:
        sync_folder(path.parent)


def sweep(folder: Path, *older_names: str) -> None:
    """Deletes what a killed program left half written, unless it is less than an hour old.

    older_names: patterns of the names that earlier versions used.
    """
    before_s = time.time() - _LEFT_AFTER_S
    for pattern in (f"{_PREFIX}*", *older_names):
        for left in folder.glob(pattern):
            try:
                if left.is_file() and left.lstat().st_mtime < before_s:
                    left.unlink()
                    log.info("deleted %s, which was left half written", left)
            except OSError as fault:
                log.warning("%s was left half written and can’t be deleted: %s", left, fault)


def keep_permissions(path: Path, fresh: Path) -> None:
    """Those of the file that is replaced, if there is one."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISREG(mode) and mode & 0o600 == 0o600 and os.name != "nt":
        try:
            fresh.chmod(mode & 0o777)
        except OSError as fault:  # drives without permissions (FAT) refuse some
            log.info("the permissions of %s can’t be copied: %s", path, fault)
