"""What the timeline asks of a lane.

A lane paints a stretch, says what is under a point, and offers what is near enough to snap to. It
paints into a picture, never onto the screen, and knows no playhead. Whoever writes one says only
what is special about it: the rest is answered here as by a lane without marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.layout.mark_layout import LaneMark
from ui.words.marks import span_in_words


class LaneMarks(Protocol):
    """The marks that a lane holds. What lies where is told in the lane's coordinates."""

    kind: MarkKind

    def refs(self) -> Sequence[MarkRef]:
        """All of them, in time order."""

    def refs_over(self, span: Span) -> list[MarkRef]:
        """Those that overlap a stretch of time."""

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """Those that a rectangle touches, also where they are only counted."""

    def spans(self) -> Iterator[tuple[MarkRef, Span]]:
        """All of them and where they are, in time order."""

    def mark(self, ref: MarkRef) -> LaneMark[Any] | None: ...

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        """The icon that stands for a mark in a list, and its colour; empty for that of text."""

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """Where a mark is; None while it is part of a count."""

    def place_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """The same as wide as its sign; of a mark that is part of a count, the count's."""

    def counted_with(self, area: LaneArea, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks of the count that a mark is part of, with itself; empty when it is in none."""


class Lane(Protocol):
    """One lane of the timeline. `title` and `icon` name it at its left.

    key: what was chosen of it is kept under this name, whatever its title becomes.
    shows_played: whether it looks different left of the playhead; then it is painted twice.
    is_exact: whether it is painted at every step of a zoom, instead of being stretched meanwhile.
    """

    key: str
    title: str
    icon: str
    shows_played: bool = False
    is_exact: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether it takes room as long as nobody chose; without anything to show it need not."""
        return True

    @property
    def is_wanted(self) -> bool:
        """Whether it is needed just now, even if it was hidden."""
        return False

    @property
    def marks(self) -> LaneMarks | None:
        return None

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        """Take a track's marks; answers where the lane looks different now (None: all over)."""
        return []

    def heights(self) -> LaneHeights:
        """From the font's metrics: 150 % text makes higher lanes."""

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        """Draw the stretch the axis shows, the whole height, on a transparent ground."""

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Draw above the picture what stays at the view's edge; `area` is the view's own."""

    def shape(self, area: LaneArea) -> object:
        """What the whole picture depends on; while it stays, a change is painted where it is."""
        return None

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        return None

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        """The lines under the time in a tooltip. here: the marks at this time, whatever lane."""
        return here

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        """What is near enough to snap to."""
        return []

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """What is in it, for those who hear the screen."""
        return f"{span_in_words(axis.visible)} in view"
