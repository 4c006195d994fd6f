"""Marking with real key events in hard cases: several keys, loops, seeks, ends, speed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.lines import own

Key = Qt.Key
NEAR_MS = 40  # two updates of the playback


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Eight seconds into a track of a minute."""
    harness.record("theme.wav", seconds=60)
    harness.record("zweites.wav", seconds=60, hz=330)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play("theme")
    session.turn(8_000)
    return session


def spans(session: WindowSession) -> dict[str, Span]:
    return {item.emotion.shortcut or "": item.span for item in session.timeline.tags}


def near(found: Span, start_ms: int, end_ms: int) -> bool:
    return abs(found.start_ms - start_ms) <= NEAR_MS and abs(found.end_ms - end_ms) <= NEAR_MS


def auto_repeat(session: WindowSession, key: Qt.Key, text: str, times: int = 5) -> None:
    """As the system sends it to what has the focus while a key is held."""
    for _ in range(times):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, True)
            QApplication.sendEvent(QApplication.focusWidget() or session.window, event)


def test_two_emotions_held_at_once_are_two_passages_and_two_steps(session: WindowSession) -> None:
    stack = session.desk.context.history.stack
    session.driver.press(Key.Key_1)
    pressed_ms = session.playback.position_ms
    session.turn(1_000)
    session.driver.press(Key.Key_9)
    session.turn(1_000)
    drawn = session.pages.listen.timeline
    session.until(lambda: [live.name for live in drawn.held.spans] == ["Wonder", "Sadness"])
    session.driver.release(Key.Key_1)
    session.turn(1_000)
    session.driver.release(Key.Key_9)
    assert near(spans(session)["1"], pressed_ms - 1_500, pressed_ms + 500)
    assert near(spans(session)["9"], pressed_ms - 500, pressed_ms + 1_500)
    assert [stack.text(place) for place in range(stack.count())] == [
        "Mark “Wonder”",
        "Mark “Sadness”",
    ]
    session.driver.ctrl(Key.Key_Z)
    assert list(spans(session)) == ["1"] and not spans(session)["1"].is_point
    session.driver.ctrl(Key.Key_Z)
    assert spans(session) == {}
    session.driver.ctrl(Key.Key_Y)
    session.driver.ctrl(Key.Key_Y)
    assert near(spans(session)["9"], pressed_ms - 500, pressed_ms + 1_500)


def test_an_emotion_and_a_favourite_can_be_held_together(session: WindowSession) -> None:
    session.driver.press(Key.Key_F)
    session.driver.press(Key.Key_2)
    session.turn(2_000)
    session.driver.release(Key.Key_F)
    session.driver.release(Key.Key_2)
    assert spans(session)["2"].duration_ms > 1_900
    assert session.timeline.moments[0].span.duration_ms > 1_900


def test_pressed_again_and_held_is_one_step(session: WindowSession) -> None:
    stack = session.desk.context.history.stack
    session.driver.tap(Key.Key_1)
    session.turn(500)
    session.driver.press(Key.Key_1)
    session.turn(2_000)
    session.driver.release(Key.Key_1)
    (item,) = session.timeline.tags
    assert item.tag.intensity == 4 and item.span.duration_ms > 1_900
    assert stack.count() == 2
    session.driver.ctrl(Key.Key_Z)
    assert session.timeline.tags[0].tag.intensity == 3 and session.timeline.tags[0].span.is_point


def test_auto_repeat_of_a_held_key_neither_marks_nor_types(session: WindowSession) -> None:
    session.driver.press(Key.Key_1)
    auto_repeat(session, Key.Key_1, "1")
    session.driver.tap(Key.Key_N)
    auto_repeat(session, Key.Key_1, "1")
    session.turn(1_000)
    session.driver.release(Key.Key_1)
    session.driver.write("bells")
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (item,) = session.timeline.tags
    assert item.tag.note == "bells"
    assert item.tag.intensity == 3
    assert item.span.duration_ms > 900


def test_a_release_that_a_menu_took_ends_the_hold_and_frees_the_key(session: WindowSession) -> None:
    session.driver.press(Key.Key_1)
    session.turn(1_500)
    menu = QMenu(session.window)
    menu.addAction("Something")
    menu.popup(session.window.mapToGlobal(session.window.rect().center()))
    session.until(lambda: not session.timeline.tags[0].span.is_point)
    held = spans(session)["1"]
    session.driver.release(Key.Key_1)
    menu.close()
    session.turn(3_000)
    session.driver.tap(Key.Key_1)
    assert len(session.timeline.tags) == 2
    assert session.timeline.tags[0].span == held


def test_a_press_after_a_lost_release_still_counts(session: WindowSession) -> None:
    session.driver.press(Key.Key_1)
    session.turn(3_000)
    session.driver.press(Key.Key_1)  # the release of the first one went to another program
    session.turn(500)
    session.driver.release(Key.Key_1)
    assert len(session.timeline.tags) == 2


