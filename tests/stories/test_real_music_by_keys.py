"""A few seconds of a real track, heard through the real player, annotated by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.player.backend import VlcMissing
from app.player.records import PlayState
from app.player.vlc_instance import load_vlc
from tests.support.house import House, Visit, kept_rows

pytestmark = pytest.mark.alone

Key = Qt.Key
# Ryan Reilly's “Love Theme”, from Debian's wesnoth-1.16-music.
REAL = Path("/usr/share/games/wesnoth/1.16/data/core/music/love_theme.ogg")
NEAR_MS = 150  # a look of the window and the player's own start lie in between
HELD_MS = 1_200
REACTION_MS = 1_500


@pytest.fixture
def visit(house: House) -> Visit:
    try:
        load_vlc()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    if not REAL.exists():
        pytest.skip("wesnoth-1.16-music is not installed")
    shutil.copy(REAL, house.music / "love.ogg")
    house.take_in()
    visit = house.open()
    visit.play(visit.rows()[0].title)
    return visit


def test_seconds_of_real_music_are_annotated_while_they_sound(house: House, visit: Visit) -> None:
    hands, playback = visit.hands, visit.playback
    passes(visit, 1_800)
    hands.press(Key.Key_4)
    pressed_ms = playback.position_ms
    visit.until(lambda: visit.pages.listen.timeline.held.spans)  # drawn while it is felt
    passes(visit, pressed_ms + HELD_MS)
    held_ms = playback.position_ms - pressed_ms
    hands.release(Key.Key_4)
    (nostalgia,) = visit.timeline.tags
    assert nostalgia.emotion.name == "Nostalgia"
    assert near(nostalgia.tag.raw.start_ms, pressed_ms)
    assert near(nostalgia.span.start_ms, pressed_ms - REACTION_MS)
    assert near(nostalgia.span.duration_ms, held_ms)

    before_ms = playback.position_ms
    hands.tap(Key.Key_Right)
    gone_to_ms = playback.position_ms
    assert near(gone_to_ms, before_ms + 5_000)
    passes(visit, gone_to_ms + 300)
    hands.tap(Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    wonder = next(item for item in visit.timeline.tags if item.emotion.name == "Wonder")
    assert wonder.span.start_ms >= gone_to_ms - NEAR_MS, "nothing before it was heard"

    hands.tap(Key.Key_F)
    hands.tap(Key.Key_N)
    hands.write("1 the oboe")
    hands.ctrl(Key.Key_Return)
    hands.tap(Key.Key_Space)
    visit.until(lambda: playback.state is PlayState.PAUSED)
    paused_ms = playback.position_ms
    hands.tap(Key.Key_6)
    power = next(item for item in visit.timeline.tags if item.emotion.name == "Power")
    assert power.span.start_ms == power.tag.raw.start_ms == paused_ms, "who pauses points exactly"
    hands.ctrl(Key.Key_Z)
    assert [item.emotion.name for item in visit.timeline.tags] == ["Nostalgia", "Wonder"]
    (moment,) = visit.timeline.moments
    assert moment.note == "1 the oboe"
    marks = visit.timeline.marks()
    visit.close()
    kept = kept_rows(house.paths)
    assert len(kept["emotional_tag"]) == 2 and len(kept["favourite_moment"]) == 1
    assert [(row["start_ms"], row["end_ms"]) for row in kept["emotional_tag"]] == [
        (span.start_ms, span.end_ms) for ref, span in marks if ref.kind == "tag"
    ]


def test_a_marked_stretch_of_real_music_loops_and_is_heard_again(visit: Visit) -> None:
    hands, playback = visit.hands, visit.playback
    passes(visit, 1_800)
    hands.press(Key.Key_9)
    passes(visit, playback.position_ms + HELD_MS)
    hands.release(Key.Key_9)
    (sadness,) = visit.timeline.tags
    hands.tap(Key.Key_Comma)
    assert visit.pages.listen.selection == sadness.ref
    hands.tap(Key.Key_L)
    assert playback.loop == sadness.span
    turns: list[int] = []
    playback.jumped.connect(turns.append)
    visit.until(lambda: len(turns) >= 2)
    assert set(turns) == {sadness.span.start_ms}
    hands.tap(Key.Key_L)
    hands.tap(Key.Key_H)
    visit.until(lambda: playback.state is PlayState.PAUSED)
    assert near(playback.position_ms, sadness.span.end_ms)


def passes(visit: Visit, position_ms: int) -> None:
    """The music sounds until it is there."""
    visit.until(lambda: visit.playback.position_ms >= position_ms)


def near(found_ms: int, wanted_ms: int) -> bool:
    return abs(found_ms - wanted_ms) <= NEAR_MS
