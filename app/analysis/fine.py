"""The waveform in more detail than its peaks: tiles of a few seconds, decoded where needed.

Peaks hold a bin for 6 ms; at 1 ms a pixel they would be stairs. Tiles are kept in memory only, and
only so many that they stay small whatever the track's length.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.peak_builder import PeakBuilder
from app.analysis.peaks import BASE_FRAMES, Peaks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.sampling import SoundSampler
    from app.core.jobs import JobContext

    Floats = npt.NDArray[np.float32]

TILE_MS = 4_000
FINE_FRAMES = 8  # 0.18 ms at 44.1 kHz: finer than a physical pixel of the closest zoom
MOST_TILES = 24  # 3.2 MB at 44.1 kHz


@dataclass(frozen=True, slots=True, eq=False)
class FineTile:
    """The sound from index * TILE_MS on; peaks begin at their own 0."""

    index: int
    peaks: Peaks

    @property
    def start_ms(self) -> int:
        return self.index * TILE_MS


def read_tiles(
    sampler: SoundSampler,
    indices: Iterable[int],
    job: JobContext,
    on_tile: Callable[[FineTile], None],
) -> None:
    """Decode tiles and pass each on, on this thread. Raises JobCancelled."""
    rate_hz = sampler.shape.rate_hz
    frames = rate_hz * TILE_MS // 1000
    for index in indices:
        job.checkpoint()
        block = sampler.read_at(index * frames, frames)
        if len(block) == 0:
            continue
        builder = PeakBuilder(sampler.shape.channels, len(block), bin_frames=FINE_FRAMES)
        builder.add(block)
        on_tile(FineTile(index, Peaks(rate_hz, len(block), len(block), (builder.level(),))))


class FineWave:
    """Peaks that answer from tiles where a stretch is finer than they are and tiles are there.

    Not thread-safe: tiles are added on the thread that draws.
    """

    def __init__(self, peaks: Peaks) -> None:
        self.peaks = peaks
        self._tiles: OrderedDict[int, FineTile] = OrderedDict()

    @property
    def duration_ms(self) -> int:
        return self.peaks.duration_ms

    @property
    def is_complete(self) -> bool:
        return self.peaks.is_complete

    @property
    def fine_below_ms(self) -> float:
        """Columns narrower than this are finer than the peaks."""
        level = self.peaks.levels[0]
        return max(level.frames_per_bin, BASE_FRAMES) * 1000 / self.peaks.rate_hz

    def missing(self, start_ms: float, end_ms: float) -> list[int]:
        """The tiles of a passage that are missing, from the middle outwards."""
        first = max(0, int(start_ms // TILE_MS))
        last = int(min(end_ms, max(0, self.duration_ms - 1)) // TILE_MS)
        middle = (first + last) / 2
        wanted = [n for n in range(first, last + 1) if n not in self._tiles]
        return sorted(wanted, key=lambda n: abs(n - middle))[:MOST_TILES]

    def add(self, tile: FineTile) -> None:
        """Keep a tile; the least recently used one is dropped."""
        self._tiles[tile.index] = tile
        self._tiles.move_to_end(tile.index)
        while len(self._tiles) > MOST_TILES:
            self._tiles.popitem(last=False)

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]:
        """As `Peaks.stretch`; finer where it can be."""
        whole = self.peaks.stretch(start_ms, end_ms, columns)
        each_ms = (end_ms - start_ms) / max(1, columns)
        if 0 < each_ms < self.fine_below_ms:
            for index in range(max(0, int(start_ms // TILE_MS)), int(end_ms // TILE_MS) + 1):
                if index in self._tiles:
                    self._tiles.move_to_end(index)
                    _put(whole, self._tiles[index], start_ms, each_ms)
        return whole


def _put(whole: Sequence[Floats], tile: FineTile, start_ms: float, each_ms: float) -> None:
    """The columns that begin inside a tile are drawn from it."""
    columns = len(whole[0])
    end_ms = tile.start_ms + tile.peaks.frames * 1000 / tile.peaks.rate_hz
    first = max(0, -int((start_ms - tile.start_ms) // each_ms))
    end = min(columns, -int((start_ms - end_ms) // each_ms))
    if first < end:
        from_ms = start_ms + first * each_ms - tile.start_ms
        fine = tile.peaks.stretch(from_ms, from_ms + (end - first) * each_ms, end - first)
        for kept, part in zip(whole, fine, strict=True):
            kept[first:end] = part
