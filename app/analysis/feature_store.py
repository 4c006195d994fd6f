"""What was computed from a sound, kept on disk by the hash of its payload.

A feature (the waveform, later loudness or pitch) says its name, its version and its bytes; the
store finds, keeps and prunes. Losing the folder loses nothing.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from app.core.cache_file import write_cached
from app.core.user_files import read_bytes

log = logging.getLogger(__name__)

MAX_CACHE_BYTES = 2 * 1024**3  # an hour of music takes some 5 MB
_FULL_FROM = 0.95
_UNSEEN = 0.01  # of the size: what is kept before the folder is looked at again
_MOST_FILE_BYTES = 512 * 1024 * 1024

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


class Kept(IntEnum):
    """What came of keeping something. NOTHING: the folder can't be written, or the disk is full.
    NOT_THIS: something that can't be moved is in its place.
    """

    NOTHING = 0
    NOT_THIS = 1
    HERE = 2


class _KeptFile(NamedTuple):
    used_ns: int
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class KnownSounds:
    """What one look at a store's folder told. size and max_bytes: of everything in it."""

    stems: frozenset[str]
    size: int
    max_bytes: int

    def __contains__(self, payload_hash: object) -> bool:
        return isinstance(payload_hash, str) and _stem(payload_hash) in self.stems

    @property
    def is_full(self) -> bool:
        """Whether keeping more would soon push out what was kept before."""
        return self.size > self.max_bytes * _FULL_FROM


class FeatureStore:
    """One folder for all features; when it is full, the least recently used go. Thread-safe."""

    def __init__(
        self,
        folder: Path,
        max_bytes: int = MAX_CACHE_BYTES,
        most_file_bytes: int = _MOST_FILE_BYTES,
    ) -> None:
        """most_file_bytes: larger files were written by somebody else."""
        self._folder = folder
        self._max_bytes = max_bytes
        self._most_file_bytes = most_file_bytes
        self._lock = threading.Lock()
        self._room = 0  # bytes that can surely be kept before the folder has to be looked at

    def find(self, payload_hash: str, feature: Feature[T]) -> T | None:
        """None also for a damaged file or one of another version."""
        path = self._path(payload_hash, feature)
        try:
            data = read_bytes(path, self._most_file_bytes)
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

    def keep(self, payload_hash: str, feature: Feature[T], value: T) -> Kept:
        """Write all or nothing; if it can't be written, only that fails."""
        path, data = self._path(payload_hash, feature), feature.encode(value)
        try:
            write_cached(path, data)
        except OSError as fault:
            log.warning("%s couldn't be kept in the cache: %s", path.name, fault)
            return Kept.NOTHING if fault.filename2 is None else Kept.NOT_THIS
        if not self._has_room(len(data)):
            self.prune()
        return Kept.HERE

    def _has_room(self, size: int) -> bool:
        """Whether the folder needn't be looked at, which takes long when it is nearly full. Other
        processes keep something there, too: so that is believed for little at a time.
        """
        with self._lock:
            self._room -= size
            return self._room >= 0

    def prune(self) -> None:
        """Remove the least recently used files until the folder fits its size again; those that
        can't be removed stay.
        """
        try:
            files = list(self._files())
        except OSError as fault:
            log.warning("the cache %s can't be listed: %s", self._folder, fault)
            return
        excess = sum(file.size for file in files) - self._max_bytes
        with self._lock:
            self._room = min(-excess, int(self._max_bytes * _UNSEEN))
        for file in sorted(files):
            if excess <= 0:
                break
            if _fault_in_removing(file.path) is None:
                excess -= file.size

    def known(self, features: Sequence[Feature[Any]]) -> KnownSounds:
        """Of which sounds all these features are kept, and how large the folder is, by one look at
        it. Whether a file is sound shows when it is read.
        """
        endings = [_ending(feature) for feature in features]
        size, names = 0, set[str]()
        try:
            for file in self._files():
                size += file.size
                names.add(file.path.name)
        except FileNotFoundError:
            pass  # nothing was kept yet
        except OSError as fault:
            log.warning("the cache %s can't be listed: %s", self._folder, fault)
        first = endings[0]
        stems = (name.removesuffix(first) for name in names if name.endswith(first))
        whole = frozenset(stem for stem in stems if all(stem + end in names for end in endings))
        return KnownSounds(whole, size, self._max_bytes)

    def forget(self, payload_hash: str) -> None:
        """Deletes every feature of one sound, of every version. Raises OSError, after the others,
        for one that can't be deleted.
        """
        start, faults = f"{_stem(payload_hash)}.", list[OSError]()
        try:
            for file in list(self._files()):
                fault = _fault_in_removing(file.path) if file.path.name.startswith(start) else None
                if fault is not None:
                    faults.append(fault)
        except FileNotFoundError:
            return  # there is no folder yet
        if faults:
            raise faults[0]

    def clear(self) -> int:
        """Deletes every feature of every version; another process may be doing so, too. Returns how
        many bytes that freed. Raises OSError, after the others, for one that can't be deleted.
        """
        freed, faults = 0, list[OSError]()
        try:
            for file in list(self._files()):
                fault = _fault_in_removing(file.path)
                if fault is None:
                    freed += file.size
                else:
                    faults.append(fault)
        except FileNotFoundError:
            pass  # there is no folder yet
        if faults:
            raise faults[0]
        return freed

    def _files(self) -> Iterator[_KeptFile]:
        """Those that another process deletes meanwhile are left out. Raises OSError."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                try:
                    if _is_ours(entry):
                        stat = entry.stat(follow_symlinks=False)
                        yield _KeptFile(stat.st_mtime_ns, stat.st_size, Path(entry.path))
                except FileNotFoundError:
                    continue

    def _path(self, payload_hash: str, feature: Feature[T]) -> Path:
        return self._folder / f"{_stem(payload_hash)}{_ending(feature)}"

    def _mark_used(self, path: Path) -> None:
        try:
            if not path.is_symlink():  # it would be another's file that seems used
                os.utime(path)
        except OSError as fault:  # a read-only cache can still be read
            log.info("%s couldn't be marked as used: %s", path.name, fault)


def _fault_in_removing(path: Path) -> OSError | None:
    """None also for a file that was removed meanwhile."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        log.warning("%s couldn't be removed from the cache: %s", path.name, fault)
        return fault
    return None


def _stem(payload_hash: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in payload_hash)


def _ending(feature: Feature[Any]) -> str:
    return f".v{feature.version}.{feature.name}"


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Whether it is a feature of any version: “….v2.peaks”. Not one still being written."""
    return _NAME.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)
