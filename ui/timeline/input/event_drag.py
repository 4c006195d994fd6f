"""A build, climax, drop or break, or one of its edges, follows the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.lane_area import Part
from ui.timeline.input.surface import Surface
from ui.timeline.selection.dragging import dragged, snapped

_IT = MarkRef(MarkKind.TAG, 0)  # the block to drag holds one thing, which isn't a mark


class EventDrag:
    """Of the chosen event; saved on release."""

    def __init__(self, surface: Surface, original: Span, part: Part, x: float) -> None:
        self._surface, self._original, self._part = surface, original, part
        self._from_ms = surface.viewport.axis.ms_at(x)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis, edges_near = self._surface.viewport.axis, self._surface.canvas.edges_near
        by_ms = round(axis.ms_at(at.x()) - self._from_ms)
        original = {_IT: self._original}
        if snaps:
            moved, edge = snapped(axis, original, _IT, self._part, by_ms, edges_near)
        else:
            moved, edge = dragged(original, self._part, by_ms, axis.duration_ms), None
        self._surface.events.show_moved(moved[_IT], edge)

    def release(self) -> None:
        self._surface.events.keep_moved()

    def cancel(self) -> None:
        self._surface.events.show_moved(None)
