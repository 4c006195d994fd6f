"""Renames one of the program's own files that can't be read, to make room for a new one."""

from __future__ import annotations

import logging
import os
from itertools import count
from pathlib import Path

log = logging.getLogger(__name__)


def rename_unreadable(path: Path) -> Path | None:
    """Returns the new path: `settings.unreadable.toml`, then `settings.unreadable-2.toml`… Renames
    folders and links, too. None if it couldn't be renamed.
    """
    for number in count(1):
        suffix = f".unreadable-{number}" if number > 1 else ".unreadable"
        target = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        if not os.path.lexists(target):
            break
    try:
        os.rename(path, target)  # noqa: PTH104 - itself, even a link or a folder
    except OSError as fault:
        log.warning("%s couldn't be renamed to %s: %s", path, target, fault)
        return None
    log.warning("%s can't be read; it was renamed to %s", path, target)
    return target
