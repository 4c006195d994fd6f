"""The main story: add music, play it, mark by single keys, come back, find and hear it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.emotions.records import Mode
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession

PREROLL_MS = 3000


def test_marks_made_by_keys_are_found_and_heard_again_after_a_restart(
    harness: AppHarness,
) -> None:
    harness.record("theme.wav", seconds=30)
    _mark_while_it_plays(harness.open(str(harness.music)))

    session = harness.open()
    assert session.desk.pages.current_key == "listen"
    _hear_from_the_journal(session)


def _mark_while_it_plays(session: WindowSession) -> None:
    driver, playback = session.driver, session.playback
    session.until(lambda: playback.state is PlayState.PLAYING)
    driver.tap(Qt.Key.Key_Right)
    driver.tap(Qt.Key.Key_Right)
    session.until(lambda: playback.position_ms > 12_000)  # reaction time ends at a seek

    driver.tap(Qt.Key.Key_1)
    pressed_at_ms = playback.position_ms
    driver.tap(Qt.Key.Key_8)
    driver.tap(Qt.Key.Key_8)
    driver.tap(Qt.Key.Key_4, Qt.KeyboardModifier.ShiftModifier)
    driver.press(Qt.Key.Key_2)
    held_from_ms = playback.position_ms
    session.until(lambda: playback.position_ms > held_from_ms + 1200)
    driver.release(Qt.Key.Key_2)
    driver.tap(Qt.Key.Key_F)

    tags = {tagged.emotion.key: tagged.tag for tagged in session.timeline.tags}
    assert set(tags) == {"wonder", "tension", "nostalgia", "transcendence"}
    assert 0 <= pressed_at_ms - tags["wonder"].raw.start_ms < 300
    assert tags["wonder"].raw.start_ms - tags["wonder"].span.start_ms == 1500
    assert tags["tension"].intensity == tags["wonder"].intensity + 1
    assert tags["nostalgia"].mode is Mode.EXPRESSED
    assert tags["transcendence"].span.duration_ms > 800
    assert len(session.timeline.moments) == 1
    assert playback.state is PlayState.PLAYING, "marking never stops the music"

    driver.tap(Qt.Key.Key_N)
    driver.write("the bells")
    driver.tap(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session.until(lambda: session.timeline.moments[0].note == "the bells")
    session.close()


def _hear_from_the_journal(session: WindowSession) -> None:
    driver, playback = session.driver, session.playback
    driver.alt(Qt.Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: len(journal.model.items) == 5)
    driver.ctrl(Qt.Key.Key_F)
    driver.write("wonder")
    session.until(lambda: len(journal.model.items) == 1)
    (item,) = journal.model.items
    assert item.track is not None and item.span is not None
    journal.list.setFocus()
    driver.tap(Qt.Key.Key_Home)
    driver.tap(Qt.Key.Key_Space)
    session.until(lambda: playback.state is PlayState.PLAYING)
    lands_at = item.span.start_ms - PREROLL_MS
    assert lands_at <= playback.position_ms < lands_at + 1000
    session.until(lambda: playback.state is PlayState.PAUSED)
    # a point is played with the three seconds that follow it
    assert playback.position_ms - (item.span.start_ms + 3000) in range(-60, 120)
