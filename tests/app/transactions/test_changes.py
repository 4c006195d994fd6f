"""Who hears of a change, and in which order."""

from __future__ import annotations

from app.transactions.changes import ELSEWHERE, EMOTION, EVERYTHING, Change, ChangeFeed


def test_who_keeps_what_it_read_hears_before_whoever_reads_it() -> None:
    """Also when it came later: services are made when they are first needed."""
    feed, heard = ChangeFeed(), list[str]()
    feed.subscribe(lambda _change: heard.append("screen"))
    feed.subscribe_first(lambda _change: heard.append("service"))
    feed.subscribe(lambda _change: heard.append("another screen"))
    feed.announce(Change(frozenset({EMOTION})))
    assert heard == ["service", "screen", "another screen"]


def test_a_subscription_that_ended_hears_nothing() -> None:
    feed, heard = ChangeFeed(), list[Change]()
    end_first, end = feed.subscribe_first(heard.append), feed.subscribe(heard.append)
    end_first()
    end()
    feed.announce(Change(frozenset({EMOTION})))
    assert heard == []


def test_what_another_process_wrote_is_no_restore() -> None:
    """Ids still mean what they meant: undo steps and what is being drawn stay."""
    assert Change(frozenset({EVERYTHING})).is_restore
    assert not Change(frozenset({EVERYTHING}), initiator=ELSEWHERE).is_restore
