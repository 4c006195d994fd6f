"""The anchors of the picture, which one is chosen, and where it is being taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.core.aligned_passages import Side
from ui.afterlives.in_step.anchoring import Anchors, moved

if TYPE_CHECKING:
    from ui.afterlives.in_step.places import StepPlaces

_END_PX = 4  # of an anchor, from the edge of its wave


class AnchorChoice:
    """anchors: those that can be moved. number: of the chosen one; None for none. end: in which
    version it is moved. dragged: all of them, as they would be if it were let go now.
    """

    def __init__(self) -> None:
        self.anchors: Anchors = ()
        self.number: int | None = None
        self.end = Side.SECOND
        self.dragged: Anchors | None = None
        self._lengths = (0, 0)

    def show(self, anchors: Anchors, lengths_ms: tuple[int, int], *, are_others: bool) -> None:
        """are_others: of other versions than before."""
        self.anchors, self.dragged, self._lengths = anchors, None, lengths_ms
        if are_others or (self.number is not None and self.number >= len(anchors)):
            self.number = None

    @property
    def seen(self) -> Anchors:
        return self.anchors if self.dragged is None else self.dragged

    def choose(self, number: int | None, end: Side | None = None) -> None:
        self.number, self.end = number, self.end if end is None else end

    def walk(self, by: int) -> None:
        """To the next one (1), or the one before (-1)."""
        if self.anchors:
            last = len(self.anchors) - 1
            here = (-1 if by > 0 else last + 1) if self.number is None else self.number
            self.number = min(last, max(0, here + by))

    def nudged(self, by_ms: float) -> Anchors | None:
        """With the chosen end elsewhere; None if it can't be moved there."""
        if self.number is None:
            return None
        changed = self._with_end(self.anchors[self.number][self.end.value] + by_ms)
        return None if changed == self.anchors else changed

    def grab(self, number: int, end: Side) -> None:
        self.choose(number, end)
        self.dragged = self.anchors

    def drag(self, to_ms: float) -> Anchors:
        self.dragged = self._with_end(to_ms)
        return self.dragged

    def let_go(self) -> Anchors | None:
        """As they are then; None if nothing was moved."""
        dragged, self.dragged = self.dragged, None
        return None if dragged == self.anchors else dragged

    def at(self, places: StepPlaces, at: QPointF, reach: float) -> tuple[int, Side] | None:
        """The end of an anchor that is near enough to be grabbed."""
        top, bottom = places.band
        ends = (Side.FIRST, top + _END_PX), (Side.SECOND, bottom - _END_PX)
        found = [
            (abs(places.x_of(pair[side.value]) - at.x()), number, side)
            for number, pair in enumerate(self.anchors)
            for side, y in ends
            if abs(at.y() - y) <= reach
        ]
        off, number, side = min(found, default=(reach + 1, 0, Side.FIRST), key=lambda one: one[0])
        return (number, side) if off <= reach else None

    def _with_end(self, to_ms: float) -> Anchors:
        base = self.anchors if self.dragged is None else self.dragged
        assert self.number is not None
        return moved(base, self.number, self.end, to_ms, self._lengths)
