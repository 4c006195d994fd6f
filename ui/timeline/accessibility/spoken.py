"""The timeline in words, for screen readers and tooltips."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from app.core.counting import counted
from app.core.marks import MarkRef
from app.core.timecode import Span, format_ms
from ui.timeline.geometry.lane_area import Hit
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack
from ui.words.marks import span_in_words

NO_TRACK = "No track is open."


def selection_in_words(lanes: LaneStack, ref: MarkRef, span: Span) -> str:
    """What is selected and where: “Wonder, felt, intensity 3 of 5, at 1:05.250”."""
    words = mark_in_words(lanes, ref)
    return f"{words}, {span_in_words(span)}" if words else span_in_words(span)


def several_in_words(lanes: LaneStack, spans: Mapping[MarkRef, Span], current: MarkRef) -> str:
    """How many are selected, from when to when, and the one selected last."""
    whole = Span(min(s.start_ms for s in spans.values()), max(s.end_ms for s in spans.values()))
    last = selection_in_words(lanes, current, spans[current])
    return f"{len(spans)} marks selected, {span_in_words(whole)}. Last: {last}"


def standing_in_words(
    lanes: LaneStack, ref: MarkRef, span: Span, selected: Collection[MarkRef]
) -> str:
    """The mark one walked on to, whether it is selected, and how many are."""
    state = "selected" if ref in selected else "not selected"
    many = counted(len(selected), "1 mark selected", "{n} marks selected")
    return f"{selection_in_words(lanes, ref, span)}, {state}. {many}."


def counted_in_words(lanes: LaneStack, axis: TimeAxis, ref: MarkRef) -> str:
    """Of a mark that this zoom shows only as part of a number, and how to see the others."""
    together = lanes.counted_with(axis, ref)
    if len(together) < 2:
        return ""
    return f" One of {len(together)} shown as a number: Alt+Down lists them."


def count_in_words(count: int) -> str:
    if count == 0:
        return "No marks yet."
    return counted(count, "1 mark. Tab selects it.", "{n} marks. Tab walks through them.")


def tip_in_words(position_ms: int, hit: Hit | None, also_here: Sequence[str] = ()) -> str:
    """The time under the pointer and what is there, or what other lanes have there."""
    time = format_ms(position_ms, with_millis=True)
    if hit is not None:
        return f"{time}\n{hit.text}\n{span_in_words(hit.span)}"
    return "\n".join(word for word in (time, *also_here) if word)


def mark_in_words(lanes: LaneStack, ref: MarkRef) -> str:
    mark = lanes.mark(ref)
    return mark.text if mark else ""
