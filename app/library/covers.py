"""Cover pictures: inside the file or beside it, each stored once under the hash of its bytes."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import threading
from pathlib import Path

from app.core.cache_file import write_cached
from app.core.user_files import read_bytes
from app.profile.picture_shape import picture_size
from app.profile.pictures import picture_extension

log = logging.getLogger(__name__)

MAX_COVER_BYTES = 20 * 1024 * 1024
_FOLDER_PICTURE = re.compile(r"^\.?(cover|folder|front)\.(jpe?g|png|webp)$", re.IGNORECASE)
_PREFERENCE = ("cover", "front", "folder")
_REMEMBERED_FOLDERS = 64


class FolderPictures:
    """The picture beside a folder's tracks. Thread-safe.

    A folder is read once, and again after something was put into it.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], bytes | None] = {}
        self._lock = threading.Lock()

    def beside(self, path: Path) -> bytes | None:
        """The bytes of the folder's cover picture; None if it has none."""
        folder = os.path.dirname(path)  # noqa: PTH120 - once per file, Path.parent is slower
        state = folder, changed_ns(folder)
        with self._lock:
            if state not in self._known:
                if len(self._known) >= _REMEMBERED_FOLDERS:
                    self._known.pop(next(iter(self._known)))
                self._known[state] = _picture_in(folder)
            return self._known[state]


def changed_ns(folder: str) -> int:
    """When something was last put into a folder or taken from it; 0 if it isn't there."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - once per file
    except OSError:
        return 0


def acceptable(data: bytes | None) -> bytes | None:
    """The picture, if it is whole and too large neither in bytes nor in pixels; otherwise None."""
    if not data or len(data) > MAX_COVER_BYTES or picture_size(data) is None:
        return None
    return data


def cover_key(data: bytes) -> str:
    """A picture's name in the cache, the same for the same bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest() + picture_extension(data)


def store_cover(cache_dir: Path, data: bytes) -> str:
    """Stores a picture's original bytes and returns its key.

    The key is a file name in `cache_dir`. Raises OSError if the folder can't be written to.
    """
    key = cover_key(data)
    path = cache_dir / key
    if path.is_file() and path.stat().st_size == len(data):
        return key
    write_cached(path, data)
    return key


def _picture_in(folder: str) -> bytes | None:
    try:
        with os.scandir(folder) as listing:
            names = [entry.name for entry in listing if _FOLDER_PICTURE.match(entry.name)]
    except OSError as fault:
        log.info("no folder picture from %r: %s", folder, fault)
        return None
    pictures = (_picture_at(Path(folder) / name) for name in sorted(names, key=_rank))
    return next((data for data in pictures if data), None)


def _picture_at(path: Path) -> bytes | None:
    try:
        return acceptable(read_bytes(path, MAX_COVER_BYTES))
    except OSError as fault:
        log.info("no folder picture from %r: %s", path, fault)
        return None


def _rank(name: str) -> tuple[int, str]:
    stem = name.lstrip(".").partition(".")[0].lower()
    return _PREFERENCE.index(stem), name
