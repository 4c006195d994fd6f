"""The accessible description of the timeline: what keys act on, or how many marks there are."""

from __future__ import annotations

from app.core.words import _
from ui.timeline.accessibility.spoken import (
    NO_TRACK,
    count_in_words,
    counted_in_words,
    selection_in_words,
    several_in_words,
    standing_in_words,
)
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.selection.event_walk import EventWalk
from ui.timeline.selection.peak_walk import PeakWalk
from ui.widgets.painting import describe


def keep_described(canvas: LaneCanvas, peaks: PeakWalk, events: EventWalk) -> None:
    """Keeps the canvas's description up to date."""

    def tell() -> None:
        describe(canvas, events.in_words() or peaks.in_words() or in_words(canvas))

    canvas.marks.described_anew.connect(tell)
    tell()


def in_words(canvas: LaneCanvas) -> str:
    lanes, axis, marks = canvas.lanes, canvas.viewport.axis, canvas.marks
    walked_to, current = marks.walked_to, marks.selection
    there = marks.span_of(walked_to) if walked_to is not None else None
    if walked_to is not None and there is not None:
        words = standing_in_words(lanes, walked_to, there, marks.selected.refs)
        more = counted_in_words(lanes, axis, walked_to)
        return f"{words} {more}" if more else words
    span = marks.selection_span
    if marks.timeline is None:
        return str(NO_TRACK)
    if current is None or span is None:
        return count_in_words(len(marks.spans))
    if len(marks.selected.refs) > 1:
        return several_in_words(lanes, marks.selected_spans(), current)
    words = selection_in_words(lanes, current, span)
    also = counted_in_words(lanes, axis, current)
    return _("{mark}. {more}", mark=words, more=also) if also else words
