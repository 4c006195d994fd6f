"""The lanes from top to bottom: which are shown, how high they are, what is where.

If even the least heights don't fit, the lanes below the ruler are scrolled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from PySide6.QtCore import QRectF

from app.core.ids import TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.heights import share_heights
from ui.timeline.geometry.lane_area import Hit, LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane, LaneMarks
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.registry import LANES, NO_PARTS, RULER, LaneMaker, LaneParts
from ui.timeline.layout.lane_mark import LaneMark

L = TypeVar("L", bound=Lane)
SEPARATOR_PX = 1
_NOTHING = TrackTimeline(TrackId(0), 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """A lane and its place, in the view's coordinates; scrolled lanes may be out of view."""

    lane: Lane
    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def area(
        self,
        axis: TimeAxis,
        selected: frozenset[MarkRef] = frozenset(),
        moved: Mapping[MarkRef, Span] | None = None,
    ) -> LaneArea:
        return LaneArea(axis, self.height, selected, moved or {})


class LaneStack:
    """All lanes of the timeline, and the choices about them.

    ruler: the lane at the top, which is always there. by_key: the others, in their usual order.
    marks: of all lanes that have marks, shown or not.
    """

    def __init__(self, parts: LaneParts = NO_PARTS, makers: Sequence[LaneMaker] = LANES) -> None:
        self.ruler = RULER()
        made = [make(parts) for make in makers]
        self.by_key: dict[str, Lane] = {lane.key: lane for lane in made}
        self.marks = _marks_of(made)
        self.choices = LaneChoices()
        self.slots: tuple[Slot, ...] = ()
        self.scroll_px = 0  # how far the lanes below the ruler are scrolled up
        self._room = 0

    def of(self, kind: type[L]) -> L:
        """The lane of a class, by its key, for its feed. Raises KeyError if there is none."""
        return cast(L, self.by_key[kind.key])

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that are shown, from top to bottom."""
        keys = (key for key in self.choices.ordered(self.by_key) if self.is_shown(key))
        return (self.ruler, *(self.by_key[key] for key in keys))

    def is_shown(self, key: str) -> bool:
        """As chosen; otherwise a lane is shown if it has something to show."""
        lane = self.by_key[key]
        return lane.is_wanted or self.choices.is_shown(key, lane.is_filled)

    @property
    def marks_shown(self) -> list[LaneMarks]:
        """Those of the lanes that are shown, from top to bottom."""
        return _marks_of(self.lanes)

    def set_timeline(self, timeline: TrackTimeline | None) -> list[tuple[Lane, list[Span] | None]]:
        """Gives marks to the lanes; returns which look different, and where (None: everywhere)."""
        new = timeline or _NOTHING
        changed = [(lane, lane.set_timeline(new)) for lane in self.by_key.values()]
        return [(lane, spans) for lane, spans in changed if spans != []]

    def arrange(self, height: int) -> None:
        """Divides a height among the lanes; they stay scrolled as far as needed."""
        lanes = self.lanes
        room = height - SEPARATOR_PX * (len(lanes) - 1)
        chosen = [self.choices.heights.get(lane.key) for lane in lanes]
        heights = share_heights([lane.heights() for lane in lanes], room, chosen)
        slots, top = [], 0
        for lane, lane_height in zip(lanes, heights, strict=True):
            slots.append(Slot(lane, top, lane_height))
            top += lane_height + SEPARATOR_PX
        scrolled, self.scroll_px = self.scroll_px, 0
        self.slots, self._room = tuple(slots), max(0, height)
        self.scroll_to(scrolled)

    @property
    def ruler_bottom(self) -> int:
        return self.slots[0].bottom if self.slots else 0

    @property
    def bottom(self) -> int:
        """The lower edge of the lanes in view."""
        return min(self._room, self.slots[-1].bottom) if self.slots else 0

    # scrolling

    @property
    def overflow_px(self) -> int:
        """How far the lanes can be scrolled; 0 if all of them fit."""
        return max(0, self.slots[-1].bottom + self.scroll_px - self._room) if self.slots else 0

    @property
    def page_px(self) -> int:
        """How much of the lanes below the ruler is in view."""
        return max(1, self.bottom - self.ruler_bottom)

    def scroll_to(self, px: int) -> bool:
        """Scrolls the lanes below the ruler up by so much; whether that moved them."""
        by = min(max(0, px), self.overflow_px) - self.scroll_px
        if by == 0:
            return False
        self.scroll_px += by
        ruler, *others = self.slots
        self.slots = (ruler, *(replace(slot, top=slot.top - by) for slot in others))
        return True

    def scroll_showing(self, top: int, bottom: int) -> int:
        """The nearest scroll position that shows a range of heights, or at least its top."""
        below_edge = bottom - self.bottom
        below_ruler = top - (self.ruler_bottom + SEPARATOR_PX)
        return self.scroll_px + min(max(0, below_edge), below_ruler)

    def in_sight(self, slot: Slot) -> tuple[int, int]:
        """The top and bottom of a slot's visible part; no height if it is out of view."""
        least = 0 if slot.lane is self.ruler else self.ruler_bottom + SEPARATOR_PX
        bottom = self.bottom
        top = min(max(slot.top, least), bottom)
        return top, max(top, min(slot.top + slot.height, bottom))

    def least_height(self) -> int:
        """The height at which nothing needs to be scrolled."""
        lanes = self.lanes
        return sum(lane.heights().least for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def natural_height(self) -> int:
        lanes = self.lanes
        return sum(lane.heights().natural for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def slot_at(self, y: float) -> Slot | None:
        """The ruler covers what is scrolled under it, and comes first."""
        if y >= self.bottom:
            return None
        return next((slot for slot in self.slots if slot.top <= y < slot.bottom), None)

    def slot_for(self, lane: Lane) -> Slot | None:
        return next((slot for slot in self.slots if slot.lane is lane), None)

    def slot_named(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.lane.key == key), None)

    def slot_holding(self, ref: MarkRef) -> Slot | None:
        return next((slot for slot in self.slots if holds(slot.lane, ref)), None)

    def marks_with(self, ref: MarkRef) -> LaneMarks | None:
        """The marks of the shown lane that has a mark."""
        slot = self.slot_holding(ref)
        return slot.lane.marks if slot is not None else None

    def mark(self, ref: MarkRef) -> LaneMark[Any] | None:
        marks = self.marks_with(ref)
        return marks.mark(ref) if marks is not None else None

    def hit(self, axis: TimeAxis, selected: frozenset[MarkRef], x: float, y: float) -> Hit | None:
        slot = self.slot_at(y)
        return slot.lane.hit(slot.area(axis, selected), x, y - slot.top) if slot else None

    def refs_in(self, axis: TimeAxis, band: QRectF) -> list[MarkRef]:
        """The marks in view that a rectangle touches; x on the axis, y in the view."""
        found = []
        for slot in self.slots:
            marks, (top, bottom) = slot.lane.marks, self.in_sight(slot)
            if marks is not None and top <= band.bottom() and band.top() < bottom:
                seen = QRectF(band)
                seen.setTop(max(band.top(), top))
                seen.setBottom(min(band.bottom(), bottom))
                found += marks.refs_in(slot.area(axis), seen.translated(0, -slot.top))
        return found

    def rect_of(self, axis: TimeAxis, ref: MarkRef, moved: Mapping[MarkRef, Span]) -> QRectF | None:
        """A mark's place, y in the view's coordinates; for a mark in a count, at least its time."""
        slot = self.slot_holding(ref)
        if slot is None or slot.lane.marks is None:
            return None
        rect = slot.lane.marks.place_of(slot.area(axis, moved=moved), ref)
        return rect.translated(0, slot.top) if rect is not None else None

    def counted_with(self, axis: TimeAxis, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks that a zoom shows as one count with a mark; empty if it is shown alone."""
        slot = self.slot_holding(ref)
        if slot is None or slot.lane.marks is None:
            return ()
        return slot.lane.marks.counted_with(slot.area(axis), ref)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> Iterator[Edge]:
        for lane in self.lanes:
            yield from lane.edges_near(axis, x, within_px)


def holds(lane: Lane, ref: MarkRef) -> bool:
    return lane.marks is not None and ref in lane.marks.refs()


def _marks_of(lanes: Iterable[Lane]) -> list[LaneMarks]:
    return [lane.marks for lane in lanes if lane.marks is not None]
