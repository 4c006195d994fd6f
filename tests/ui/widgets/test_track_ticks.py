"""The ticks of a track that is shown, as marks come and go."""

from __future__ import annotations

from dataclasses import replace

from app.core.marks import MarkKind
from tests.ui.timeline.builders import busy_timeline, tagged, timeline
from ui.widgets.overview_ticks import TrackTicks


def test_a_new_mark_makes_only_its_own_tick() -> None:
    before = busy_timeline(100_000, 60)
    tags = before.lanes[MarkKind.TAG]
    lanes = {**before.lanes, MarkKind.TAG: (*tags[:20], tagged(999, 40_000), *tags[20:])}
    after = replace(before, lanes=lanes)
    ticks = TrackTicks()
    known = {id(tick) for tick in ticks.of(before)}
    shown = ticks.of(after)
    assert shown == TrackTicks().of(after)
    assert sum(id(tick) not in known for tick in shown) == 1


def test_another_track_has_its_own_ticks_and_none_has_none() -> None:
    ticks, other = TrackTicks(), timeline(50_000, tags=[tagged(1, 1_000)])
    ticks.of(busy_timeline(100_000, 60))
    assert ticks.of(other) == TrackTicks().of(other)
    assert ticks.of(None) == []
