"""Makes a folder's entries survive a power cut."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

# Folders of some network drives can't be synced.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


def sync_folder(folder: Path) -> None:
    """Renames made in the folder so far survive a power cut. Raises OSError."""
    if os.name == "nt":
        return  # Windows can't open folders
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in _NO_FOLDER_SYNC:
            raise
        log.info("the folder %s can’t be synced: %s", folder, fault)
    finally:
        os.close(descriptor)
