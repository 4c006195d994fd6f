"""What the view asks of a lane.

A lane answers three questions: paint this stretch, what is under this point, what is near enough
to snap to. It paints into a picture, never onto the screen, and knows no playhead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QPainter

from app.core.marks import MarkRef
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis


class Lane(Protocol):
    """One lane of the timeline. `title` and `icon` name it at its left.

    shows_played: whether it looks different left of the playhead; then it is painted twice.
    """

    title: str
    icon: str
    shows_played: bool

    def heights(self) -> LaneHeights:
        """From the font's metrics: 150 % text makes higher lanes."""

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        """Draw the stretch the axis shows, the whole height, on a transparent ground."""

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Draw above the picture what stays at the view's edge; `area` is the view's own."""

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None: ...

    def refs(self) -> Sequence[MarkRef]:
        """The lane's marks in time order; empty for lanes without marks."""

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[int]:
        """Milliseconds near enough to snap to."""
