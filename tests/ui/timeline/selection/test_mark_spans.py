"""The spans of marks, looked up in the lanes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import busy_timeline, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.selection.mark_spans import MarkSpans


def test_the_lanes_know_every_mark_in_time_order(qtbot: QtBot) -> None:
    busy = busy_timeline(100_000, 80)
    view = shown_view(qtbot, busy)
    spans = MarkSpans(view.lanes)
    assert list(spans.items()) == busy.marks()
    assert len(spans) == len(busy.marks())
    assert all(spans[ref] == span for ref, span in busy.marks())
    assert MarkRef(MarkKind.TAG, 4_711) not in spans
    assert None not in spans


def test_marks_over_a_span_are_found_without_the_others(qtbot: QtBot) -> None:
    busy = busy_timeline(100_000, 80)
    view = shown_view(qtbot, busy)
    near = Span(40_000, 41_000)
    found = MarkSpans(view.lanes).over(near)
    assert sorted(found) == sorted(ref for ref, span in busy.marks() if span.overlaps(near))


def test_another_track_leaves_nothing_behind(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(100_000, 300))
    view.marks.set_timeline(timeline(50_000, tags=[tagged(9_000, 10_000)]))
    assert list(view.lanes.of(EmotionLane).refs()) == [MarkRef(MarkKind.TAG, 9_000)]
    assert not view.lanes.of(MomentLane).refs()


def test_many_are_sorted_as_few_are(qtbot: QtBot) -> None:
    lanes = shown_view(qtbot, busy_timeline(600_000, 1_000)).lanes
    spans = MarkSpans(lanes)
    chosen = set(lanes.of(EmotionLane).refs())
    assert len(chosen) == 900
    by_hand = sorted(chosen, key=lambda ref: (spans[ref], ref))
    assert MarkSpans(lanes).in_order(chosen) == by_hand
    assert spans.in_order(set(by_hand[:3])) == by_hand[:3]
    gone = MarkRef(MarkKind.TAG, 10**6)
    assert gone not in spans and by_hand[0] in spans
    with pytest.raises(KeyError):
        spans[gone]


@pytest.mark.parametrize("many", [3, 30, 800])
def test_those_that_exist_are_told_for_few_and_for_many(qtbot: QtBot, many: int) -> None:
    busy = busy_timeline(600_000, 1_000)
    spans = MarkSpans(shown_view(qtbot, busy).lanes)
    chosen = [ref for ref, _span in busy.marks()][:many]
    gone = [MarkRef(ref.kind, ref.id + 10**6) for ref in chosen]
    assert spans.among([*gone, *chosen]) == frozenset(chosen)
    assert list(spans.of(frozenset(chosen)).items()) == busy.marks()[:many]
    assert busy.spans_of(frozenset([*gone, *chosen])) == dict(busy.marks()[:many])