def test_a_seek_ends_what_a_held_key_draws(session: WindowSession) -> None:
    session.driver.press(Key.Key_1)
    pressed_ms = session.playback.position_ms
    session.turn(2_000)
    session.driver.tap(Key.Key_Right)
    assert near(spans(session)["1"], pressed_ms - 1_500, pressed_ms + 500)
    session.turn(3_000)
    session.driver.release(Key.Key_1)
    assert near(spans(session)["1"], pressed_ms - 1_500, pressed_ms + 500)


def test_a_press_right_after_a_seek_marks_where_the_listener_went(session: WindowSession) -> None:
    session.driver.tap(Key.Key_Right)
    there_ms = session.playback.position_ms
    session.turn(300)
    session.driver.tap(Key.Key_1)
    session.turn(2_000)
    session.driver.tap(Key.Key_2)
    assert near(spans(session)["1"], there_ms, there_ms)
    assert near(spans(session)["2"], there_ms + 800, there_ms + 800)


def test_at_double_speed_the_reaction_time_is_twice_as_much_music(session: WindowSession) -> None:
    session.playback.sound.set_rate(2.0)
    session.turn(2_000)
    pressed_ms = session.playback.position_ms
    session.driver.press(Key.Key_1)
    session.turn(1_000)
    session.driver.release(Key.Key_1)
    assert near(spans(session)["1"], pressed_ms - 3_000, pressed_ms - 1_000)


def test_just_after_a_loop_turns_a_key_means_the_end_of_the_round(
    session: WindowSession,
) -> None:
    loop = Span(9_000, 14_000)
    session.playback.set_loop(loop)
    assert session.playback.position_ms == 9_000, "into the loop, which is no round of it"
    session.turn(200)
    session.driver.tap(Key.Key_1)
    assert spans(session)["1"] == Span.point(9_000)
    while session.playback.position_ms > 9_300 or session.playback.position_ms < 9_000:
        session.turn(16)
    session.turn(4_700)
    while session.playback.position_ms > 10_000:
        session.turn(16)
    session.turn(300)
    pressed_ms = session.playback.position_ms
    assert 9_200 < pressed_ms < 9_500
    session.driver.tap(Key.Key_2)
    assert near(spans(session)["2"], pressed_ms + 3_500, pressed_ms + 3_500)


def test_a_hold_across_the_seam_keeps_its_longer_side(session: WindowSession) -> None:
    session.playback.set_loop(Span(8_000, 16_000))
    while session.playback.position_ms < 13_500:
        session.turn(16)
    pressed_ms = session.playback.position_ms
    session.driver.press(Key.Key_1)
    session.turn(5_500)
    assert session.playback.position_ms < 12_000, "round again"
    session.driver.release(Key.Key_1)
    assert near(spans(session)["1"], pressed_ms - 1_500, 16_000)


def test_the_first_and_the_last_moments_can_be_marked(session: WindowSession) -> None:
    session.playback.seek_ms(0)
    session.turn(10)
    session.driver.tap(Key.Key_1)
    assert spans(session)["1"] == Span.point(0)
    session.playback.pause()
    session.playback.seek_ms(59_995)
    session.driver.tap(Key.Key_2)
    assert spans(session)["2"] == Span.point(59_995)
    session.playback.seek_ms(60_000)
    session.driver.tap(Key.Key_3)
    assert spans(session)["3"] == Span.point(60_000)


def test_a_key_held_over_the_end_of_the_track_draws_up_to_there(session: WindowSession) -> None:
    session.playback.play_lines(own(session.rows()[0].id))
    session.playback.seek_ms(57_000)
    session.turn(1_000)
    pressed_ms = session.playback.position_ms
    session.driver.press(Key.Key_1)
    session.turn(4_000)
    assert session.playback.state is PlayState.ENDED
    session.driver.release(Key.Key_1)
    assert near(spans(session)["1"], pressed_ms - 1_000, 58_500), "back to the seek, no farther"


def test_a_key_held_into_the_next_track_belongs_to_the_one_before(session: WindowSession) -> None:
    first, second = session.rows()
    session.playback.play_lines(own(first.id, second.id))
    session.turn(400)
    session.playback.seek_ms(57_000)
    session.turn(1_600)
    pressed_ms = session.playback.position_ms
    session.driver.press(Key.Key_1)
    session.turn(3_500)
    assert session.playback.track is not None and session.playback.track.id == second.id
    assert session.timeline.tags == ()
    session.driver.release(Key.Key_1)
    (item,) = session.services.timelines.timeline(first.id).tags
    assert near(item.span, pressed_ms - 1_500, 58_500)
