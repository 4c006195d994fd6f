"""The rubber band: drawn over the empty part of a lane of marks, it selects what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from app.core.timecode import Span
from ui.timeline.selection.selection import Selection

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView


class RubberBand:
    """A gesture of the mouse. Where it catches no mark it chooses the stretch it was drawn over.

    joins: what it catches is selected besides what was selected before.
    """

    def __init__(self, view: TimelineView, at: QPointF, *, joins: bool) -> None:
        self._view = view
        self._timeline = view.timeline
        self._before = view.selected
        self._joins = joins
        self._chosen_before = view.selected_span
        self._from_ms = view.axis.position_at(view.axis_x(at))
        self._from_y = at.y()
        self._span = Span.point(self._from_ms)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        view, axis = self._view, self._view.axis
        self._span = Span.between(self._from_ms, axis.position_at(at.x()))
        left, right = axis.x_of(self._span.start_ms), axis.x_of(self._span.end_ms)
        top, bottom = sorted((self._from_y, at.y()))
        band = QRectF(left, top, right - left, bottom - top)
        caught = view.lanes.refs_in(axis, band)
        kept = self._selected_before.refs if self._joins else frozenset()
        view.select_caught(kept.union(caught))
        view.show_chosen(None if caught else self._stretch, None)
        view.show_band(band)

    def release(self) -> None:
        view = self._view
        view.show_band(None)
        if view.selected_span != self._chosen_before:
            view.span_selected.emit(view.selected_span)

    def cancel(self) -> None:
        self._view.show_band(None)
        self._view.show_chosen(self._chosen_before, None)
        self._view.select_caught(self._selected_before.refs)

    @property
    def _selected_before(self) -> Selection:
        """Without what was removed since: asked again only when other data have come."""
        if self._view.timeline is not self._timeline:
            self._timeline = self._view.timeline
            self._before = self._view.still_there(self._before)
        return self._before

    @property
    def _stretch(self) -> Span | None:
        return None if self._span.is_point else self._span
