"""The waveform of a track at every zoom: minimum, maximum and RMS, in bins that double in width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int16]
    Levels = npt.NDArray[np.uint16]
    Floats = npt.NDArray[np.float32]

BASE_FRAMES = 256  # 5.8 ms at 44.1 kHz, closer zooms look at `fine.py`
LEVEL_FACTOR = 4
_MIN_FULL_SCALE = 32768.0
_RMS_FULL_SCALE = 65535.0


@dataclass(frozen=True, slots=True, eq=False)
class PeakLevel:
    """Bins of one width. mins, maxs: int16, (bins,), over all channels. rms: uint16, 65535 = 1."""

    frames_per_bin: int
    mins: Ints
    maxs: Ints
    rms: Levels

    def __len__(self) -> int:
        return len(self.mins)

    def folded(self, factor: int) -> PeakLevel:
        """The same sound in bins `factor` times as wide."""
        import numpy as np

        edges = np.arange(0, len(self), factor)
        counts = np.diff(edges, append=len(self)).astype(np.float32)
        power = np.add.reduceat(np.square(self.rms, dtype=np.float32), edges) / counts
        return PeakLevel(
            self.frames_per_bin * factor,
            np.minimum.reduceat(self.mins, edges),
            np.maximum.reduceat(self.maxs, edges),
            np.sqrt(power).astype(np.uint16),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """A track's waveform, or as much of it as is known so far.

    frames: sound frames covered. expected_frames: the track's whole length as far as it is known
    while computing. levels: finest first, each LEVEL_FACTOR times as wide as the one before.
    breaks_off_ms: where a damaged or cut-off file ended before its own promise. is_transcoded: by
    the transcoder, which reads what libsndfile can't.
    """

    rate_hz: int
    frames: int
    expected_frames: int
    levels: tuple[PeakLevel, ...]
    breaks_off_ms: int | None = None
    is_transcoded: bool = False

    @property
    def duration_ms(self) -> int:
        return self.frames * 1000 // self.rate_hz

    @property
    def is_complete(self) -> bool:
        return self.frames >= self.expected_frames

    @property
    def progress(self) -> float:
        """How much of the track is covered, 0..1."""
        return min(1.0, self.frames / self.expected_frames) if self.expected_frames else 1.0

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]:
        """Exactly what to draw between two positions: one value per column of pixels.

        Returns (mins, maxs, rms), float32, (columns,); mins and maxs -1..1, rms 0..1. A column
        holds every sample that falls into it, widened to whole bins; columns outside the track
        are 0. Costs O(columns) at any zoom.
        """
        import numpy as np

        edges = np.linspace(start_ms, end_ms, columns + 1) * (self.rate_hz / 1000)
        level = self._level_for((edges[-1] - edges[0]) / max(1, columns))
        firsts = np.floor(edges[:-1] / level.frames_per_bin).astype(np.int64)
        ends = np.ceil(edges[1:] / level.frames_per_bin).astype(np.int64)
        is_inside = (ends > 0) & (firsts < len(level)) & (edges[:-1] < self.frames)
        result = tuple(np.zeros(columns, np.float32) for _ in range(3))
        if is_inside.any():
            firsts = np.minimum(np.maximum(firsts[is_inside], 0), len(level) - 1)
            ends = np.minimum(np.maximum(ends[is_inside], firsts + 1), len(level))
            for whole, part in zip(result, _reduced(level, firsts, ends), strict=True):
                whole[is_inside] = part
        return result[0], result[1], result[2]

    def _level_for(self, frames_per_column: float) -> PeakLevel:
        """The coarsest level whose bins still fit into a column."""
        fitting = [level for level in self.levels if level.frames_per_bin <= frames_per_column]
        return fitting[-1] if fitting else self.levels[0]


def pyramid(base: PeakLevel) -> tuple[PeakLevel, ...]:
    """The base level and its coarser ones, down to a single bin."""
    levels = [base]
    while len(levels[-1]) > 1:
        levels.append(levels[-1].folded(LEVEL_FACTOR))
    return tuple(levels)


def _reduced(
    level: PeakLevel, firsts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """Minimum, maximum and RMS of the bins firsts[i]..ends[i] (exclusive), scaled to floats."""
    import numpy as np

    low, high = int(firsts[0]), int(ends[-1])
    pairs = np.empty(2 * len(firsts), np.int64)
    pairs[0::2], pairs[1::2] = firsts - low, ends - low

    def each(ufunc: np.ufunc, values: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        # reduceat wants every index inside the array, so the last end needs a bin behind it
        padded = np.concatenate((values, values[-1:]))
        return ufunc.reduceat(padded, pairs)[0::2].astype(np.float32)

    power = each(np.add, np.square(level.rms[low:high], dtype=np.float64)) / (ends - firsts)
    return (
        each(np.minimum, level.mins[low:high]) / np.float32(_MIN_FULL_SCALE),
        each(np.maximum, level.maxs[low:high]) / np.float32(_MIN_FULL_SCALE),
        np.sqrt(power).astype(np.float32) / np.float32(_RMS_FULL_SCALE),
    )
