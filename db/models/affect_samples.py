"""The column type of a trace's samples: compressed on disk, plain in memory.

In memory: two signed bytes per sample, valence then arousal, each -127..127 for -1..1.
On disk, format 1: the byte 1, then zlib of all valences followed by all arousals, each as the
difference from the one before (modulo 256; the first from 0). A hand at rest gives zeros: an hour
at 20 Hz, 144,000 bytes in memory, was measured at 12,000 on disk.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect

from db.file.errors import FaultKind, StorageFault
from db.models.listed import Listed
from db.ranges.limits import Wrong, WrongValue

MOST = 127
_FORMAT = 1
_LEVEL = 6


class AffectSamples(Listed):
    """Compressed in the file; Python code sees pairs of bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else packed(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:
        return None if value is None else unpacked(value)

    def as_lists(self, value: bytes) -> dict[str, list[int]]:
        return as_lists(value)

    def from_lists(self, value: Any) -> bytes:
        return from_lists(value)

    def is_whole(self, kept: Any) -> bool:
        try:
            unpacked(kept)
        except StorageFault:
            return False
        return True


def packed(samples: bytes) -> bytes:
    """Raises ValueError for half a sample."""
    if len(samples) % 2:
        raise ValueError(f"half a sample: {len(samples)} bytes")
    planes = _differences(samples[0::2]) + _differences(samples[1::2])
    return bytes([_FORMAT]) + zlib.compress(planes, _LEVEL)


def unpacked(kept: bytes) -> bytes:
    """Raises StorageFault damaged for bytes that `packed` didn't make."""
    try:
        if kept[0] != _FORMAT:
            raise ValueError(f"format {kept[0]}")
        planes = zlib.decompress(kept[1:])
    except (IndexError, ValueError, zlib.error) as error:
        raise StorageFault(FaultKind.DAMAGED, f"samples of a trace: {error}") from error
    half = len(planes) // 2
    samples = bytearray(len(planes))
    samples[0::2], samples[1::2] = _sums(planes[:half]), _sums(planes[half:])
    return bytes(samples)


def as_lists(samples: bytes) -> dict[str, list[int]]:
    """The samples as an export contains them."""
    signed = memoryview(samples).cast("b").tolist()
    return {"valence": signed[0::2], "arousal": signed[1::2]}


def from_lists(value: Any) -> bytes:
    """Raises WrongValue for anything that `as_lists` didn't make."""
    if not isinstance(value, Mapping) or value.keys() != {"valence", "arousal"}:
        raise WrongValue(Wrong.NO_SAMPLES)
    valence, arousal = value["valence"], value["arousal"]
    if not (isinstance(valence, list) and isinstance(arousal, list)):
        raise WrongValue(Wrong.NO_SAMPLES)
    if len(valence) != len(arousal):
        raise WrongValue(Wrong.UNEVEN_SAMPLES)
    pairs = [number for pair in zip(valence, arousal, strict=True) for number in pair]
    if any(type(number) is not int or abs(number) > MOST for number in pairs):
        raise WrongValue(Wrong.SAMPLES_OUTSIDE)
    return array("b", pairs).tobytes()


def _differences(plane: bytes) -> bytes:
    return bytes((now - before) & 0xFF for before, now in zip(b"\0" + plane, plane, strict=False))


def _sums(plane: bytes) -> bytes:
    total, values = 0, bytearray(len(plane))
    for place, step in enumerate(plane):
        total = (total + step) & 0xFF
        values[place] = total
    return bytes(values)
