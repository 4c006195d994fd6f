"""The waveform as a feature that is kept.

A layout of its own instead of .npy: one read, checked before it is believed, no pickle.
"""

from __future__ import annotations

import struct
import zlib

from app.analysis.feature_store import Feature
from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid

_VERSION = 3
_MAGIC = b"OSTpeaks"
_NOT_BROKEN = -1
# magic, version, rate, frames, frames per bin, bins, breaks off at (ms), whether transcoded; then a
# checksum of all
_HEADER = struct.Struct("<8sIIQIIqI")
_CHECKSUM = struct.Struct("<I")
_HIGHEST_RATE_HZ = 10_000_000


def _encoded(peaks: Peaks) -> bytes:
    """Header and base level; the coarser levels are folded again faster than they are read."""
    base = peaks.levels[0]
    arrays = base.mins.tobytes() + base.maxs.tobytes() + base.rms.tobytes()
    breaks_off_ms = _NOT_BROKEN if peaks.breaks_off_ms is None else peaks.breaks_off_ms
    header = _HEADER.pack(
        _MAGIC,
        _VERSION,
        peaks.rate_hz,
        peaks.frames,
        base.frames_per_bin,
        len(base),
        breaks_off_ms,
        peaks.is_transcoded,
    )
    return header + _CHECKSUM.pack(zlib.crc32(arrays, zlib.crc32(header))) + arrays


def _decoded(data: bytes) -> Peaks | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np  # not needed to start

    arrays_at = _HEADER.size + _CHECKSUM.size
    if len(data) < arrays_at:
        return None
    magic, version, rate_hz, frames, width, bins, breaks_off_ms, transcoded = _HEADER.unpack_from(
        data
    )
    (checksum,) = _CHECKSUM.unpack_from(data, _HEADER.size)
    arrays = memoryview(data)[arrays_at:]
    is_ours = magic == _MAGIC and version == _VERSION and len(arrays) == bins * 6
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
    return Peaks(rate_hz, frames, frames, pyramid(base), broken, bool(transcoded))


def _is_plausible(rate_hz: int, frames: int, width: int, bins: int, breaks_off_ms: int) -> bool:
    """Whether a track can look like that; a checksum only says that nothing changed since."""
    if not 0 < rate_hz <= _HIGHEST_RATE_HZ or width < BASE_FRAMES or width % BASE_FRAMES:
        return False
    covers = bins > 0 and (bins - 1) * width < frames <= bins * width
    return covers and _NOT_BROKEN <= breaks_off_ms <= frames * 1000 // rate_hz


PEAKS: Feature[Peaks] = Feature("peaks", _VERSION, _encoded, _decoded)
