"""The spectrum of a sound on a scale of thirds of semitones, frame by frame.

Two windows: the longer one tells low notes apart, the shorter one says sooner when a high one
begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from app.analysis.listener import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

HOP_FRAMES = 2205
FRAME_MS = 100
LOWEST_NOTE = 24  # as in MIDI, 60 is middle C
BINS_PER_SEMITONE = 3
SEMITONES = 92  # the highest is 6.6 kHz
BINS = SEMITONES * BINS_PER_SEMITONE
LONG, SHORT = 8192, 4096
_CROSSING = 62  # below this note mostly the long window, above mostly the short one
_CROSSING_WIDTH = 2.0  # semitones
_AT_ONCE = 64  # frames


class Spectra:
    """Turns a sound into spectra; the one with number n is centred on n * FRAME_MS."""

    def __init__(self) -> None:
        import numpy as np

        self._waiting = np.zeros(LONG // 2, np.float32)
        self._frames = self._given = 0

    def feed(self, block: Floats) -> Iterator[Floats]:
        """(n, BINS), magnitudes."""
        import numpy as np

        self._frames += len(block)
        self._waiting = np.concatenate((self._waiting, block))
        while len(self._waiting) >= LONG + (_AT_ONCE - 1) * HOP_FRAMES:
            yield self._next(_AT_ONCE)

    def rest(self) -> Iterator[Floats]:
        """After the last block: up to the last frame whose centre is in the sound."""
        import numpy as np

        missing = -(-self._frames // HOP_FRAMES) - self._given
        self._waiting = np.concatenate((self._waiting, np.zeros(LONG + HOP_FRAMES, np.float32)))
        while missing > 0:
            count = min(missing, _AT_ONCE)
            yield self._next(count)
            missing -= count

    def _next(self, count: int) -> Floats:
        import numpy as np

        sound = self._waiting[: LONG + (count - 1) * HOP_FRAMES]
        spectra = np.zeros((count, BINS), np.float32)
        for size in (LONG, SHORT):
            margin = (LONG - size) // 2
            inner = sound[margin : len(sound) - margin]
            frames = np.lib.stride_tricks.sliding_window_view(inner, size)[::HOP_FRAMES]
            spectra += _magnitudes(frames * _window(size)) @ _bank(size)
        self._waiting = self._waiting[count * HOP_FRAMES :]
        self._given += count
        return spectra


def _magnitudes(frames: Floats) -> Floats:
    """abs() of a complex array takes three times as long."""
    import numpy as np

    spectrum = np.fft.rfft(frames).astype(np.complex64, copy=False)
    parts = spectrum.view(np.float32)
    np.square(parts, out=parts)
    magnitudes: Floats = parts[:, 0::2] + parts[:, 1::2]
    np.sqrt(magnitudes, out=magnitudes)
    return magnitudes


@cache
def _window(size: int) -> Floats:
    import numpy as np

    window = np.hanning(size)
    scaled: Floats = (window / window.sum()).astype(np.float32)
    return scaled


@cache
def _bank(size: int) -> Floats:
    """(bins of the transform, BINS): triangles, none narrower than a bin of the transform."""
    import numpy as np

    step_hz = RATE_HZ / size
    notes = LOWEST_NOTE + np.arange(-1, BINS + 1) / BINS_PER_SEMITONE
    hz = 440 * 2 ** ((notes - 69) / 12)
    centre = hz[1:-1]
    low, high = np.minimum(hz[:-2], centre - step_hz), np.maximum(hz[2:], centre + step_hz)
    at = np.arange(size // 2 + 1)[:, None] * step_hz
    rise, fall = (at - low) / (centre - low), (high - at) / (high - centre)
    bank = np.maximum(0, np.minimum(rise, fall))
    bank /= np.sqrt(np.maximum(bank.sum(axis=0), 1e-9))
    share = 1 / (1 + np.exp(-(notes[1:-1] - _CROSSING) / _CROSSING_WIDTH))
    bank *= 1 - share if size == LONG else share
    weights: Floats = bank.astype(np.float32)
    return weights
