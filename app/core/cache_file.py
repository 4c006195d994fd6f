"""Writes a file of a cache, whatever else is in its place."""

from __future__ import annotations

import logging
from itertools import count
from pathlib import Path

from app.core.atomic_file import write_whole

log = logging.getLogger(__name__)


def write_cached(path: Path, data: bytes) -> None:
    """As `write_whole`, makes the folder, too. A folder in the file's place isn't ours to delete:
    it is moved aside, under another name beside it.

    Raises OSError; its `filename2` is set if the file alone is in the way of a new one, and the
    others of the cache could be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():  # a link is replaced like a file
        _move_aside(path)
    write_whole(path, data, is_lasting=False)


def _move_aside(folder: Path) -> None:
    names = (folder.with_name(f"{folder.name}.aside-{number}") for number in count(1))
    aside = next(name for name in names if not (name.exists() or name.is_symlink()))
    folder.rename(aside)
    log.warning("%s was a folder where a file of the cache belongs; it is %s now", folder, aside)
