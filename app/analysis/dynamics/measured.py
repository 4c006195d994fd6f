"""What was measured of a sound: three values for each tenth of a second.

Each is a byte: finer than anyone hears or sees, four minutes take 7 kB in the cache, and what is
worked out from them is the same whether they were just measured or kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float32]

HOP_MS = 100
SILENT_LUFS = -70.0  # BS.1770's absolute gate: what is quieter doesn't count as music
_DB_STEP = 0.3  # 255 of them reach 6.5 LUFS, more than a full-scale square wave
_ONSETS_STEP = 0.05  # a second; 12 in a second are the most that can be told apart
_DARKEST_HZ = 50.0
_STEPS_PER_OCTAVE = 32  # 254 of them reach 12 kHz


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Bytes, (hops,), one every HOP_MS; the properties have them in their units, float32."""

    loudness: Bytes
    onsets: Bytes
    brightness: Bytes

    @classmethod
    def of(cls, lufs: Floats, onsets_per_s: Floats, centroid_hz: Floats) -> Measured:
        """centroid_hz: 0 where there is no sound."""
        import numpy as np

        octaves = np.log2(np.maximum(centroid_hz, _DARKEST_HZ) / _DARKEST_HZ)
        brightness = np.where(centroid_hz > 0, 1 + _STEPS_PER_OCTAVE * octaves, 0)
        return cls(
            _bytes((np.nan_to_num(lufs, neginf=SILENT_LUFS) - SILENT_LUFS) / _DB_STEP),
            _bytes(onsets_per_s / _ONSETS_STEP),
            _bytes(brightness),
        )

    def __len__(self) -> int:
        """In hops; the last one may have been only partly filled by sound."""
        return len(self.loudness)

    @property
    def lufs(self) -> Floats:
        """K-weighted loudness of each hop alone; SILENT_LUFS where there is nothing to hear."""
        import numpy as np

        lufs: Floats = self.loudness * np.float32(_DB_STEP) + np.float32(SILENT_LUFS)
        return lufs

    @property
    def onsets_per_s(self) -> Floats:
        """Notes that begin, over the three seconds around each hop."""
        import numpy as np

        per_s: Floats = self.onsets * np.float32(_ONSETS_STEP)
        return per_s

    @property
    def octaves(self) -> Floats:
        """Spectral centroid in octaves above 50 Hz; 0 in silence."""
        import numpy as np

        steps = np.maximum(self.brightness, 1) - np.float32(1)
        octaves: Floats = steps / np.float32(_STEPS_PER_OCTAVE)
        return octaves

    def between(self, start_ms: int, end_ms: int | None) -> Measured:
        """A stretch, as of a track that is a part of its file; None: to the end."""
        first, end = start_ms // HOP_MS, None if end_ms is None else -(-end_ms // HOP_MS)
        part = slice(first, end)
        return Measured(self.loudness[part], self.onsets[part], self.brightness[part])


def _bytes(values: Floats) -> Bytes:
    import numpy as np

    return np.clip(np.round(values), 0, 255).astype(np.uint8)
