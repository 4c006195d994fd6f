"""Where a lane is and what is found in it: values that go between a lane and who asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.time_axis import TimeAxis


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
    """What is under a point: a mark; without a ref something to come closer to, such as a count of
    many, which are refs then.
    """

    ref: MarkRef | None
    span: Span
    part: Part
    text: str
    is_movable: bool = True  # False where a mark is only looked back at
    refs: tuple[MarkRef, ...] = ()
