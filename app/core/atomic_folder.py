"""Writes a folder that appears complete or not at all."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)

_PREFIX = ".ost-my-heart-new-folder-"
_LEFT_AFTER_S = 3600


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write into. It becomes `path` if the block succeeds, and is removed otherwise.

    Until then it is beside it under a random name. Only its owner may look into it. What a killed
    program left there an hour ago or longer is removed first. Raises OSError, FileExistsError if
    there is something at `path`, even if it came meanwhile.
    """
    _expect_nothing(path)
    _sweep(path.parent)
    fresh = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=path.parent))
    try:
        yield fresh
        _expect_nothing(path)
        fresh.rename(path)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _expect_nothing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _sweep(folder: Path) -> None:
    before_s = time.time() - _LEFT_AFTER_S
    for left in folder.glob(f"{_PREFIX}*"):
        try:
            if left.is_dir() and left.lstat().st_mtime < before_s:
                shutil.rmtree(left)
                log.info("deleted %s, which was left half written", left)
        except OSError as fault:
            log.warning("%s was left half written and can’t be deleted: %s", left, fault)
