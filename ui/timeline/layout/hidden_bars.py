"""Which bars of emotions nobody would see, and how much of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.timeline.layout.sign_columns import SignColumns

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.bool_]


_LATER = 8


def is_seen(columns: SignColumns, strengths: Ints, full: Masks, out_ms: float) -> Masks:
    """False for bars that began before a time and lie behind a later one of their row that began
    before it too, as strong and as long. strengths: of the signs. full: whether their outline has
    no gaps; through gaps one as strong is seen.
    """
    import numpy as np

    seen = np.ones(len(columns.rows), np.bool_)
    out = np.flatnonzero((columns.starts_ms < out_ms) & ~columns.has_selected)
    if not len(out):
        return seen
    # From the last sign to the first, each row's times after all those of the row before it.
    ends = columns.ends_ms[out][::-1].astype(np.float64)
    past = columns.rows[out][::-1].max(initial=0) - columns.rows[out][::-1]
    times = ends + past * (float(ends.max()) + 1.0)
    its_strengths, its_full = strengths[out][::-1], full[out][::-1]
    for strength in range(int(its_strengths.min()), int(its_strengths.max()) + 1):
        hides = (its_strengths > strength) | (its_full & (its_strengths == strength))
        reach = np.maximum.accumulate(np.where(hides, times, -1.0))
        reach = np.append(-1.0, reach[:-1])
        is_behind = (its_strengths == strength) & (times <= reach)
        seen[out[::-1][is_behind]] = False
    return seen


class Bars(NamedTuple):
    """One entry for each bar, by row, then time, in whole pixels. is_full: without gaps in its
    outline."""

    rows: Ints
    lefts: Ints
    ends: Ints
    tops: Ints
    sides: Ints
    is_full: Masks


def shown_until(bars: Bars, end_px: int, *, most_px: int) -> Ints:
    """To where each bar need be drawn: not far behind the beginning of a later one that is as high
    and longer. end_px: beyond it nothing is seen. most_px: of a bar's round end.

    Of the later ones only the next few are asked, so that it takes as long for any number.
    """
    import numpy as np

    until = bars.ends.copy()
    bottoms = bars.tops + bars.sides
    for later in range(1, _LATER + 1):
        if later >= len(until):
            break
        one, other = slice(None, -later), slice(later, None)
        inset = np.where(bars.is_full[other], 0, 1)
        hides = bars.rows[one] == bars.rows[other]
        hides &= bars.tops[other] + inset <= bars.tops[one]
        hides &= bottoms[other] - inset >= bottoms[one]
        hides &= (bars.ends[other] - most_px >= bars.ends[one]) | (bars.ends[other] >= end_px)
        behind = bars.lefts[other] + most_px
        until[one] = np.where(hides, np.minimum(until[one], behind), until[one])
    return until
