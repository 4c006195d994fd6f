"""Where builds, climaxes, drops and breaks are in their lane, which is under a point. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.core.timecode import Span
from app.intensity.records import IntensityEvent
from ui.timeline.geometry.lane_area import Part
from ui.timeline.geometry.time_axis import TimeAxis

LEAST_PX = 14.0  # a shorter event is this wide, so that it can be seen and caught
_EDGE_PX = 5.0
_BESIDE_PX = 2.0  # an edge is caught from outside, too


class EventPlace(NamedTuple):
    """left_px, right_px: what it takes up, at least LEAST_PX. peak_px: where its sign is."""

    event: IntensityEvent
    left_px: float
    right_px: float
    peak_px: float

    @property
    def width_px(self) -> float:
        return self.right_px - self.left_px


def place_of(axis: TimeAxis, event: IntensityEvent, moved: Span | None = None) -> EventPlace:
    """moved: where it is dragged to."""
    span = moved or event.span
    left, right = axis.x_of(span.start_ms), axis.x_of(span.end_ms)
    if event.peak_ms is None:
        peak = (left + right) / 2
    else:
        peak_ms = event.peak_ms + span.start_ms - event.span.start_ms
        peak = axis.x_of(min(span.end_ms, max(span.start_ms, peak_ms)))
    missing = max(0.0, LEAST_PX - (right - left)) / 2
    return EventPlace(event, left - missing, right + missing, peak)


def under(places: Iterable[EventPlace], x: float) -> EventPlace | None:
    """The narrowest there: a climax stands before the build that leads to it."""
    here = (one for one in places if one.left_px - _BESIDE_PX <= x <= one.right_px + _BESIDE_PX)
    return min(here, key=lambda place: place.width_px, default=None)


def part_at(place: EventPlace, x: float) -> Part:
    if place.width_px < 4 * _EDGE_PX:
        return Part.BODY
    if x - place.left_px <= _EDGE_PX:
        return Part.START
    return Part.END if place.right_px - x <= _EDGE_PX else Part.BODY
