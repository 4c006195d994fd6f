"""What a lane needs to paint itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.story_line.layout import Layout
from app.story_line.records import LineScene, StoryLine
from ui.story_line.stops import Stop, Stops
from ui.story_line.view import Part

FAR_PX = 26.0  # of a scene's width: below it there is no room for pictures and words


@dataclass(frozen=True, eq=False)
class Frame:
    """The painter's x is that of the laid-out line, y begins at the lane's top.

    part: what has to be painted. height: of the lane. is_far: scenes are so narrow that only tints
    and envelopes show.
    """

    stops: Stops
    layout: Layout
    part: Part
    height: float
    selection: Stop | None
    is_far: bool
    is_narrow: bool
    dpr: float
    chosen: frozenset[int] = frozenset()  # all selected scenes

    @property
    def line(self) -> StoryLine:
        return self.stops.line

    @property
    def scenes(self) -> range:
        """The places in sight."""
        return self.layout.between(self.part.left, self.part.right)

    def open_scenes(self) -> list[tuple[int, LineScene]]:
        """Those in sight that aren't covered."""
        scenes = self.line.scenes
        return [(place, scenes[place]) for place in self.scenes if not scenes[place].is_covered]

    def box(self, place: int) -> QRectF:
        """A scene's column, as high as the lane."""
        layout = self.layout
        left = float(layout.lefts[place])
        return QRectF(left, 0, float(layout.widths[place]), self.height)

    def span(self, place: int, start_ms: float, end_ms: float) -> QRectF:
        """A stretch of a scene."""
        left, right = self.layout.x_of(place, start_ms), self.layout.x_of(place, end_ms)
        return QRectF(left, 0, right - left, self.height)
