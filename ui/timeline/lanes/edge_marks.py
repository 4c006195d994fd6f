"""The marks across the view's start, whose names stay at its edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

from app.core.marks import Mark
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.layout.laid_marks import LaidMarks
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.signs import SMALL_PX

T = TypeVar("T", bound=Mark)
EdgeMark = tuple[LaneMark[T], QRectF]
"""A mark that started before the view, and its row up to the next mark."""


class EdgeMarks(Generic[T]):
    """In each row what is in front across the view's start. Kept: it is asked for at each frame
    while the view rests."""

    def __init__(self, laid: Callable[[LaneArea], LaidMarks[T]]) -> None:
        self._laid = laid
        self._kept: tuple[object, list[EdgeMark[T]]] | None = None

    def forget(self) -> None:
        self._kept = None

    def of(self, area: LaneArea, reach_px: float) -> list[EdgeMark[T]]:
        """reach_px: of a point's sign."""
        if area.moved:
            return self._found(area)
        key = area.axis, area.height, area.selected, reach_px
        if self._kept is None or self._kept[0] != key:
            self._kept = key, self._found(area)
        return self._kept[1]

    def _found(self, area: LaneArea) -> list[EdgeMark[T]]:
        laid = self._laid(area)
        found: list[EdgeMark[T]] = []
        for placed in laid.across(area.axis.start_ms, area.axis.ms_for(SMALL_PX)):
            row = laid.grid.rect(placed.span, placed.row)
            row.setRight(min(row.right(), row.left() + placed.room_px))
            found.append((placed.mark, row))
        return found
