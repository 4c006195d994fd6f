"""The loudness line that events are looked for in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.dynamics.measured import HOP_MS, SILENT_LUFS, Measured

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Hops = npt.NDArray[np.intp]

HOPS_PER_POINT = 4  # a point is momentary loudness, EBU Tech 3341's 400 ms
_RANGE_DB = 40.0  # what is further below the track's loud passages is as good as silent
_MUSIC_DB = 28.0  # reverberation that is further below isn't music any more
_DENSITY_REACH_HOPS = 15  # an onset is counted that long after it


class Levels:
    """A track's loudness, over any stretch and as points of 400 ms; and where its music ends."""

    def __init__(self, measured: Measured) -> None:
        import numpy as np

        lufs = measured.lufs.astype(np.float64)
        power = np.where(lufs > SILENT_LUFS, 10 ** (lufs / 10), 0.0)
        self.hops = len(power)
        self._sums = np.concatenate(([0.0], np.cumsum(power)))
        edges = np.arange(0, self.hops - HOPS_PER_POINT + 1, HOPS_PER_POINT)
        raw = self.between(edges, edges + HOPS_PER_POINT)
        loud = float(np.quantile(raw, 0.95)) if len(raw) else SILENT_LUFS
        self.points: Floats = np.maximum(raw, loud - _RANGE_DB)
        self.music_end = self._music_end(measured, loud)

    def of(self, first: int, end: int) -> float:
        """Of one stretch, as `between`."""
        import numpy as np

        return float(self.between(np.array([first]), np.array([end]))[0])

    def between(self, firsts: Hops, ends: Hops) -> Floats:
        """Loudness from hops to hops, in LUFS; they are moved into the track."""
        import numpy as np

        firsts = np.clip(firsts, 0, max(0, self.hops - 1))
        ends = np.maximum(np.clip(ends, 0, self.hops), firsts + 1)
        power = (self._sums[ends] - self._sums[firsts]) / (ends - firsts)
        levels: Floats = 10 * np.log10(np.maximum(power, 10 ** (SILENT_LUFS / 10)))
        return levels

    def loudest(self, first: int, end: int, width: int) -> int:
        """The hop in the middle of the loudest `width` hops of a stretch."""
        import numpy as np

        at = np.arange(first, max(first + 1, end))
        return first + int(self.between(at - width // 2, at - width // 2 + width).argmax())

    def _music_end(self, measured: Measured, loud: float) -> int:
        """The hop after the last note, or after the last sound that is more than its echo."""
        import numpy as np

        notes = np.flatnonzero(measured.onsets)
        sounds = np.flatnonzero(self.points > max(loud - _MUSIC_DB, SILENT_LUFS))
        last_note = int(notes[-1]) + 1 - _DENSITY_REACH_HOPS if len(notes) else 0
        last_sound = (int(sounds[-1]) + 1) * HOPS_PER_POINT if len(sounds) else 0
        return max(last_note, last_sound, 0)


def ms_of(hop: int) -> int:
    return hop * HOP_MS


def without_rests(points: Floats, longest: int) -> Floats:
    """The same with each dip of at most `longest` points filled up to the lower of its edges.

    A morphological closing: the edges of what is longer stay where they are.
    """
    import numpy as np

    if not len(points):
        return points
    width = longest + 1
    padded = np.pad(points, longest, mode="edge")
    highest = np.lib.stride_tricks.sliding_window_view(padded, width).max(axis=1)
    closed: Floats = np.lib.stride_tricks.sliding_window_view(highest, width).min(axis=1)
    return closed
