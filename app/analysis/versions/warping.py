"""The best common path through two versions: what both have, in the same order.

Local alignment (T. F. Smith and M. S. Waterman 1981), with the steps of dynamic time warping that
let either be up to twice as fast as the other (H. Sakoe and S. Chiba 1978). What only one of them
has, an intro or a repeat, is passed over at a price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]
    Likeness = Callable[[int, int, int], Floats]

_START, _BOTH, _OURS_TWICE, _THEIRS_TWICE, _SKIP_OURS, _SKIP_THEIRS = range(6)
_NONE = -1e9
# Two frames of one and one of the other count as one and a half, or else zigzagging would pay;
# a little less, so that of two equal paths the steady one is chosen.
_TWICE = 0.75 * 0.97


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """ours, theirs: frames, rising; where one is passed over, the other one stays. score: the
    likeness gathered along it.
    """

    ours: Ints
    theirs: Ints
    score: float

    def __len__(self) -> int:
        return len(self.ours)


def best_path(
    ours: int,
    theirs: int,
    likeness: Likeness,
    skip: float,
    band: Ints | None = None,
    pause: Callable[[int], object] = lambda _row: None,
) -> Path:
    """ours, theirs: how many frames. likeness(frame, first, end): that of one of ours with theirs
    from first to end, above 0 for what is alike. skip: the price of passing over a frame. band:
    (ours, 2), first and end of theirs for each of ours; all by default. pause: called before each
    row.
    """
    import numpy as np

    bands = np.tile(np.array([[0, theirs]]), (ours, 1)) if band is None else band
    widest = int((bands[:, 1] - bands[:, 0]).max(initial=1))
    came = np.zeros((ours, widest), np.uint8)
    rows = [np.full(theirs + 2, _NONE, np.float32) for _ in range(3)]  # two columns in front
    likes = [np.full(theirs + 2, _NONE, np.float32) for _ in range(2)]
    best, ends = 0.0, (-1, -1)
    for place in range(ours):
        pause(place)
        first, end = int(bands[place, 0]), int(bands[place, 1])
        now, before, twice = rows[place % 3], rows[(place - 1) % 3], rows[(place - 2) % 3]
        like, like_before = likes[place % 2], likes[(place - 1) % 2]
        now.fill(_NONE)
        like.fill(_NONE)
        here = slice(first + 2, end + 2)
        one, two = slice(first + 1, end + 1), slice(first, end)
        alike = likeness(place, first, end)
        like[here] = alike
        double = np.float32(_TWICE)
        ways = np.stack((
            alike,
            before[one] + alike,
            twice[one] + (like_before[here] + alike) * double,
            before[two] + (like[one] + alike) * double,
            before[here] - np.float32(skip),
        ))  # fmt: skip
        which = ways.argmax(axis=0)
        reached = np.take_along_axis(ways, which[None], axis=0)[0]
        slope = np.arange(end - first, dtype=np.float32) * np.float32(skip)
        carried = np.maximum.accumulate(reached + slope) - slope
        which[carried > reached + 1e-4] = _SKIP_THEIRS
        now[here] = carried
        came[place, : end - first] = which
        top = int(carried.argmax())
        if carried[top] > best:
            best, ends = float(carried[top]), (place, first + top)
    return _traced(came, bands, ends, best)


def _traced(came: npt.NDArray[np.uint8], bands: Ints, ends: tuple[int, int], score: float) -> Path:
    import numpy as np

    ours, theirs = [], []
    here, there = ends
    while here >= 0 and bands[here, 0] <= there < bands[here, 1]:
        ours.append(here)
        theirs.append(there)
        way = int(came[here, there - bands[here, 0]])
        if way == _START:
            break
        here -= (0, 1, 2, 1, 1, 0)[way]
        there -= (0, 1, 1, 2, 0, 1)[way]
    return Path(np.array(ours[::-1], np.int64), np.array(theirs[::-1], np.int64), score)
