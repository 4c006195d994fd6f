"""What the music is like around each second of a track, in a few figures that tracks share.

All of it follows from what was heard in the file: loudness, onsets, brightness and notes. So
nothing is decoded for it.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.dynamics.measured import SILENT_LUFS
from app.analysis.feature_store import Feature
from app.analysis.pitch.pitches import LEVEL_STEP_DB, STEP, Pitches
from app.analysis.pitch.spectrum import LOWEST_NOTE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.dynamics.measured import Measured
    from app.core.source_time import SourceTime
    from app.core.timecode import Span

    Floats = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.float32]

STEP_MS = 1000
_WINDOW = 80  # frames of 100 ms around each place: what one phrase takes
_SHORT = 30
_PER_STEP = 10  # frames
_OCTAVE = 12
# How well each note fits a major and a minor key on C.
# Source: C. Krumhansl, Cognitive Foundations of Musical Pitch (1990), table 2.1.
_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    """Rows, float32, (places, FIGURES), one every STEP_MS of the file."""

    rows: Rows

    def between(self, source: SourceTime, span: Span) -> Rows | None:
        """The mean over a track's passage, or what is around a point of it, (FIGURES,); None
        outside the file.
        """
        first = round(source.to_file(span.start_ms) / STEP_MS)
        end = max(first + 1, round(source.to_file(span.end_ms) / STEP_MS))
        part = self.rows[first:end]
        return part.mean(axis=0) if len(part) else None

    def on_track(self, source: SourceTime, duration_ms: int) -> Rows:
        """(places, FIGURES), one every STEP_MS of a track; where the file ends, the track does."""
        import numpy as np

        at_ms = range(0, duration_ms, STEP_MS)
        places = np.array([round(source.to_file(ms) / STEP_MS) for ms in at_ms], np.int64)
        return self.rows[places[places < len(self.rows)]]


def texture_of(pitches: Pitches, measured: Measured) -> Texture:
    import numpy as np

    frames = min(len(pitches.levels), len(measured))
    if not frames:
        return Texture(np.zeros((0, FIGURES), np.float32))
    parts = [*_dynamics(measured, frames), *_notes(pitches, frames), *_harmony(pitches, frames)]
    return Texture(np.stack(parts, axis=1).astype(np.float32))


def _dynamics(measured: Measured, frames: int) -> list[Floats]:
    """Loudness, by itself and for this file, how much it varies and whether it rises; onsets;
    brightness.
    """
    import numpy as np

    lufs = measured.lufs[:frames].astype(np.float64)
    power = np.where(lufs > SILENT_LUFS, 10 ** (lufs / 10), 1e-7)
    octaves = measured.octaves[:frames].astype(np.float64)
    onsets = measured.onsets_per_s[:frames].astype(np.float64)
    mean, power_db = _around(lufs), 10 * np.log10(_around(power))
    early, late = _shifted(lufs, -_WINDOW // 4), _shifted(lufs, _WINDOW // 4)
    return [
        power_db,
        power_db - np.median(power_db),  # mastered louder, a track feels no different
        np.sqrt(np.maximum(_around(lufs**2) - mean**2, 0)),
        _around(late, _SHORT) - _around(early, _SHORT),
        np.sqrt(_around(onsets)),
        _around(octaves),
        np.sqrt(np.maximum(_around(octaves**2) - _around(octaves) ** 2, 0)),
    ]


def _notes(pitches: Pitches, frames: int) -> list[Floats]:
    """How high they are and how far apart, how many sound, how soon others follow, and how much of
    the sound isn't notes.
    """
    import numpy as np

    strengths = pitches.strengths[:frames].astype(np.float64) * STEP
    heard = strengths**2
    total = heard.sum(axis=1) + 1e-6
    shares = np.cumsum(heard, axis=1) / total[:, None]
    notes = LOWEST_NOTE + np.arange(heard.shape[1])
    middle = (heard @ notes) / total
    lowest, highest = ((shares < edge).sum(axis=1) + LOWEST_NOTE for edge in (0.1, 0.9))
    counts = (total - 1e-6) ** 2 / ((heard**2).sum(axis=1) + 1e-6)
    change = np.zeros(frames)
    change[1:] = np.abs(np.diff(strengths, axis=0)).sum(axis=1) / (strengths[1:].sum(axis=1) + 0.1)
    levels = -LEVEL_STEP_DB * pitches.levels[:frames].astype(np.float64)
    weights = _around(total)
    return [
        _around(middle * total) / weights,
        _around(lowest * total) / weights,
        _around(highest * total) / weights,
        _around(counts),
        _around(np.minimum(change, 2)),
        np.log(weights),
        _around(levels) - 10 * np.log10(weights),
    ]


def _harmony(pitches: Pitches, frames: int) -> list[Floats]:
    """Minor against major, how clear the key is, and which intervals sound together."""
    import numpy as np

    strengths = pitches.strengths[:frames].astype(np.float64) * STEP
    missing = -strengths.shape[1] % _OCTAVE
    padded = np.pad(strengths, ((0, 0), (0, missing)))
    # LOWEST_NOTE is a C, so the first of each twelve is one, too
    chroma = padded.reshape(frames, -1, _OCTAVE).sum(axis=1)
    long = _around(chroma)
    minor, major = (_fit(long, profile) for profile in (_MINOR, _MAJOR))
    together = chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 0.1)
    intervals = [(together * np.roll(together, n, axis=1)).sum(axis=1) for n in range(1, 7)]
    spread = long / (long.sum(axis=1, keepdims=True) + 1e-6)
    entropy = -(spread * np.log(spread + 1e-6)).sum(axis=1)
    return [minor - major, np.maximum(minor, major), entropy, *map(_around, intervals)]


def _fit(chroma: Floats, profile: tuple[float, ...]) -> Floats:
    """How well each row fits the best of the twelve keys: a correlation, -1..1."""
    import numpy as np

    keys = np.stack([np.roll(profile, tonic) for tonic in range(_OCTAVE)])
    keys -= keys.mean(axis=1, keepdims=True)
    keys /= np.linalg.norm(keys, axis=1, keepdims=True)
    level = chroma - chroma.mean(axis=1, keepdims=True)
    fits: Floats = (level @ keys.T).max(axis=1) / (np.linalg.norm(level, axis=1) + 1e-6)
    return fits


FIGURES = 23


def _around(values: Floats, window: int = _WINDOW) -> Floats:
    """The mean of the frames around each place, (places,) or (places, …); at the ends, of those
    there are.
    """
    import numpy as np

    sums = np.concatenate((np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)))
    places = np.arange(0, len(values), _PER_STEP)
    firsts = np.maximum(0, places - window // 2)
    ends = np.minimum(len(values), places + window - window // 2)
    counts = (ends - firsts).reshape(-1, *[1] * (values.ndim - 1))
    means: Floats = (sums[ends] - sums[firsts]) / counts
    return means


def _shifted(values: Floats, by: int) -> Floats:
    """What comes so many frames later; the ends are held."""
    import numpy as np

    places = np.clip(np.arange(len(values)) + by, 0, len(values) - 1)
    return values[places]


_VERSION = 1
_MAGIC = b"OSTtextu"
_HEADER = struct.Struct("<8sII")  # magic, version, rows; then a checksum of all
_CHECKSUM = struct.Struct("<I")


def _encoded(texture: Texture) -> bytes:
    header = _HEADER.pack(_MAGIC, _VERSION, len(texture.rows))
    body = texture.rows.astype("<f4").tobytes()
    return header + _CHECKSUM.pack(zlib.crc32(body, zlib.crc32(header))) + body


def _decoded(data: bytes) -> Texture | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np

    body_at = _HEADER.size + _CHECKSUM.size
    if len(data) < body_at:
        return None
    magic, version, rows = _HEADER.unpack_from(data)
    (checksum,) = _CHECKSUM.unpack_from(data, _HEADER.size)
    body = memoryview(data)[body_at:]
    is_ours = magic == _MAGIC and version == _VERSION and len(body) == rows * FIGURES * 4
    if not is_ours or zlib.crc32(body, zlib.crc32(data[: _HEADER.size])) != checksum:
        return None
    return Texture(np.frombuffer(body, "<f4").reshape(rows, FIGURES))


TEXTURE: Feature[Texture] = Feature("texture", _VERSION, _encoded, _decoded)
