"""Writes a file that appears complete or not at all: the one way there is."""

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

# Nobody else’s: exports lie in folders of the listener’s, which are swept, too.
_PREFIX = ".ost-my-heart-new-"
# A file that is being written changes all the time; one that nobody touched for so long was left.
_LEFT_AFTER_S = 3600


def write_whole(path: Path, data: bytes, *, is_lasting: bool = True) -> None:
    """As `whole_file`, for what is in memory."""
    with whole_file(path, is_lasting=is_lasting) as file:
        file.write(data)


@contextmanager
def whole_file(
    path: Path, *, is_lasting: bool = True, check: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """A file to write to, which becomes `path` when the block ends well and vanishes otherwise.

    Whole also when the program is killed in between, when two write the same file, and, unless
    `is_lasting` is false (a cache, which can be made again), when the power fails. It lies in the
    same folder under a name nobody can guess, and is its owner's alone unless the file it
    replaces was not. check: looks at what was written before it counts; what it raises is passed
    on. Raises OSError; what was at the path is then as it was, but for a folder that can't be
    synced: then the new file is there, and a power cut may still take it back.
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
        _keep_permissions(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if is_lasting:
        sync_folder(path.parent)


def sweep(folder: Path, *older_names: str) -> None:
    """Away with what a killed program left half written; files of the last hour stay.

    older_names: patterns of the names that earlier versions wrote under.
    """
    before_s = time.time() - _LEFT_AFTER_S
    for pattern in (f"{_PREFIX}*", *older_names):
        for left in folder.glob(pattern):
            try:
                if left.is_file() and left.lstat().st_mtime < before_s:
                    left.unlink()
                    log.info("removed %s, which was left half written", left)
            except OSError as fault:
                log.warning("%s was left half written and can’t be removed: %s", left, fault)


def _keep_permissions(path: Path, fresh: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISREG(mode) and mode & 0o600 == 0o600 and os.name != "nt":
        try:
            fresh.chmod(mode & 0o777)
        except OSError as fault:  # drives without permissions (FAT) refuse some
            log.info("the permissions of %s can’t be kept: %s", path, fault)
