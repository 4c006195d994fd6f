"""Marks in one place, which may be shown as a number: zooms in on them, or lists them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF

from app.core.marks import MarkRef
from ui.timeline.geometry.lane_area import Hit
from ui.timeline.input.mark_list import MarkList
from ui.timeline.input.surface import Surface

ONE_PLACE_PX = 24  # about as wide as a sign


class MarksHere:
    """The marks in the same place as the one keys act on, or else as the playhead."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def refs(self) -> list[MarkRef]:
        viewport, marks = self._surface.viewport, self._surface.marks
        ref = marks.standing
        span = marks.span_of(ref) if ref is not None else None
        at_ms = viewport.position_ms if span is None else span.start_ms
        here = set(marks.refs_at(at_ms))
        if ref is not None:
            here |= {ref, *self._surface.lanes.counted_with(viewport.axis, ref)}
        return sorted(here, key=lambda ref: (marks.span_of(ref), ref))

    def open_list(self) -> None:
        self._list(self.refs(), self.point())

    def open_count(self, hit: Hit, at: QPointF) -> None:
        """Zooms in, so that its marks are apart; lists them if no zoom separates them."""
        if hit.refs and self._is_one_place(hit):
            self._list(hit.refs, at.toPoint())
        else:
            self._surface.viewport.zoom_to_span(hit.span)

    def point(self) -> QPoint:
        """Below the mark that keys act on; without one, the middle of the canvas."""
        viewport, marks, canvas, _events = self._surface
        ref = marks.standing
        span = marks.span_of(ref) if ref is not None else None
        slot = canvas.lanes.slot_holding(ref) if ref is not None else None
        if span is None or slot is None:
            return canvas.rect().center()
        _top, bottom = canvas.lanes.in_sight(slot)
        return QPoint(round(canvas.gutter_px + viewport.axis.x_of(span.start_ms)), bottom - 4)

    def _list(self, refs: Sequence[MarkRef], at: QPoint) -> None:
        """Opens the list; a single mark is selected without asking."""
        if len(refs) == 1:
            self._surface.marks.set_selection(refs[0])
        else:
            MarkList(self._surface, refs).open_at(self._surface.canvas.mapToGlobal(at))

    def _is_one_place(self, count: Hit) -> bool:
        """Whether its marks overlap even at the closest zoom, or would stay a count."""
        axis, marks = self._surface.viewport.axis, self._surface.marks
        first, last = (marks.span_of(count.refs[end]) for end in (0, -1))  # they are in time order
        if first is None or last is None:
            return False
        widest_ms = ONE_PLACE_PX * axis.closest_ms_per_px
        closer = axis.showing(count.span)
        stays = set(count.refs) <= set(self._surface.lanes.counted_with(closer, count.refs[0]))
        return stays or last.start_ms - first.start_ms < widest_ms
