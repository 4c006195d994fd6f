"""The colour of the emotion that leads at each bar, as the timeline's waveform has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.ridges.leading import leading

if TYPE_CHECKING:
    from app.timeline.records import TrackTimeline


class FeltColours:
    def __init__(self) -> None:
        self._felt = EmotionLane()
        self._has_any = False

    def set_timeline(self, timeline: TrackTimeline | None) -> bool:
        """Returns whether the colours may be others now."""
        tags = () if timeline is None else timeline.tags
        had_any, self._has_any = self._has_any, bool(tags)
        changed = self._felt.set_values(tags)
        return changed != [] or had_any != self._has_any

    def of_bars(self, duration_ms: int, bars: int, step_px: int) -> list[str]:
        """`#rrggbb`; empty where nothing was felt."""
        if not self._has_any:
            return [""] * bars
        width = float(bars * step_px)
        axis = TimeAxis(max(1, duration_ms), width, max(1, duration_ms) / width, 0.0)
        plan = self._felt.layout.plans.everything()
        rows = leading(self._felt.layout.plans.density.of(plan, axis, 0.0))
        colours = [line_of(words[0].colour) for words in plan.rows]
        return ["" if row < 0 else colours[row] for row in rows.columns(0.0, bars, step_px)]
