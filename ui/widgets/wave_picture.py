"""Peaks as pictures: a lighter body from minimum to maximum, a denser core of RMS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Coverage = npt.NDArray[np.uint8]

_BODY_ALPHA = 120
_CORE_ALPHA = 255
_HEADROOM = 0.94


class WaveSource(Protocol):
    """What a waveform is read from; `app.analysis.peaks.Peaks` is one."""

    @property
    def duration_ms(self) -> int: ...

    def stretch(
        self, start_ms: float, end_ms: float, columns: int
    ) -> tuple[Floats, Floats, Floats]: ...


def loudest(peaks: WaveSource) -> float:
    """The greatest amplitude of the whole track, 0..1."""
    mins, maxs, _rms = peaks.stretch(0, max(1, peaks.duration_ms), 1)
    return float(max(-mins[0], maxs[0]))


def wave_coverage(
    peaks: WaveSource, start_ms: float, end_ms: float, columns: int, rows: int, gain: float
) -> Coverage:
    """How densely each pixel is covered, 0..255, (rows, columns).

    gain: what to multiply amplitudes with; 1 / loudest fills the height. Silence is a hairline;
    outside the track there is nothing.
    """
    import numpy as np

    mins, maxs, rms = peaks.stretch(start_ms, end_ms, columns)
    times = np.linspace(start_ms, end_ms, columns, endpoint=False)
    is_inside = (times >= 0) & (times < peaks.duration_ms)
    middle = rows / 2
    reach = np.float32(middle * _HEADROOM * gain)
    body = _between(middle - maxs * reach, middle - mins * reach, rows)
    core = _between(middle - rms * reach, middle + rms * reach, rows)
    dense: Coverage = (np.maximum(body * _BODY_ALPHA, core * _CORE_ALPHA) * is_inside).astype(
        np.uint8
    )
    return dense


def tinted(coverage: Coverage, colour: QColor) -> QImage:
    """A transparent picture with `colour` as dense as its coverage."""
    import numpy as np

    alpha = np.arange(256, dtype=np.uint32)
    table = alpha << 24
    for shift, channel in ((16, colour.red()), (8, colour.green()), (0, colour.blue())):
        table |= (alpha * channel // 255) << shift
    pixels = np.ascontiguousarray(table[coverage])
    rows, columns = coverage.shape
    image = QImage(
        pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    return image.copy()  # the copy owns its bytes; `pixels` ends with this call


def _between(tops: Floats, bottoms: Floats, rows: int) -> Floats:
    """The share, 0..1, of each pixel that lies between two lines at least one pixel apart."""
    import numpy as np

    slack = np.maximum(0, 1 - (bottoms - tops)) / 2
    ys = np.arange(rows, dtype=np.float32)[:, None]
    upper = np.maximum(ys, (tops - slack).astype(np.float32))
    lower = np.minimum(ys + 1, (bottoms + slack).astype(np.float32))
    share: Floats = np.clip(lower - upper, 0, 1)
    return share
