"""What was computed from a sound, kept on disk by the hash of its payload.

A feature (the waveform, later loudness or pitch) says its name, its version and its bytes; the
store finds, keeps and prunes. Losing the folder loses nothing.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from app.core.atomic_file import write_whole
from app.core.user_files import read_bytes

log = logging.getLogger(__name__)

MAX_CACHE_BYTES = 512 * 1024 * 1024

T = TypeVar("T")
_NAME = re.compile(r"[\w-]+\.v\d+\.[a-z]+")


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """Something that can be computed from a sound.

    name: also the ending of its files. version: goes up when the same sound would give other
    values. decode: None for bytes that `encode` did not write.
    """

    name: str
    version: int
    encode: Callable[[T], bytes]
    decode: Callable[[bytes], T | None]


class FeatureStore:
    """One folder for all features; when it is full, the least recently used go. Thread-safe."""

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def find(self, payload_hash: str, feature: Feature[T]) -> T | None:
        """None also for a damaged file or one of another version."""
        path = self._path(payload_hash, feature)
        try:
            data = read_bytes(path, MAX_CACHE_BYTES)
        except FileNotFoundError:
            return None
        except OSError as fault:
            log.warning("%s couldn't be read from the cache: %s", path.name, fault)
            return None
        value = feature.decode(data)
        if value is None:
            log.warning("%s in the cache is damaged; it is computed again", path.name)
            return None
        self._mark_used(path)
        return value

    def keep(self, payload_hash: str, feature: Feature[T], value: T) -> None:
        """Write all or nothing; if the disk is full, only the caching fails."""
        path = self._path(payload_hash, feature)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, feature.encode(value), is_lasting=False)
            self.prune()
        except OSError as fault:
            log.warning("%s couldn't be kept in the cache: %s", path.name, fault)

    def prune(self) -> None:
        """Remove the least recently used files until the folder fits its size again."""
        files = []
        for entry in os.scandir(self._folder):
            if _is_ours(entry):
                stat = entry.stat(follow_symlinks=False)
                files.append((stat.st_mtime_ns, stat.st_size, entry.path))
        excess = sum(size for _, size, _ in files) - self._max_bytes
        for _, size, path in sorted(files):
            if excess <= 0:
                break
            Path(path).unlink(missing_ok=True)
            excess -= size

    def _path(self, payload_hash: str, feature: Feature[T]) -> Path:
        safe = "".join(c if c.isalnum() else "-" for c in payload_hash)
        return self._folder / f"{safe}.v{feature.version}.{feature.name}"

    def _mark_used(self, path: Path) -> None:
        try:
            os.utime(path)
        except OSError as fault:  # a read-only cache can still be read
            log.info("%s couldn't be marked as used: %s", path.name, fault)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Whether it is a feature of any version: “….v2.peaks”. Not one still being written."""
    return _NAME.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)
