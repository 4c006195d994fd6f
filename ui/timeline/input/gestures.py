"""What a drag does: moves marks or their edges, selects a passage, pans."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.edges import Edge, nearest
from ui.timeline.geometry.lane_area import Part
from ui.timeline.input.surface import Surface
from ui.timeline.selection.dragging import dragged, snapped, snapped_position
from ui.timeline.viewport import Viewport


class MarkDrag:
    """The selected marks, or one of their edges, follow the pointer; saved on release.

    copy: called with the copies' spans, if copies are dragged.
    """

    def __init__(
        self,
        surface: Surface,
        lead: MarkRef,
        part: Part,
        x: float,
        copy: Callable[[dict[MarkRef, Span]], None] | None = None,
    ) -> None:
        self._surface, self._lead, self._part, self._copy = surface, lead, part, copy
        self._originals = surface.marks.selected_spans()
        self._spans = self._originals
        self._from_ms = surface.viewport.axis.ms_at(x)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis, edges_near = self._surface.viewport.axis, self._surface.canvas.edges_near
        by_ms = round(axis.ms_at(at.x()) - self._from_ms)
        edge: Edge | None = None
        if snaps:
            self._spans, edge = snapped(
                axis, self._originals, self._lead, self._part, by_ms, edges_near
            )
        else:
            self._spans = dragged(self._originals, self._part, by_ms, axis.duration_ms)
        self._surface.marks.show_moved(self._spans, edge)

    def release(self) -> None:
        if self._spans == self._originals:
            self.cancel()
        elif self._copy is not None:
            self.cancel()
            self._copy(self._spans)
        else:
            self._surface.marks.keep_moved(self._spans)

    def cancel(self) -> None:
        self._surface.marks.show_moved({})


class Choose:
    """Selects from where the drag started to the pointer."""

    def __init__(self, surface: Surface, fixed_ms: int) -> None:
        self._surface, self._before = surface, surface.marks.selected_span
        axis = surface.viewport.axis
        x = axis.x_of(fixed_ms)
        edge = nearest(axis, x, surface.canvas.edges_near(x))
        self._fixed_ms = fixed_ms
        self._snapped_fixed_ms = fixed_ms if edge is None else edge.at_ms
        self._span: Span | None = None

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis = self._surface.viewport.axis
        if snaps:
            at_ms, edge = snapped_position(axis, at.x(), self._surface.canvas.edges_near)
            fixed = self._snapped_fixed_ms
        else:
            at_ms, edge, fixed = axis.position_at(at.x()), None, self._fixed_ms
        self._span = Span.between(fixed, at_ms)
        self._surface.marks.show_chosen(self._span, edge)

    def release(self) -> None:
        if self._span is None or self._span.is_point:
            self.cancel()
        else:
            self._surface.marks.keep_chosen(self._span)

    def cancel(self) -> None:
        self._surface.marks.show_chosen(self._before)


class Pan:
    """The time under the pointer stays under it, and so does the lane."""

    def __init__(self, viewport: Viewport, at: QPointF) -> None:
        self._viewport, self._at = viewport, at

    def move(self, at: QPointF, *, snaps: bool) -> None:
        self._viewport.scroll_by(self._at.x() - at.x())
        self._viewport.scroll_lanes(round(self._at.y() - at.y()))
        self._at = at

    def release(self) -> None:
        pass

    def cancel(self) -> None:
        pass
