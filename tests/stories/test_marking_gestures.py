"""Marking under real key events, where it is hardest: several keys, loops, seeks, ends, speed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.house import House, Visit

Key = Qt.Key
NEAR_MS = 40  # two of the playback's looks


@pytest.fixture
def visit(house: House) -> Visit:
    """Eight seconds into a track of a minute."""
    house.record("theme.wav", seconds=60)
    house.record("zweites.wav", seconds=60, hz=330)
    house.take_in()
    house.play_by_hand()
    visit = house.open()
    visit.play("theme")
    visit.turn(8_000)
    return visit


def spans(visit: Visit) -> dict[str, Span]:
    return {item.emotion.shortcut or "": item.span for item in visit.timeline.tags}


def near(found: Span, start_ms: int, end_ms: int) -> bool:
    return abs(found.start_ms - start_ms) <= NEAR_MS and abs(found.end_ms - end_ms) <= NEAR_MS


def auto_repeat(visit: Visit, key: Qt.Key, text: str, times: int = 5) -> None:
    """As the system sends it to whoever has the focus while a key is held."""
    for _ in range(times):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, True)
            QApplication.sendEvent(QApplication.focusWidget() or visit.window, event)


def test_two_feelings_held_at_once_are_two_spans_and_two_steps(visit: Visit) -> None:
    stack = visit.desk.context.history.stack
    visit.hands.press(Key.Key_1)
    pressed_ms = visit.playback.position_ms
    visit.turn(1_000)
    visit.hands.press(Key.Key_9)
    visit.turn(1_000)
    drawn = visit.pages.listen.timeline
    visit.until(lambda: [live.name for live in drawn.held.spans] == ["Wonder", "Sadness"])
    visit.hands.release(Key.Key_1)
    visit.turn(1_000)
    visit.hands.release(Key.Key_9)
    assert near(spans(visit)["1"], pressed_ms - 1_500, pressed_ms + 500)
    assert near(spans(visit)["9"], pressed_ms - 500, pressed_ms + 1_500)
    assert [stack.text(place) for place in range(stack.count())] == ["Tag wonder", "Tag sadness"]
    visit.hands.ctrl(Key.Key_Z)
    assert list(spans(visit)) == ["1"] and not spans(visit)["1"].is_point
    visit.hands.ctrl(Key.Key_Z)
    assert spans(visit) == {}
    visit.hands.ctrl(Key.Key_Y)
    visit.hands.ctrl(Key.Key_Y)
    assert near(spans(visit)["9"], pressed_ms - 500, pressed_ms + 1_500)


def test_a_feeling_and_a_favourite_can_be_held_together(visit: Visit) -> None:
    visit.hands.press(Key.Key_F)
    visit.hands.press(Key.Key_2)
    visit.turn(2_000)
    visit.hands.release(Key.Key_F)
    visit.hands.release(Key.Key_2)
    assert spans(visit)["2"].duration_ms > 1_900
    assert visit.timeline.moments[0].span.duration_ms > 1_900


def test_pressed_again_and_held_is_one_step(visit: Visit) -> None:
    stack = visit.desk.context.history.stack
    visit.hands.tap(Key.Key_1)
    visit.turn(500)
    visit.hands.press(Key.Key_1)
    visit.turn(2_000)
    visit.hands.release(Key.Key_1)
    (item,) = visit.timeline.tags
    assert item.tag.intensity == 4 and item.span.duration_ms > 1_900
    assert stack.count() == 2
    visit.hands.ctrl(Key.Key_Z)
    assert visit.timeline.tags[0].tag.intensity == 3 and visit.timeline.tags[0].span.is_point


def test_auto_repeat_of_a_held_key_neither_marks_nor_types(visit: Visit) -> None:
    visit.hands.press(Key.Key_1)
    auto_repeat(visit, Key.Key_1, "1")
    visit.hands.tap(Key.Key_N)
    auto_repeat(visit, Key.Key_1, "1")
    visit.turn(1_000)
    visit.hands.release(Key.Key_1)
    visit.hands.write("bells")
    visit.hands.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (item,) = visit.timeline.tags
    assert item.tag.note == "bells"
    assert item.tag.intensity == 3
    assert item.span.duration_ms > 900


def test_a_release_that_a_menu_took_ends_the_hold_and_frees_the_key(visit: Visit) -> None:
    visit.hands.press(Key.Key_1)
    visit.turn(1_500)
    menu = QMenu(visit.window)
    menu.addAction("Something")
    menu.popup(visit.window.mapToGlobal(visit.window.rect().center()))
    visit.until(lambda: not visit.timeline.tags[0].span.is_point)
    held = spans(visit)["1"]
    visit.hands.release(Key.Key_1)
    menu.close()
    visit.turn(3_000)
    visit.hands.tap(Key.Key_1)
    assert len(visit.timeline.tags) == 2
    assert visit.timeline.tags[0].span == held


def test_a_press_whose_release_was_lost_is_a_press_all_the_same(visit: Visit) -> None:
    visit.hands.press(Key.Key_1)
    visit.turn(3_000)
    visit.hands.press(Key.Key_1)  # the first one's release went to another program
    visit.turn(500)
    visit.hands.release(Key.Key_1)
    assert len(visit.timeline.tags) == 2


def test_a_seek_ends_what_a_held_key_draws(visit: Visit) -> None:
    visit.hands.press(Key.Key_1)
    pressed_ms = visit.playback.position_ms
    visit.turn(2_000)
    visit.hands.tap(Key.Key_Right)
    assert near(spans(visit)["1"], pressed_ms - 1_500, pressed_ms + 500)
    visit.turn(3_000)
    visit.hands.release(Key.Key_1)
    assert near(spans(visit)["1"], pressed_ms - 1_500, pressed_ms + 500)


def test_a_press_right_after_a_seek_marks_where_the_listener_went(visit: Visit) -> None:
    visit.hands.tap(Key.Key_Right)
    there_ms = visit.playback.position_ms
    visit.turn(300)
    visit.hands.tap(Key.Key_1)
    visit.turn(2_000)
    visit.hands.tap(Key.Key_2)
    assert near(spans(visit)["1"], there_ms, there_ms)
    assert near(spans(visit)["2"], there_ms + 800, there_ms + 800)


def test_at_twice_the_speed_the_reaction_is_twice_as_much_music(visit: Visit) -> None:
    visit.playback.sound.set_rate(2.0)
    visit.turn(2_000)
    pressed_ms = visit.playback.position_ms
    visit.hands.press(Key.Key_1)
    visit.turn(1_000)
    visit.hands.release(Key.Key_1)
    assert near(spans(visit)["1"], pressed_ms - 3_000, pressed_ms - 1_000)


def test_just_after_the_seam_of_a_loop_the_end_of_the_round_is_meant(visit: Visit) -> None:
    loop = Span(9_000, 14_000)
    visit.playback.set_loop(loop)
    assert visit.playback.position_ms == 9_000, "into the loop, which is no round of it"
    visit.turn(200)
    visit.hands.tap(Key.Key_1)
    assert spans(visit)["1"] == Span.point(9_000)
    while visit.playback.position_ms > 9_300 or visit.playback.position_ms < 9_000:
        visit.turn(16)
    visit.turn(4_700)
    while visit.playback.position_ms > 10_000:
        visit.turn(16)
    visit.turn(300)
    pressed_ms = visit.playback.position_ms
    assert 9_200 < pressed_ms < 9_500
    visit.hands.tap(Key.Key_2)
    assert near(spans(visit)["2"], pressed_ms + 3_500, pressed_ms + 3_500)


def test_a_hold_across_the_seam_keeps_its_longer_side(visit: Visit) -> None:
    visit.playback.set_loop(Span(8_000, 16_000))
    while visit.playback.position_ms < 13_500:
        visit.turn(16)
    pressed_ms = visit.playback.position_ms
    visit.hands.press(Key.Key_1)
    visit.turn(5_500)
    assert visit.playback.position_ms < 12_000, "round again"
    visit.hands.release(Key.Key_1)
    assert near(spans(visit)["1"], pressed_ms - 1_500, 16_000)


def test_the_first_and_the_last_moments_can_be_marked(visit: Visit) -> None:
    visit.playback.seek_ms(0)
    visit.turn(10)
    visit.hands.tap(Key.Key_1)
    assert spans(visit)["1"] == Span.point(0)
    visit.playback.pause()
    visit.playback.seek_ms(59_995)
    visit.hands.tap(Key.Key_2)
    assert spans(visit)["2"] == Span.point(59_995)
    visit.playback.seek_ms(60_000)
    visit.hands.tap(Key.Key_3)
    assert spans(visit)["3"] == Span.point(60_000)


def test_a_key_held_over_the_end_of_the_track_draws_up_to_there(visit: Visit) -> None:
    visit.playback.play_track(visit.rows()[0].id)
    visit.playback.seek_ms(57_000)
    visit.turn(1_000)
    pressed_ms = visit.playback.position_ms
    visit.hands.press(Key.Key_1)
    visit.turn(4_000)
    assert visit.playback.state is PlayState.ENDED
    visit.hands.release(Key.Key_1)
    assert near(spans(visit)["1"], pressed_ms - 1_000, 58_500), "back to the seek, no farther"


def test_a_key_held_into_the_next_track_belongs_to_the_one_before(visit: Visit) -> None:
    first, second = visit.rows()
    visit.playback.play_tracks([first.id, second.id])
    visit.turn(400)
    visit.playback.seek_ms(57_000)
    visit.turn(1_600)
    pressed_ms = visit.playback.position_ms
    visit.hands.press(Key.Key_1)
    visit.turn(3_500)
    assert visit.playback.track is not None and visit.playback.track.id == second.id
    assert visit.timeline.tags == ()
    visit.hands.release(Key.Key_1)
    (item,) = visit.services.timelines.timeline(first.id).tags
    assert near(item.span, pressed_ms - 1_500, 58_500)
