"""What the view asks of a lane, and the values that go between them.

A lane answers three questions: paint this stretch, what is under this point, what is near enough
to snap to. It paints into a picture, never onto the screen, and knows no playhead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from PySide6.QtGui import QPainter

from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.time_axis import TimeAxis


@dataclass(frozen=True, slots=True)
class LaneHeights:
    """How high a lane may be, in device-independent pixels; `most` shares what is left over."""

    least: int
    natural: int
    most: int


@dataclass(frozen=True, slots=True)
class LaneArea:
    """Where a lane is, in its own coordinates: x as the axis says, y from 0 to `height`.

    moved: marks drawn elsewhere than where they are kept, while they are dragged.
    is_played: whether to draw the lane as it looks left of the playhead.
    """

    axis: TimeAxis
    height: int
    selected: frozenset[MarkRef] = frozenset()
    moved: Mapping[MarkRef, Span] = field(default_factory=dict)
    is_played: bool = False


class Part(Enum):
    """What of a mark is under the pointer."""

    START = "start"
    END = "end"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: a mark, or a count of many (ref is None), which are refs then."""

    ref: MarkRef | None
    span: Span
    part: Part
    text: str
    is_movable: bool = True  # False where a mark is only looked back at
    refs: tuple[MarkRef, ...] = ()


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
