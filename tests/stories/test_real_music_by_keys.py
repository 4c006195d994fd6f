"""A few seconds of a real track, played by the real player, marked by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.player.backend import VlcMissing
from app.player.records import PlayState
from app.player.vlc_instance import load_vlc
from tests.support.app_harness import AppHarness, WindowSession, kept_rows

pytestmark = pytest.mark.alone

Key = Qt.Key
# Ryan Reilly's “Love Theme”, from Debian's wesnoth-1.16-music.
REAL = Path("/usr/share/games/wesnoth/1.16/data/core/music/love_theme.ogg")
NEAR_MS = 150  # in between are an update of the window and the player's own start
HELD_MS = 1_200
REACTION_MS = 1_500


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    try:
        load_vlc()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    if not REAL.exists():
        pytest.skip("wesnoth-1.16-music is not installed")
    shutil.copy(REAL, harness.music / "love.ogg")
    harness.take_in()
    session = harness.open()
    session.play(session.rows()[0].title)
    return session


def test_seconds_of_real_music_are_marked_while_they_play(
    harness: AppHarness, session: WindowSession
) -> None:
    driver, playback = session.driver, session.playback
    passes(session, 1_800)
    driver.press(Key.Key_4)
    pressed_ms = playback.position_ms
    session.until(lambda: session.pages.listen.timeline.held.spans)  # drawn while the key is held
    passes(session, pressed_ms + HELD_MS)
    held_ms = playback.position_ms - pressed_ms
    driver.release(Key.Key_4)
    (nostalgia,) = session.timeline.tags
    assert nostalgia.emotion.name == "Nostalgia"
    assert near(nostalgia.tag.raw.start_ms, pressed_ms)
    assert near(nostalgia.span.start_ms, pressed_ms - REACTION_MS)
    assert near(nostalgia.span.duration_ms, held_ms)

    before_ms = playback.position_ms
    driver.tap(Key.Key_Right)
    gone_to_ms = playback.position_ms
    assert near(gone_to_ms, before_ms + 5_000)
    passes(session, gone_to_ms + 300)
    driver.tap(Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    wonder = next(item for item in session.timeline.tags if item.emotion.name == "Wonder")
    assert wonder.span.start_ms >= gone_to_ms - NEAR_MS, "nothing before it was heard"

    driver.tap(Key.Key_F)
    driver.tap(Key.Key_N)
    driver.write("1 the oboe")
    driver.ctrl(Key.Key_Return)
    driver.tap(Key.Key_Space)
    session.until(lambda: playback.state is PlayState.PAUSED)
    paused_ms = playback.position_ms
    driver.tap(Key.Key_6)
    power = next(item for item in session.timeline.tags if item.emotion.name == "Power")
    assert power.span.start_ms == power.tag.raw.start_ms == paused_ms, "who pauses points exactly"
    driver.ctrl(Key.Key_Z)
    assert [item.emotion.name for item in session.timeline.tags] == ["Nostalgia", "Wonder"]
    (moment,) = session.timeline.moments
    assert moment.note == "1 the oboe"
    marks = session.timeline.marks()
    session.close()
    kept = kept_rows(harness.paths)
    assert len(kept["emotional_tag"]) == 2 and len(kept["favourite_moment"]) == 1
    assert [(row["start_ms"], row["end_ms"]) for row in kept["emotional_tag"]] == [
        (span.start_ms, span.end_ms) for ref, span in marks if ref.kind == "tag"
    ]


def test_a_marked_passage_of_real_music_loops_and_is_heard_again(session: WindowSession) -> None:
    driver, playback = session.driver, session.playback
    passes(session, 1_800)
    driver.press(Key.Key_9)
    passes(session, playback.position_ms + HELD_MS)
    driver.release(Key.Key_9)
    (sadness,) = session.timeline.tags
    driver.tap(Key.Key_Comma)
    assert session.pages.listen.selection == sadness.ref
    driver.tap(Key.Key_L)
    assert playback.loop == sadness.span
    turns: list[int] = []
    playback.jumped.connect(turns.append)
    session.until(lambda: len(turns) >= 2)
    assert set(turns) == {sadness.span.start_ms}
    driver.tap(Key.Key_L)
    driver.tap(Key.Key_H)
    session.until(lambda: playback.state is PlayState.PAUSED)
    assert near(playback.position_ms, sadness.span.end_ms)


def passes(session: WindowSession, position_ms: int) -> None:
    """The music plays until it is there."""
    session.until(lambda: session.playback.position_ms >= position_ms)


def near(found_ms: int, wanted_ms: int) -> bool:
    return abs(found_ms - wanted_ms) <= NEAR_MS
