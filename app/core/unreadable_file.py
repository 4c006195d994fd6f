"""Gives a file of the program's own that can't be read another name, beside the new one."""

from __future__ import annotations

import logging
import os
from itertools import count
from pathlib import Path

log = logging.getLogger(__name__)


def rename_unreadable(path: Path) -> Path | None:
    """Where it lies now, whatever it is (a folder too): `settings.unreadable.toml`, then
    `settings.unreadable-2.toml`… None when it could not be moved.
    """
    for number in count(1):
        suffix = f".unreadable-{number}" if number > 1 else ".unreadable"
        target = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        if not os.path.lexists(target):
            break
    try:
        os.rename(path, target)  # noqa: PTH104 - as it is, links and folders too
    except OSError as fault:
        log.warning("%s couldn't be renamed to %s: %s", path, target, fault)
        return None
    log.warning("%s can't be read; it is kept as %s", path, target)
    return target
