"""The rubber band: drawn over the empty part of a lane, it selects the marks it touches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from app.core.timecode import Span
from ui.timeline.input.surface import Surface
from ui.timeline.selection.selection import Selection


class RubberBand:
    """A mouse gesture. If it touches no mark, it selects the passage it was drawn over.

    joins: what it touches is added to the selection.
    """

    def __init__(self, surface: Surface, at: QPointF, *, joins: bool) -> None:
        self._surface, self._marks = surface, surface.marks
        self._timeline = surface.marks.timeline
        self._before = surface.marks.selected
        self._joins = joins
        self._chosen_before = surface.marks.selected_span
        self._from_ms = surface.canvas.position_at(at)
        self._from_y = at.y()
        self._span = Span.point(self._from_ms)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis = self._surface.viewport.axis
        self._span = Span.between(self._from_ms, axis.position_at(at.x()))
        left, right = axis.x_of(self._span.start_ms), axis.x_of(self._span.end_ms)
        top, bottom = sorted((self._from_y, at.y()))
        band = QRectF(left, top, right - left, bottom - top)
        caught = self._surface.lanes.refs_in(axis, band)
        kept = self._selected_before.refs if self._joins else frozenset()
        self._marks.select_caught(kept.union(caught))
        self._marks.show_chosen(None if caught else self._stretch)
        self._surface.overlays.show_band(band)

    def release(self) -> None:
        self._surface.overlays.show_band(None)
        if self._marks.selected_span != self._chosen_before:
            self._marks.keep_chosen(self._marks.selected_span)

    def cancel(self) -> None:
        self._surface.overlays.show_band(None)
        self._marks.show_chosen(self._chosen_before)
        self._marks.select_caught(self._selected_before.refs)

    @property
    def _selected_before(self) -> Selection:
        """Without marks deleted meanwhile; checked only when data has changed."""
        if self._marks.timeline is not self._timeline:
            self._timeline = self._marks.timeline
            self._before = self._marks.still_there(self._before)
        return self._before

    @property
    def _stretch(self) -> Span | None:
        return None if self._span.is_point else self._span
