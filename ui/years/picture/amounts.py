"""How much of each emotion was felt along the axis. Numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.emotions.records import Emotion
from app.years.records import Felt
from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.heights import HeightLaw
from ui.years.picture.axis import Axis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

LAW = HeightLaw(20.0, 56.0)
_SD_COLUMNS, _MOST_SD_PX = 1.1, 18.0
_USUAL_INTENSITY = 3.0  # of which one mark stands one step high
_REACH_SD = 4


def amounts(
    axis: Axis, rows: Sequence[Emotion], felt: Mapping[date, Felt], pitch_px: float
) -> Floats:
    """(rows, bins) of BIN_PX pixels: every mark adds a bell as high as its share of the usual
    intensity. pitch_px: of a column.
    """
    import numpy as np

    many = round(len(axis.columns) * pitch_px / BIN_PX) + 1
    place_of = {emotion.id: row for row, emotion in enumerate(rows)}
    raw = np.zeros((len(rows), many))
    per_column = pitch_px / BIN_PX
    for day, there in felt.items():
        at = min(many - 1, max(0, round((axis.place(day) + 1 / 14) * per_column)))
        for emotion, amount in there.items():
            if emotion in place_of:
                raw[place_of[emotion], at] += amount.weight / _USUAL_INTENSITY
    return _softened(raw, min(_SD_COLUMNS * per_column, _MOST_SD_PX / BIN_PX))


def _softened(raw: Floats, sd_bins: float) -> Floats:
    import numpy as np

    reach = max(1, round(_REACH_SD * sd_bins))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sd_bins) ** 2)
    found = np.zeros_like(raw)
    for row, line in enumerate(raw):
        if line.any():
            found[row] = np.convolve(line, bell)[reach : reach + len(line)]
    return found
