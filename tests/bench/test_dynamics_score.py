"""The score of dynamics counts what is right, once."""

from __future__ import annotations

from app.analysis.dynamics.records import EventKind, FoundEvent
from bench.dynamics import hits

BUILD, CLIMAX, DROP, BREAK = EventKind


def event(kind: EventKind, start_ms: int, end_ms: int) -> FoundEvent:
    return FoundEvent(kind, start_ms, end_ms, start_ms)


def test_a_build_shares_half_of_the_union() -> None:
    true = [[10_000, 20_000]]
    assert hits([event(BUILD, 10_000, 15_000)], true)
    assert not hits([event(BUILD, 10_000, 14_900)], true)
    assert not hits([event(BREAK, 20_000, 30_000)], true)


def test_a_climax_starts_near_a_held_top_and_a_drop_near_its_time() -> None:
    assert hits([event(CLIMAX, 26_900, 40_000)], [[20_000, 25_000]])
    assert not hits([event(CLIMAX, 27_100, 40_000)], [[20_000, 25_000]])
    assert hits([event(DROP, 11_500, 12_000)], [10_000])
    assert not hits([event(DROP, 8_400, 12_000)], [10_000])


def test_each_true_event_counts_once() -> None:
    found = [event(DROP, 10_000, 10_300), event(DROP, 10_500, 10_800)]
    assert len(hits(found, [10_000])) == 1
    assert len(hits(found, [10_000, 11_000])) == 2
