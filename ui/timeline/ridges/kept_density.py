"""The density that was counted last: three lanes ask for the same part of the track one after
another, those of music, emotions and years.
"""

from __future__ import annotations

from typing import NamedTuple

from app.emotions.records import TaggedEmotion
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.ridges.density import BIN_PX, REACH_PX, Density, bins_of, density
from ui.timeline.ridges.plan import RidgePlan


class _Kept(NamedTuple):
    plan: RidgePlan
    ms_per_px: float
    found: Density

    def holds(self, plan: RidgePlan, rows: int, ms_per_px: float, first: int, end: int) -> bool:
        known, known_first = self.found.amounts, self.found.first_bin
        is_like = self.plan is plan and self.ms_per_px == ms_per_px and rows <= len(known)
        return is_like and known_first <= first and end <= known_first + known.shape[1]


class KeptDensity:
    def __init__(self, index: MarkIndex[TaggedEmotion]) -> None:
        self._index = index
        self._kept: _Kept | None = None

    def forget(self) -> None:
        self._kept = None

    def of(
        self, plan: RidgePlan, axis: TimeAxis, margin_px: float, *, is_felt: bool = True
    ) -> Density:
        """Of what an axis shows, and so many pixels on either side. is_felt: only of what was felt;
        else both, what was only expressed in as many rows below."""
        rows = plan.many if is_felt else 2 * plan.many
        first, end = bins_of(axis, margin_px)
        kept = self._kept
        if kept is None or not kept.holds(plan, rows, axis.ms_per_px, first, end):
            reach = margin_px + REACH_PX + BIN_PX
            near = self._index.touching(axis.ms_at(-reach), axis.ms_at(axis.width_px + reach))
            felt = plan.part(near, is_felt=True) if is_felt else plan.both(near)
            kept = _Kept(plan, axis.ms_per_px, density(felt, rows, axis, margin_px))
            self._kept = kept
        at = first - kept.found.first_bin
        return Density(kept.found.amounts[:rows, at : at + end - first], first)
