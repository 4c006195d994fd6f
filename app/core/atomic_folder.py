"""Writes a folder that appears complete or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.atomic_file import FOLDER_PREFIX, sweep


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write into. It becomes `path` if the block succeeds, and is removed otherwise.

    Until then it is beside it under a random name. Only its owner may look into it. What a killed
    program left there an hour ago or longer is removed first. Raises OSError, FileExistsError if
    there is something at `path`, even if it came meanwhile.
    """
    _expect_nothing(path)
    sweep(path.parent)
    fresh = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=path.parent))
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
