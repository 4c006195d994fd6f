"""The latency of an output, worked out from taps along with clicks and along with flashes.

Nobody taps exactly on the beat. Taps precede their clicks, by 20 to 80 ms in most people
(Aschersleben 2002, Brain and Cognition 48:66-79; Repp 2005, Psychonomic Bulletin & Review
12:969-992), and a keyboard reports them late. Taps to clicks alone would count all of that as
latency. So there are two rounds, one with clicks that are not shown and one with flashes that are
not heard, and the difference of the two medians is the answer: the keyboard and the listener's own
habit affect both rounds and cancel out.

What doesn't cancel out: people anticipate flashes less than clicks, and less evenly (Repp 2005), so
the answer is too short by about ten milliseconds. It is a good starting point; the listener then
adjusts it by eye and ear until flash and click coincide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.player.click_track import PERIOD_MS, offset_ms
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS

TAPS_WANTED = 10
UNSTEADY_MS = 60  # 5 % of the period: anyone's taps vary by a few per cent of it (Repp 2005)
_EARLIEST_MS = -100  # a negative answer down to this is uneven tapping, not a latency


@dataclass(frozen=True, slots=True)
class Taps:
    """How a listener's taps lie around the clicks or flashes.

    median_ms: after the click or flash; minus to plus half a period.
    spread_ms: half of the taps are within this distance of the median.
    """

    median_ms: float
    spread_ms: float

    @property
    def is_steady(self) -> bool:
        return self.spread_ms <= UNSTEADY_MS


def gather(offsets_ms: Sequence[float]) -> Taps:
    """The middle of the taps on a circle of one period: a late tap may look early for the next.

    Raises ValueError without a tap.
    """
    if not offsets_ms:
        raise ValueError("no taps to gather")
    middle = _circular_mean(offsets_ms)
    around = [offset_ms(offset - middle) for offset in offsets_ms]
    shift = median(around)
    return Taps(offset_ms(middle + shift), median(abs(each - shift) for each in around))


def latency_ms(heard: Taps, seen: Taps) -> int:
    """How much later clicks are heard than flashes are seen, 0..1000."""
    behind = (heard.median_ms - seen.median_ms - _EARLIEST_MS) % PERIOD_MS + _EARLIEST_MS
    return min(LONGEST_OUTPUT_LATENCY_MS, max(0, round(behind)))


def spread_ms(heard: Taps, seen: Taps) -> int:
    """How uncertain the answer is, from the spread of both rounds."""
    return round(math.hypot(heard.spread_ms, seen.spread_ms))


def _circular_mean(offsets_ms: Sequence[float]) -> float:
    angles = [2 * math.pi * offset / PERIOD_MS for offset in offsets_ms]
    east, north = sum(map(math.cos, angles)), sum(map(math.sin, angles))
    return math.atan2(north, east) * PERIOD_MS / (2 * math.pi)
