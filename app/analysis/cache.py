"""Waveforms kept on disk, so that a track seen once is drawn at once.

A file of its own layout instead of .npy: one read, checked before it is believed, no pickle.
Losing the folder loses nothing.
"""

from __future__ import annotations

import logging
import os
import struct
import zlib
from pathlib import Path

from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid
from app.core.atomic_file import write_whole
from app.core.user_files import read_bytes

log = logging.getLogger(__name__)

ANALYSIS_VERSION = 2
MAX_CACHE_BYTES = 512 * 1024 * 1024
_MAGIC = b"OSTpeaks"
_NOT_BROKEN = -1
# magic, version, rate, frames, frames per bin, bins, breaks off at (ms); then a checksum of all
_HEADER = struct.Struct("<8sIIQIIq")
_CHECKSUM = struct.Struct("<I")
_HIGHEST_RATE_HZ = 10_000_000


class PeakCache:
    """Finds and keeps the Peaks of a payload; a damaged or older file counts as absent."""

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def find(self, payload_hash: str) -> Peaks | None:
        path = self._path(payload_hash)
        try:
            data = read_bytes(path, MAX_CACHE_BYTES)
        except FileNotFoundError:
            return None
        except OSError as fault:
            log.warning("waveform %s couldn't be read from the cache: %s", path.name, fault)
            return None
        peaks = _decoded(data)
        if peaks is None:
            log.warning("waveform %s in the cache is damaged; it is computed again", path.name)
            return None
        self._mark_used(path)
        return peaks

    def keep(self, payload_hash: str, peaks: Peaks) -> None:
        """Write all or nothing; a full disk costs the cache, not the waveform."""
        path = self._path(payload_hash)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, _encoded(peaks), is_lasting=False)
            self.prune()
        except OSError as fault:
            log.warning("waveform %s couldn't be kept in the cache: %s", path.name, fault)

    def prune(self) -> None:
        """Remove the least recently used files until the folder fits its size again."""
        files = []
        for entry in os.scandir(self._folder):
            if entry.name.endswith(".peaks"):
                stat = entry.stat()
                files.append((stat.st_mtime_ns, stat.st_size, entry.path))
        excess = sum(size for _, size, _ in files) - self._max_bytes
        for _, size, path in sorted(files):
            if excess <= 0:
                break
            Path(path).unlink(missing_ok=True)
            excess -= size

    def _path(self, payload_hash: str) -> Path:
        safe = "".join(c if c.isalnum() else "-" for c in payload_hash)
        return self._folder / f"{safe}.v{ANALYSIS_VERSION}.peaks"

    def _mark_used(self, path: Path) -> None:
        try:
            os.utime(path)
        except OSError as fault:  # a read-only cache still serves
            log.info("waveform %s couldn't be marked as used: %s", path.name, fault)


def _encoded(peaks: Peaks) -> bytes:
    """Header and base level; the coarser levels are folded again faster than they are read."""
    base = peaks.levels[0]
    arrays = base.mins.tobytes() + base.maxs.tobytes() + base.rms.tobytes()
    breaks_off_ms = _NOT_BROKEN if peaks.breaks_off_ms is None else peaks.breaks_off_ms
    header = _HEADER.pack(
        _MAGIC,
        ANALYSIS_VERSION,
        peaks.rate_hz,
        peaks.frames,
        base.frames_per_bin,
        len(base),
        breaks_off_ms,
    )
    return header + _CHECKSUM.pack(zlib.crc32(arrays, zlib.crc32(header))) + arrays


def _decoded(data: bytes) -> Peaks | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np

    arrays_at = _HEADER.size + _CHECKSUM.size
    if len(data) < arrays_at:
        return None
    magic, version, rate_hz, frames, width, bins, breaks_off_ms = _HEADER.unpack_from(data)
    (checksum,) = _CHECKSUM.unpack_from(data, _HEADER.size)
    arrays = memoryview(data)[arrays_at:]
    is_ours = magic == _MAGIC and version == ANALYSIS_VERSION and len(arrays) == bins * 6
    if not is_ours or zlib.crc32(arrays, zlib.crc32(data[: _HEADER.size])) != checksum:
        return None
    if not _is_plausible(rate_hz, frames, width, bins, breaks_off_ms):
        return None
    base = PeakLevel(
        width,
        np.frombuffer(arrays, np.int16, bins),
        np.frombuffer(arrays, np.int16, bins, bins * 2),
        np.frombuffer(arrays, np.uint16, bins, bins * 4),
    )
    broken = None if breaks_off_ms == _NOT_BROKEN else breaks_off_ms
    return Peaks(rate_hz, frames, frames, pyramid(base), broken)


def _is_plausible(rate_hz: int, frames: int, width: int, bins: int, breaks_off_ms: int) -> bool:
    """Whether a track can look like that; a checksum only says that nothing changed since."""
    if not 0 < rate_hz <= _HIGHEST_RATE_HZ or width < BASE_FRAMES or width % BASE_FRAMES:
        return False
    covers = bins > 0 and (bins - 1) * width < frames <= bins * width
    return covers and _NOT_BROKEN <= breaks_off_ms <= frames * 1000 // rate_hz
