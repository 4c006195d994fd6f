"""Where a lane is and what is found in it: values passed to and from lanes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.intensity.records import IntensityEvent
from ui.timeline.geometry.time_axis import TimeAxis


@dataclass(frozen=True, slots=True)
class LaneHeights:
    """How high a lane can be, in device-independent pixels; `most` when there is space left."""

    least: int
    natural: int
    most: int


@dataclass(frozen=True, slots=True)
class LaneArea:
    """A lane's place, in its own coordinates: x as on the axis, y from 0 to `height`.

    moved: marks drawn elsewhere than they are saved, while they are dragged.
    is_played: whether to draw the lane as it looks left of the playhead.
    """

    axis: TimeAxis
    height: int
    selected: frozenset[MarkRef] = frozenset()
    moved: Mapping[MarkRef, Span] = field(default_factory=dict)
    is_played: bool = False


class LaneItem(NamedTuple):
    """What is in a lane beside marks: a line of lyrics, a mark of another version. is_now: it is
    heard now.
    """

    text: str
    span: Span
    is_now: bool = False


class Part(Enum):
    """Which part of a mark is under the pointer."""

    START = "start"
    END = "end"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: a mark; without a ref, something to zoom in on, such as a number of
    many, which are refs then. With a row as well: a ridge, whose marks are refs. With an event: a
    build, climax, drop or break. With a time to seek to: words, which begin there. opens_years: a
    click asks what was felt here across the years.
    """

    ref: MarkRef | None
    span: Span
    part: Part
    text: str
    is_movable: bool = True  # False for a mark of an earlier listen
    refs: tuple[MarkRef, ...] = ()
    row: int | None = None
    event: IntensityEvent | None = None
    seek_ms: int | None = None
    opens_years: bool = False
