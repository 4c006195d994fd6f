"""The main story: take music in, play it, mark by single keys, come back, find and hear it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.emotions.records import Mode
from app.player.records import PlayState
from tests.support.house import House, Visit

PREROLL_MS = 3000


def test_marks_dropped_by_keys_are_found_and_heard_again_after_a_restart(house: House) -> None:
    house.record("theme.wav", seconds=30)
    _mark_while_it_plays(house.open(str(house.music)))

    visit = house.open()
    assert visit.desk.pages.current_key == "listen"
    _hear_from_the_journal(visit)


def _mark_while_it_plays(visit: Visit) -> None:
    hands, playback = visit.hands, visit.playback
    visit.until(lambda: playback.state is PlayState.PLAYING)
    hands.tap(Qt.Key.Key_Right)
    hands.tap(Qt.Key.Key_Right)
    visit.until(lambda: playback.position_ms > 12_000)  # a reaction does not reach over a seek

    hands.tap(Qt.Key.Key_1)
    pressed_at_ms = playback.position_ms
    hands.tap(Qt.Key.Key_8)
    hands.tap(Qt.Key.Key_8)
    hands.tap(Qt.Key.Key_4, Qt.KeyboardModifier.ShiftModifier)
    hands.press(Qt.Key.Key_2)
    visit.until(lambda: playback.position_ms > pressed_at_ms + 1200)
    hands.release(Qt.Key.Key_2)
    hands.tap(Qt.Key.Key_F)

    tags = {tagged.emotion.key: tagged.tag for tagged in visit.timeline.tags}
    assert set(tags) == {"wonder", "tension", "nostalgia", "transcendence"}
    assert 0 <= pressed_at_ms - tags["wonder"].raw.start_ms < 300
    assert tags["wonder"].raw.start_ms - tags["wonder"].span.start_ms == 1500
    assert tags["tension"].intensity == tags["wonder"].intensity + 1
    assert tags["nostalgia"].mode is Mode.EXPRESSED
    assert tags["transcendence"].span.duration_ms > 800
    assert len(visit.timeline.moments) == 1
    assert playback.state is PlayState.PLAYING, "marking never stops the music"

    hands.tap(Qt.Key.Key_N)
    hands.write("the bells")
    hands.tap(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    visit.until(lambda: visit.timeline.moments[0].note == "the bells")
    visit.close()


def _hear_from_the_journal(visit: Visit) -> None:
    hands, playback = visit.hands, visit.playback
    hands.alt(Qt.Key.Key_4)
    journal = visit.pages.journal
    visit.until(lambda: len(journal.model.items) == 5)
    hands.ctrl(Qt.Key.Key_F)
    hands.write("wonder")
    visit.until(lambda: len(journal.model.items) == 1)
    (item,) = journal.model.items
    assert item.track is not None and item.span is not None
    journal.list.setFocus()
    hands.tap(Qt.Key.Key_Home)
    hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: playback.state is PlayState.PLAYING)
    lands_at = item.span.start_ms - PREROLL_MS
    assert lands_at <= playback.position_ms < lands_at + 1000
    visit.until(lambda: playback.state is PlayState.PAUSED)
    # a point is heard again with the three seconds that follow it
    assert playback.position_ms - (item.span.start_ms + 3000) in range(-60, 120)
