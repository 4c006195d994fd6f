"""What mouse, keys and touch act on."""

from __future__ import annotations

from typing import NamedTuple

from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.canvas.overlays import Overlays
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.selection.event_walk import EventWalk
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.viewport import Viewport


class Surface(NamedTuple):
    """Points are in canvas coordinates; a single x is on the axis."""

    viewport: Viewport
    marks: MarkSelection
    canvas: LaneCanvas
    events: EventWalk

    @property
    def lanes(self) -> LaneStack:
        return self.canvas.lanes

    @property
    def overlays(self) -> Overlays:
        return self.canvas.overlays
