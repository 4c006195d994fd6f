"""Where an emotion lane has its ridges and rows, at any zoom."""

from __future__ import annotations

from app.emotions.records import TaggedEmotion
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.ridge_layer import RidgeLayer
from ui.timeline.lanes.ridge_words import row_words
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.ridges.closeness import closeness
from ui.timeline.ridges.places import RidgePlaces
from ui.timeline.ridges.plan import RidgePlan
from ui.timeline.ridges.plans import RidgePlans


class FeltLayout:
    """index: the lane's marks. plans: which emotion has which row, however high the lane is."""

    def __init__(self, index: MarkIndex[TaggedEmotion]) -> None:
        self.index = index
        self.plans = RidgePlans(index)

    def closeness(self, axis: TimeAxis) -> float:
        """0: ridges; 1: rows of signs; in between they part."""
        return closeness(axis.ms_per_px, len(self.index))

    def plan(self, height: float) -> RidgePlan:
        return self.plans.of(RidgePlaces.most_rows(height, caption_height()))

    def places(self, area: LaneArea) -> RidgePlaces:
        many = self.plan(area.height).many
        close = self.closeness(area.axis)
        return RidgePlaces(area.axis, area.height, caption_height(), many, close)

    def ridges(self, area: LaneArea) -> RidgeLayer:
        plan = self.plan(area.height)
        return RidgeLayer(self.index, plan, self.places(area), self.plans.density)

    def row_name(self, area: LaneArea, row: int) -> str:
        return row_words(self.plan(area.height).rows[row])
