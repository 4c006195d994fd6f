"""A track's dynamics as a feature that is kept: some 30 bytes for each second.

A layout of its own, as for the waveform: one read, checked before it is believed, no pickle.
"""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.measured import HOP_MS, Measured
from app.analysis.dynamics.records import (
    PICTURE_BINS,
    DynamicsSummary,
    EventKind,
    FoundEvent,
)
from app.analysis.feature_store import Feature

_VERSION = 1
_MAGIC = b"OSTdynam"
# magic, version, hops, events, most intense, longest build (ms), picture; then a checksum of all
_HEADER = struct.Struct(f"<8sIIIfI{PICTURE_BINS}s")
_EVENT = struct.Struct("<BIII")  # kind, start, end, peak (ms)
_CHECKSUM = struct.Struct("<I")
_KINDS = tuple(EventKind)


def _encoded(dynamics: Dynamics) -> bytes:
    measured, summary = dynamics.measured, dynamics.summary
    header = _HEADER.pack(
        _MAGIC,
        _VERSION,
        len(measured),
        len(dynamics.events),
        summary.most_intense,
        summary.longest_build_ms,
        summary.picture,
    )
    events = [
        _EVENT.pack(_KINDS.index(each.kind), each.start_ms, each.end_ms, each.peak_ms)
        for each in dynamics.events
    ]
    arrays = (measured.loudness, measured.onsets, measured.brightness)
    body = b"".join([header, *events, *(array.tobytes() for array in arrays)])
    return body + _CHECKSUM.pack(zlib.crc32(body))


def _decoded(data: bytes) -> Dynamics | None:
    """None when the bytes are not what `_encoded` wrote."""
    if len(data) < _HEADER.size + _CHECKSUM.size:
        return None
    body, (checksum,) = data[: -_CHECKSUM.size], _CHECKSUM.unpack(data[-_CHECKSUM.size :])
    magic, version, hops, events, intense, build_ms, picture = _HEADER.unpack_from(body)
    is_ours = magic == _MAGIC and version == _VERSION and zlib.crc32(body) == checksum
    if not is_ours or len(body) != _HEADER.size + events * _EVENT.size + hops * 3:
        return None
    if not (0 <= intense <= 1 and build_ms <= hops * HOP_MS):
        return None
    arrays_at = _HEADER.size + events * _EVENT.size
    found = _events(body[_HEADER.size : arrays_at], hops * HOP_MS)
    if found is None:
        return None
    summary = DynamicsSummary(intense, build_ms, picture)
    return Dynamics(_measured(body, arrays_at, hops), found, summary)


def _events(data: bytes, duration_ms: int) -> tuple[FoundEvent, ...] | None:
    """None if a track of that length can't have them; a checksum only says that nothing changed."""
    found = []
    for kind, start_ms, end_ms, peak_ms in _EVENT.iter_unpack(data):
        if kind >= len(_KINDS) or not start_ms <= peak_ms <= end_ms <= duration_ms:
            return None
        found.append(FoundEvent(_KINDS[kind], start_ms, end_ms, peak_ms))
    is_sorted = all(one.start_ms <= other.start_ms for one, other in pairwise(found))
    return tuple(found) if is_sorted else None


def _measured(body: bytes, at: int, hops: int) -> Measured:
    import numpy as np  # not needed to start

    return Measured(*(np.frombuffer(body, np.uint8, hops, at + part * hops) for part in range(3)))


DYNAMICS: Feature[Dynamics] = Feature("dynamics", _VERSION, _encoded, _decoded)
