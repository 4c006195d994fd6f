"""How late an output is heard, worked out from taps along with clicks and with flashes.

Nobody taps on the beat. Taps come before the clicks they go with, by 20 to 80 ms in most people
(Aschersleben 2002, Brain and Cognition 48:66-79; Repp 2005, Psychonomic Bulletin & Review
12:969-992), and a keyboard reports them late. A tap along with clicks alone would take all that
for latency. So the listener taps twice, along with clicks that are not shown and along with
flashes that are not heard, and the difference of the two medians is the answer: the keyboard and
the listener's own habit are in both, and cancel.

What does not cancel: people anticipate flashes less than clicks, and less evenly (Repp 2005), so
the answer comes out somewhat short, by some ten milliseconds. It is a good beginning for the eye
and ear, which decide when flash and click come together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.player.click_track import PERIOD_MS, offset_ms
from app.profile.settings import LONGEST_OUTPUT_LATENCY_MS

TAPS_WANTED = 10
UNSTEADY_MS = (
    60  # 5 % of the period: taps scatter by a few per cent of it, whoever taps (Repp 2005)
)
_EARLIEST_MS = -100  # an answer before the flash is the listener's unevenness, not a latency


@dataclass(frozen=True, slots=True)
class Taps:
    """Where a listener's taps lie.

    median_ms: behind the click or flash, within half a period before or after it.
    spread_ms: half of the taps lie within this of the median.
    """

    median_ms: float
    spread_ms: float

    @property
    def is_steady(self) -> bool:
        return self.spread_ms <= UNSTEADY_MS


def gather(offsets_ms: Sequence[float]) -> Taps:
    """The middle of taps on a circle of one period: late ones may pass for early ones of the next.

    Raises ValueError without a tap.
    """
    if not offsets_ms:
        raise ValueError("there is no tap to gather")
    middle = _circular_mean(offsets_ms)
    around = [offset_ms(offset - middle) for offset in offsets_ms]
    shift = median(around)
    return Taps(offset_ms(middle + shift), median(abs(each - shift) for each in around))


def latency_ms(heard: Taps, seen: Taps) -> int:
    """How much later clicks are heard than flashes are seen, 0..1000."""
    behind = (heard.median_ms - seen.median_ms - _EARLIEST_MS) % PERIOD_MS + _EARLIEST_MS
    return min(LONGEST_OUTPUT_LATENCY_MS, max(0, round(behind)))


def spread_ms(heard: Taps, seen: Taps) -> int:
    """How far the taps of both rounds together leave the answer open."""
    return round(math.hypot(heard.spread_ms, seen.spread_ms))


def _circular_mean(offsets_ms: Sequence[float]) -> float:
    angles = [2 * math.pi * offset / PERIOD_MS for offset in offsets_ms]
    east, north = sum(map(math.cos, angles)), sum(map(math.sin, angles))
    return math.atan2(north, east) * PERIOD_MS / (2 * math.pi)
