"""Which notes sound when in a file, as it is kept."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.feature_store import Feature
from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.spectrum import FRAME_MS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]

_VERSION = 1
_MAGIC = b"OSTnotes"
_HEADER = struct.Struct("<8sIIf")  # magic, version, frames, tuning; then a checksum of all
_CHECKSUM = struct.Struct("<I")
_MOST_FRAMES = 2**31 // FRAME_MS  # of the longest track there can be
STEP = 1 / 48  # a step of a kept strength's square root
LEVEL_STEP_DB = 0.5  # below full scale


@dataclass(frozen=True, slots=True, eq=False)
class Pitches:
    """One frame each FRAME_MS, centred there.

    strengths: uint8, (frames, NOTES), the lowest LOWEST_NOTE; square roots of what `fit_notes`
    found, in STEPs. levels: uint8, (frames,), how far the sound is below full scale, in steps of
    LEVEL_STEP_DB. tuning: semitones above A = 440 Hz.
    """

    strengths: Bytes
    levels: Bytes
    tuning: float = 0.0

    @property
    def duration_ms(self) -> int:
        return len(self.levels) * FRAME_MS

    def between(self, start_ms: int, end_ms: int | None) -> Pitches:
        """A stretch of it, to the nearest frame."""
        end = None if end_ms is None else round(end_ms / FRAME_MS)
        part = slice(round(start_ms / FRAME_MS), end)
        return Pitches(self.strengths[part], self.levels[part], self.tuning)


def _encoded(pitches: Pitches) -> bytes:
    """Compressed note by note: most are silent most of the time."""
    arrays = pitches.strengths.T.tobytes() + pitches.levels.tobytes()
    header = _HEADER.pack(_MAGIC, _VERSION, len(pitches.levels), pitches.tuning)
    body = zlib.compress(arrays, 1)
    return header + _CHECKSUM.pack(zlib.crc32(body, zlib.crc32(header))) + body


def _decoded(data: bytes) -> Pitches | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np

    body_at = _HEADER.size + _CHECKSUM.size
    if len(data) < body_at:
        return None
    magic, version, frames, tuning = _HEADER.unpack_from(data)
    (checksum,) = _CHECKSUM.unpack_from(data, _HEADER.size)
    body = memoryview(data)[body_at:]
    is_ours = magic == _MAGIC and version == _VERSION and frames <= _MOST_FRAMES
    if not is_ours or zlib.crc32(body, zlib.crc32(data[: _HEADER.size])) != checksum:
        return None
    size = frames * (NOTES + 1)
    inflating = zlib.decompressobj()
    try:
        arrays = inflating.decompress(body, size + 1)
    except zlib.error:
        return None
    if len(arrays) != size or not abs(tuning) <= 1:
        return None
    strengths = np.frombuffer(arrays, np.uint8, frames * NOTES).reshape(NOTES, frames)
    levels = np.frombuffer(arrays, np.uint8, frames, frames * NOTES)
    return Pitches(np.ascontiguousarray(strengths.T), levels, tuning)


PITCHES: Feature[Pitches] = Feature("pitches", _VERSION, _encoded, _decoded)
