"""A waveform as bars: lighter up to its peaks, full up to its rms, each in an ink of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.style.contrast import blend
from ui.style.theme import current_theme
from ui.timeline.paint.feeling_colours import line_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.emotions.felt import FeltStrip

    Heights = npt.NDArray[np.floating[Any]]

UNPLAYED = 0.6  # of the colour, in `raised`
_PEAKS = 0.58
_BAR_PX = 2.0


def bars_in(width_px: float, step_px: float) -> int:
    return max(1, math.floor(width_px / step_px))


def paint_wave_bars(
    painter: QPainter,
    area: QRectF,
    step_px: float,
    heights: tuple[Heights, Heights],
    inks: Sequence[str],
    strengths: Iterable[float],
) -> None:
    """heights: peaks and rms of each bar, 0..1. strengths: how much of its ink each has; 0 for a
    bar that isn't drawn.
    """
    raised, middle, tallest = current_theme().raised, area.center().y(), area.height() / 2
    shares = list(strengths)
    for rows, share in zip(heights, (_PEAKS, 1.0), strict=True):
        for bar, (tall, ink, strength) in enumerate(zip(rows.tolist(), inks, shares, strict=True)):
            if not strength:
                continue
            high = max(0.5, tall * tallest)
            box = QRectF(area.left() + bar * step_px, middle - high, _BAR_PX, 2 * high)
            painter.fillRect(box, QColor(blend(ink, raised, share * strength)))


def felt_inks(felt: FeltStrip, shares: Iterable[float], plain: str) -> Iterator[str]:
    """Of each place of a track (0..1) the colour of what led there; `plain` where nothing did."""
    for share in shares:
        found = next((one for one in felt if one.start <= share < one.end), None)
        yield plain if found is None else line_of(found.emotion.colour)
