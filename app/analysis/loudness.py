"""How loud the music is over time: the intensity line above the waveform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

WINDOW_MS = 3000  # EBU Tech 3341 short-term window
HOP_MS = 100
RANGE_DB = 40.0  # from what looks silent to the loudest; a film score's dynamics fit in


@dataclass(frozen=True, slots=True, eq=False)
class IntensityCurve:
    """One value every `hop_ms`, 0..1; who makes it says what 0 and 1 are."""

    hop_ms: int
    values: npt.NDArray[np.float32]

    def at(self, position_ms: int) -> float:
        """The intensity at a position, 0 outside the track."""
        hop = position_ms // self.hop_ms
        return float(self.values[hop]) if 0 <= hop < len(self.values) else 0.0


class LoudnessSource(Protocol):
    """What the curve is read from; `Peaks` is one."""

    @property
    def duration_ms(self) -> int: ...

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]: ...


def intensity_curve(
    peaks: LoudnessSource, hop_ms: int = HOP_MS, window_ms: int = WINDOW_MS
) -> IntensityCurve:
    """Short-term loudness from the waveform's RMS, without decoding again.

    1 is this track's loudest moment, 0 is RANGE_DB below it. Each value looks at `window_ms` around
    its hop; there is no frequency weighting, so this is a picture of dynamics within one track, not
    a measurement to compare tracks by: see `dynamics`.
    """
    import numpy as np

    hops = max(1, -(-peaks.duration_ms // hop_ms))
    _, _, rms = peaks.stretch(0, hops * hop_ms, hops)
    power = np.square(rms.astype(np.float64))
    smooth = mean_around(power, max(1, window_ms // hop_ms))
    loudest = float(smooth.max())
    if loudest <= 0:
        return IntensityCurve(hop_ms, np.zeros(hops, np.float32))
    decibels = 10 * np.log10(np.maximum(smooth / loudest, 1e-12))
    return IntensityCurve(hop_ms, np.clip(1 + decibels / RANGE_DB, 0, 1).astype(np.float32))


def mean_around(values: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.float64]:
    """Centred moving average; at the ends over what there is."""
    import numpy as np

    sums = np.concatenate(([0.0], np.cumsum(values)))
    places = np.arange(len(values))
    firsts = np.maximum(0, places - width // 2)
    ends = np.minimum(len(values), places - width // 2 + width)
    means: npt.NDArray[np.float64] = np.maximum(0.0, sums[ends] - sums[firsts]) / (ends - firsts)
    return means
