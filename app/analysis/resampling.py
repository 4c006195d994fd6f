"""Mono sound at one rate for all who listen, from any rate and number of channels, block by block.

Through the spectrum: a stretch of sound is transformed, the spectrum cut at the lower Nyquist
frequency, and transformed back at the other length. What the ends of a stretch spoil is discarded,
stretches overlap by that much. Exact for every ratio of whole rates, and with numpy alone about
1,500 times real time, so that no library has to be shipped for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.analysis.listener import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_SPOILT_S = 0.05  # at each end of a stretch; the filter's response is 60 dB down after 0.02 s
_STRETCH_S = 0.72
_PASS = 0.92  # of the lower Nyquist frequency, up to which nothing is taken away


class Resampler:
    """Turns mono float32 at `rate_hz` into the same at RATE_HZ, without delay."""

    def __init__(self, rate_hz: int) -> None:
        import numpy as np

        common = math.gcd(rate_hz, RATE_HZ)
        self._from, self._to = rate_hz // common, RATE_HZ // common
        self._is_same = rate_hz == RATE_HZ
        spoilt = max(1, round(_SPOILT_S * common))
        units = _smooth(max(4 * spoilt, round(_STRETCH_S * common)))
        self._size, self._spoilt = units * self._from, spoilt * self._from
        self._step = self._size - 2 * self._spoilt
        self._size_out = units * self._to
        self._kept_out = slice(spoilt * self._to, (units - spoilt) * self._to)
        self._weights = _low_pass(min(self._size, self._size_out) // 2 + 1)
        self._weights *= np.float32(self._size_out / self._size)
        self._waiting = np.zeros(self._spoilt, np.float32)  # before the first sample is silence
        self._frames_in = self._frames_out = 0

    def feed(self, block: Floats) -> Iterator[Floats]:
        import numpy as np

        self._frames_in += len(block)
        if self._is_same:
            yield block
            return
        waiting = np.concatenate((self._waiting, block))
        at = 0
        while len(waiting) - at >= self._size:
            yield self._converted(waiting[at : at + self._size])
            at += self._step
        self._waiting = waiting[at:]

    def rest(self) -> Iterator[Floats]:
        """What was waiting for more, after the last block."""
        import numpy as np

        if self._is_same:
            return
        missing = math.ceil(self._frames_in * self._to / self._from) - self._frames_out
        silence = np.zeros(self._size, np.float32)
        while missing > 0:
            for block in self.feed(silence):
                yield block[:missing]
                missing -= len(block)
                if missing <= 0:
                    break

    def _converted(self, stretch: Floats) -> Floats:
        import numpy as np

        spectrum = np.fft.rfft(stretch)[: len(self._weights)] * self._weights
        sound = np.fft.irfft(spectrum, self._size_out).astype(np.float32, copy=False)
        kept: Floats = sound[self._kept_out]
        self._frames_out += len(kept)
        return kept


def mono(block: Floats) -> Floats:
    """The mean of the channels of a (frames, channels) block."""
    import numpy as np

    channels = block.shape[1]
    if channels == 1:
        return block[:, 0]
    if channels == 2:  # five times as fast as mean(axis=1)
        both: Floats = (block[:, 0] + block[:, 1]) * np.float32(0.5)
        return both
    mean: Floats = block.mean(axis=1, dtype=np.float32)
    return mean


def _low_pass(bins: int) -> Floats:
    import numpy as np

    at = np.arange(bins) / max(1, bins - 1)
    fall = np.clip((at - _PASS) / (1 - _PASS), 0, 1)
    return (0.5 + 0.5 * np.cos(np.pi * fall)).astype(np.float32)


def _smooth(at_least: int) -> int:
    """The next power of two if it is near, or else number with no prime factor above 5: others are
    slow to transform.
    """
    number = at_least
    power = 1 << (at_least - 1).bit_length()
    if power < 1.5 * at_least:
        return power
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return number
        number += 1
