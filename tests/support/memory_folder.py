"""Where tests keep their files: in memory, where the system has room for that."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 1 << 30  # a container has 64 MB there, unless told otherwise


def keep_files_in_memory() -> None:
    """The journal waits for the disk at each commit, as it must: on a disk, more than half of the
    time that tests take is that. `TMPDIR`, if it is set, still says where the files are.

    For this process and those that it starts.
    """
    if "TMPDIR" not in os.environ and free_bytes(MEMORY) >= ENOUGH_BYTES:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def free_bytes(folder: Path) -> int:
    """0 where nothing can be written."""
    return shutil.disk_usage(folder).free if os.access(folder, os.W_OK) else 0
