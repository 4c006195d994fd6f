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

_MOST_BINS = 4_000


class _Stretch(NamedTuple):
    """From one bin to another, at one zoom. has_both: also what was only expressed."""

    ms_per_px: float
    first: int
    end: int
    has_both: bool

    def is_view_of(self, ms_per_px: float, first: int, end: int) -> bool:
        """Whether that part is in it, and it isn’t much more than a view."""
        is_short = self.end - self.first <= _MOST_BINS
        is_inside = self.first <= first and end <= self.end
        return is_short and self.ms_per_px == ms_per_px and is_inside


class _Kept(NamedTuple):
    plan: RidgePlan
    ms_per_px: float
    found: Density

    @property
    def stretch(self) -> _Stretch:
        rows, many = self.found.amounts.shape
        first = self.found.first_bin
        return _Stretch(self.ms_per_px, first, first + many, rows > self.plan.many)

    def holds(self, plan: RidgePlan, rows: int, ms_per_px: float, first: int, end: int) -> bool:
        known, known_first = self.found.amounts, self.found.first_bin
        is_like = self.plan is plan and self.ms_per_px == ms_per_px and rows <= len(known)
        return is_like and known_first <= first and end <= known_first + known.shape[1]


class KeptDensity:
    def __init__(self, index: MarkIndex[TaggedEmotion]) -> None:
        self._index = index
        self._kept: _Kept | None = None
        self._last: _Stretch | None = None

    def forget(self) -> None:
        """The marks have changed."""
        if self._kept is not None:
            self._last = self._kept.stretch
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
            kept = self._kept = self._counted(plan, axis, margin_px, is_felt=is_felt)
        at = first - kept.found.first_bin
        return Density(kept.found.amounts[:rows, at : at + end - first], first)

    def _counted(
        self, plan: RidgePlan, axis: TimeAxis, margin_px: float, *, is_felt: bool
    ) -> _Kept:
        """After a new mark all that was counted before, if the part asked for is in it: the other
        lanes ask for theirs next."""
        last, self._last = self._last, None
        if last is not None and last.is_view_of(axis.ms_per_px, *bins_of(axis, margin_px)):
            axis = axis.window(last.first * BIN_PX, (last.end - last.first) * BIN_PX)
            margin_px, is_felt = 0.0, is_felt and not last.has_both
        reach = margin_px + REACH_PX + BIN_PX
        near = self._index.touching(axis.ms_at(-reach), axis.ms_at(axis.width_px + reach))
        felt = plan.part(near, is_felt=True) if is_felt else plan.both(near)
        rows = plan.many if is_felt else 2 * plan.many
        return _Kept(plan, axis.ms_per_px, density(felt, rows, axis, margin_px))
