"""The timeline in words, for screen readers and tooltips."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from app.core.marks import MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import Text, _, ngettext
from ui.timeline.geometry.lane_area import Hit
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack
from ui.words.marks import span_in_words

NO_TRACK = Text("No track is open.")


def selection_in_words(lanes: LaneStack, ref: MarkRef, span: Span) -> str:
    """What is selected and where: “Wonder, felt, intensity 3 of 5, at 1:05.250”."""
    mark, time = mark_in_words(lanes, ref), span_in_words(span)
    return _("{mark}, {time}", mark=mark, time=time) if mark else time


def several_in_words(lanes: LaneStack, spans: Mapping[MarkRef, Span], current: MarkRef) -> str:
    """How many are selected, from when to when, and the one selected last."""
    whole = Span(min(s.start_ms for s in spans.values()), max(s.end_ms for s in spans.values()))
    last = selection_in_words(lanes, current, spans[current])
    return ngettext(
        "1 mark selected, {time}. Last: {mark}",
        "{n} marks selected, {time}. Last: {mark}",
        len(spans),
        time=span_in_words(whole),
        mark=last,
    )


def standing_in_words(
    lanes: LaneStack, ref: MarkRef, span: Span, selected: Collection[MarkRef]
) -> str:
    """The mark that the keys moved on to, whether it is selected, and how many are."""
    mark, count = selection_in_words(lanes, ref, span), len(selected)
    if ref in selected:
        return ngettext(
            "{mark}, selected. 1 mark selected.",
            "{mark}, selected. {n} marks selected.",
            count,
            mark=mark,
        )
    return ngettext(
        "{mark}, not selected. 1 mark selected.",
        "{mark}, not selected. {n} marks selected.",
        count,
        mark=mark,
    )


def counted_in_words(lanes: LaneStack, axis: TimeAxis, ref: MarkRef) -> str:
    """For a mark that coincides with others at this zoom: how to see these."""
    together = lanes.counted_with(axis, ref)
    if len(together) < 2:
        return ""
    return ngettext(
        "Alone in its place: Alt+Down lists it.",
        "One of {n} in one place: Alt+Down lists them.",
        len(together),
    )


def count_in_words(count: int) -> str:
    if count == 0:
        return _("No marks yet.")
    return ngettext(
        "1 mark. Ctrl+Page Down selects it.",
        "{n} marks. Ctrl+Page Down moves from one to the next.",
        count,
    )


def tip_in_words(position_ms: int, hit: Hit | None, also_here: Sequence[str] = ()) -> str:
    """The time under the pointer and what is there, in this lane or else in the others."""
    time = format_ms(position_ms, with_millis=True)
    if hit is not None:
        return f"{time}\n{hit.text}\n{span_in_words(hit.span)}"
    return "\n".join(word for word in (time, *also_here) if word)


def mark_in_words(lanes: LaneStack, ref: MarkRef) -> str:
    mark = lanes.mark(ref)
    return mark.text if mark else ""
