"""A file's path as the journal stores it: as the file system's bytes."""

from __future__ import annotations

import os

from db.file.errors import FaultKind, StorageFault


def read_path(stored: object) -> str:
    """Raises StorageFault damaged if it isn't a path, because every file has one."""
    if not isinstance(stored, bytes | str):
        raise StorageFault(FaultKind.DAMAGED, f"{stored!r} where a file’s path should be")
    return os.fsdecode(stored)
