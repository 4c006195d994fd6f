"""A file's path as the journal holds it: the bytes the file system knows it by."""

from __future__ import annotations

import os

from db.file.errors import FaultKind, StorageFault


def read_path(stored: object) -> str:
    """Raises StorageFault damaged for what is no path: every file has one."""
    if not isinstance(stored, bytes | str):
        raise StorageFault(FaultKind.DAMAGED, f"{stored!r} where a file’s path should be")
    return os.fsdecode(stored)
