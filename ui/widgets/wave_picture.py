"""Pictures of a waveform: a lighter body from minimum to maximum, a denser core for the RMS.

Below LINE_BELOW_MS a column holds a few dozen samples: there the wave itself is drawn, as a line
without a core.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.track_wave import WaveSource

    Floats = npt.NDArray[np.float32]
    Coverage = npt.NDArray[np.uint8]

LINE_BELOW_MS = 4.0
_BODY_ALPHA = 120
_CORE_ALPHA = 255
_HEADROOM = 0.94


def loudest(peaks: WaveSource) -> float:
    """The greatest amplitude of the whole track, 0..1."""
    mins, maxs, _rms = peaks.stretch(0, max(1, peaks.duration_ms), 1)
    return float(max(-mins[0], maxs[0]))


def wave_coverage(
    peaks: WaveSource, start_ms: float, end_ms: float, columns: int, rows: int, gain: float
) -> Coverage:
    """How densely each pixel is covered, 0..255, (rows, columns).

    gain: the factor for amplitudes; 1 / loudest fills the height. Silence is a hairline; nothing is
    drawn outside the track.
    """
    import numpy as np

    mins, maxs, rms = peaks.stretch(start_ms, end_ms, columns)
    times = np.linspace(start_ms, end_ms, columns, endpoint=False)
    is_inside = (times >= 0) & (times < peaks.duration_ms)
    middle = np.float32(rows / 2)
    reach = np.float32(middle * _HEADROOM * gain)
    tops, bottoms = middle - maxs * reach, middle - mins * reach
    if end_ms - start_ms < LINE_BELOW_MS * columns:
        tops, bottoms = _joined(tops, bottoms, is_inside)
        return _between(tops, bottoms, rows, _CORE_ALPHA, is_inside)
    dense = _between(tops, bottoms, rows, _BODY_ALPHA, is_inside)
    core = _between(middle - rms * reach, middle + rms * reach, rows, _CORE_ALPHA, is_inside)
    return np.maximum(dense, core, out=dense)


def tinted(coverage: Coverage, colour: QColor) -> QImage:
    """A transparent picture in `colour`, as dense as the coverage.

    By a colour table: a third of the time it takes to fill a picture and mask it.
    """
    import numpy as np

    dense = np.ascontiguousarray(coverage)
    rows, columns = dense.shape
    picture = QImage(dense.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    picture.setColorTable(_inks(colour.rgb()))
    return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@lru_cache(maxsize=16)
def _inks(rgb: int) -> list[int]:
    """A colour in every opacity."""
    return [(alpha << 24) | (rgb & 0xFFFFFF) for alpha in range(256)]


def keep_covered(painter: QPainter, rect: QRectF, coverage: Coverage) -> None:
    """Mask what was painted on a transparent background by the coverage."""
    import numpy as np

    dense = np.ascontiguousarray(coverage)
    rows, columns = dense.shape
    mask = QImage(dense.data, columns, rows, columns, QImage.Format.Format_Alpha8)
    mask.setDevicePixelRatio(columns / rect.width())
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(rect.topLeft(), mask)
    painter.restore()


def _joined(
    tops: Floats, bottoms: Floats, is_inside: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Each column extends to the end of the one before, so that a steep wave stays a line."""
    import numpy as np

    joins = is_inside[1:] & is_inside[:-1]
    upper, lower = tops.copy(), bottoms.copy()
    upper[1:] = np.where(joins, np.minimum(tops[1:], bottoms[:-1]), tops[1:])
    lower[1:] = np.where(joins, np.maximum(bottoms[1:], tops[:-1]), bottoms[1:])
    return upper, lower


def _between(
    tops: Floats, bottoms: Floats, rows: int, alpha: int, is_inside: npt.NDArray[np.bool_]
) -> Coverage:
    """`alpha` between two lines at least one pixel apart, less where they cut through a pixel.

    Whole pixels are compared as small integers: floats for every pixel took four times as long.
    """
    import numpy as np

    slack = np.maximum(0, 1 - (bottoms - tops)) / 2
    upper = np.minimum(np.maximum(tops - slack, 0), rows)
    lower = np.minimum(np.maximum(bottoms + slack, 0), rows)
    first, last = np.ceil(upper).astype(np.int16), np.floor(lower).astype(np.int16)
    is_whole = bool(is_inside.all())
    if not is_whole:
        first[~is_inside], last[~is_inside] = rows, 0
    narrow = np.uint8 if rows < 256 else np.uint16
    ys, from_y = np.arange(rows, dtype=narrow)[:, None], first.astype(narrow)
    # What is above wraps to more than any height: one comparison instead of two.
    high = np.maximum(last - first, 0).astype(narrow)
    dense: Coverage = (ys - from_y < high).view(np.uint8)
    dense *= np.uint8(alpha)
    columns = np.arange(len(is_inside))
    if not is_whole:
        columns = columns[is_inside]
        upper, lower, first, last = upper[columns], lower[columns], first[columns], last[columns]
    is_one = first > last  # both edges lie inside one pixel
    flat = dense.reshape(-1)
    for line, row in ((first - upper, first - 1), (lower - last, last)):
        share = np.where(is_one, lower - upper, line)
        at = np.minimum(np.maximum(row, 0), rows - 1).astype(np.int64) * len(is_inside) + columns
        flat[at] = np.maximum(flat[at], (share * alpha).astype(np.uint8))
    return dense
