"""Two years of hearing one track: the same seconds come back on their day, are felt again, and all
of it stands side by side.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.marks import MarkRef
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.moved_clock import MovedClock

Key = Qt.Key
FIRST, SECOND = "It remembers itself, very quietly.", "She’d have been eighty-seven."


def test_two_years_of_one_moment_and_again_today(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = MovedClock(monkeypatch)
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    clock.set(2024, 11, 29)
    _feel_and_leave(harness, Key.Key_3, 12_000, FIRST)
    clock.set(2025, 11, 29)
    _feel_and_leave(harness, Key.Key_9, 13_500, SECOND)
    clock.set(2026, 11, 29)
    session = harness.open()
    journal = _journal(session)
    hero = journal.this_day
    assert hero.item.day.year == 2024, "the year furthest back, where both have words"
    assert hero.whole.words.text() == f"“{FIRST}”"
    assert not hero.and_now.isVisible(), "first it is heard"

    hero.setFocus()
    session.driver.tap(Key.Key_PageDown)
    assert hero.whole.words.text() == f"“{SECOND}”"
    session.driver.tap(Key.Key_Space)
    session.turn(600)
    session.until(lambda: session.playback.is_playing)
    assert session.playback.position_ms < 13_500
    session.turn(9_000)
    session.until(lambda: not session.playback.is_playing)
    session.until(hero.and_now.isVisible)
    session.driver.tap(Key.Key_4)
    today = _tags(session)[-1]
    assert (today.made_at_ms, today.span) == (max(_made(session)), hero.item.span)
    assert len(_tags(session)) == 3

    session.driver.tap(Key.Key_Return)  # the years of what is shown
    page = session.pages.same_moment
    assert session.desk.pages.current_key == "same_moment"
    session.until(lambda: len(page.model.rows) == 3)
    assert [row.year for row in page.model.rows] == [2024, 2025, 2026]
    assert [row.item.text for row in page.model.rows] == [FIRST, SECOND, ""]

    session.driver.tap(Key.Key_5)  # felt once more, here
    session.until(lambda: len(page.model.rows) == 4)
    assert page.list.current().emotion_id == session.services.emotions.by_shortcut("5").id
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: len(page.model.rows) == 3)
    session.driver.tap(Key.Key_Escape)
    assert session.desk.pages.current_key == "journal"
    session.driver.tap(Key.Key_Z)  # elsewhere nothing is an answer
    assert len(_tags(session)) == 3


def _feel_and_leave(harness: AppHarness, key: Key, at_ms: int, words: str) -> None:
    session = harness.open()
    session.play()
    session.playback.seek_ms(at_ms)
    session.turn(2_000)
    session.driver.tap(key)
    tag = max(_tags(session), key=lambda tag: tag.id)
    session.services.marks.edit(MarkRef(tag.ref.kind, tag.id), note=words)
    session.close()


def _journal(session: WindowSession):  # type: ignore[no-untyped-def]
    session.driver.alt(Key.Key_4)
    journal = session.pages.journal
    session.until(journal.this_day.isVisible)
    return journal


def _tags(session: WindowSession):  # type: ignore[no-untyped-def]
    (row,) = session.rows()
    timeline = session.services.timelines.timeline(row.id)
    return sorted((one.tag for one in timeline.tags), key=lambda tag: tag.made_at_ms)


def _made(session: WindowSession) -> list[int]:
    return [tag.made_at_ms for tag in _tags(session)]
