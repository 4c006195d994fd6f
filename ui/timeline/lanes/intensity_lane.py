"""Intensity: how the sound swells and fades, with its builds, climaxes, drops and breaks.

Found by listening, not felt: nothing in it is a mark. What the listener corrected carries a pencil.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text, _
from app.intensity.records import EventKind, IntensityEvent
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.layout.event_places import EventPlace, part_at, place_of, under
from ui.timeline.paint.event_signs import paint_chosen_event, paint_event
from ui.timeline.paint.intensity_curve import CurveColumns, paint_curve
from ui.timeline.paint.mark_paint import caption_height
from ui.words.intensity import KINDS, counted, event_in_words

if TYPE_CHECKING:
    from app.analysis.loudness import IntensityCurve

_GAP_PX = 3.0


class IntensityLane(Lane):
    """events: found and corrected, in time order. chosen: the one that keys act on; moved: where it
    is shown while it is being moved.
    """

    key = "intensity"
    title = Text("Intensity")
    icon = "chart-area"

    def __init__(self) -> None:
        self.events: tuple[IntensityEvent, ...] = ()
        self.chosen: IntensityEvent | None = None
        self.moved: Span | None = None
        self._curve: IntensityCurve | None = None
        self._columns: CurveColumns | None = None

    @property
    def is_known(self) -> bool:
        """Whether the track was listened through."""
        return self._curve is not None

    @property
    def is_filled(self) -> bool:
        """A track that neither builds nor breaks takes no room for it."""
        return bool(self.events)

    def set_curve(self, curve: IntensityCurve | None) -> None:
        self._curve = curve
        self._columns = None if curve is None else CurveColumns(curve)

    def set_events(self, events: Sequence[IntensityEvent]) -> None:
        self.events = tuple(events)

    def show_chosen(self, event: IntensityEvent | None, moved: Span | None) -> None:
        self.chosen, self.moved = event, moved

    # the lane's answers

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=round(2.5 * line), natural=4 * line, most=8 * line)

    def what_to_do(self) -> str:
        return "" if self._curve is not None else _("Not listened through yet.")

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = _row_px()
        places = self._places(area.axis)
        if self._columns is not None:
            tops = [place for place in places if place.event.kind is EventKind.CLIMAX]
            strong = [(place.left_px, place.right_px) for place in tops]
            top, bottom = row + _GAP_PX, float(area.height)
            paint_curve(painter, area.axis, self._columns, top, bottom, strong)
        for place in places:
            paint_event(painter, place, row, area.axis.width_px)
        chosen = next((place for place in places if place.event == self.chosen), None)
        if chosen is not None:
            paint_chosen_event(painter, chosen, row)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Nothing stays at the view’s edge."""

    def worded(self, area: LaneArea) -> tuple[float, float] | None:
        return (0.0, _row_px()) if self.events else None

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        """In the row of signs; below it, a click goes to the place in the music."""
        place = under(self._places(area.axis), x) if y <= _row_px() + 1 else None
        if place is None:
            return None
        event = place.event
        return Hit(None, event.span, part_at(place, x), event_in_words(event), event=event)

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        if self._curve is None:
            return here
        percent = f"{100 * self._curve.at(area.axis.position_at(x)):.0f}"
        return (_("Intensity {percent}%", percent=percent), *here)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        low, high = axis.ms_at(x - within_px), axis.ms_at(x + within_px)
        return [
            Edge(at_ms, str(KINDS[event.kind]), gives_way=True)
            for event in self.events
            if self.moved is None or event != self.chosen
            for at_ms in _edges_of(event)
            if low <= at_ms <= high
        ]

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        if self._curve is None:
            return _("Not listened through yet.")
        return counted(self.events) or _("No builds or climaxes.")

    def _places(self, axis: TimeAxis) -> list[EventPlace]:
        moved = self.moved
        return [
            place_of(axis, event, moved if event == self.chosen else None) for event in self.events
        ]


def _edges_of(event: IntensityEvent) -> list[int]:
    times = {event.span.start_ms, event.span.end_ms}
    return sorted(times if event.peak_ms is None else times | {event.peak_ms})


def _row_px() -> float:
    return float(max(14, caption_height()))
