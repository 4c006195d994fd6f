"""A listener arranges the lanes; when the window opens again, they are as they were."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness, WindowSession
from ui.timeline.lanes.emotion_lane import EmotionLane

Key = Qt.Key


def names(session: WindowSession) -> list[str]:
    lanes = session.pages.listen.timeline.lanes
    return [slot.lane.key for slot in lanes.slots]


def test_lanes_are_as_they_were_left(harness: AppHarness) -> None:
    harness.record("theme.wav")
    harness.take_in()
    harness.play_by_hand(**{"theme.wav": 20_000})
    first = harness.open()
    first.play()
    gutter = first.pages.listen.timeline.canvas.gutter
    gutter.setFocus(Qt.FocusReason.TabFocusReason)
    first.driver.tap(Key.Key_Down)
    first.driver.alt(Key.Key_Down)
    arranged = names(first)
    assert arranged.index("music") > arranged.index("feelings")
    first.close()
    second = harness.open()
    second.play()
    assert names(second) == arranged


def test_lanes_are_hidden_and_made_higher_by_keys_and_stay_so(harness: AppHarness) -> None:
    harness.record("theme.wav")
    harness.take_in()
    harness.play_by_hand(**{"theme.wav": 20_000})
    first = harness.open()
    first.play()
    first.driver.ctrl(Key.Key_L, shift=True)
    first.until(lambda: QApplication.activePopupWidget() is not None)
    first.driver.tap(Key.Key_Space)
    first.driver.tap(Key.Key_Escape)
    assert "scenes" not in names(first)
    view = first.pages.listen.timeline
    view.canvas.gutter.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        first.driver.tap(Key.Key_Plus)
    height = view.lanes.choices.heights["music"]
    assert _height(first, "music") == height
    first.close()
    second = harness.open()
    second.play()
    assert "scenes" not in names(second)
    assert _height(second, "music") == height


def _height(session: WindowSession, key: str) -> int:
    lanes = session.pages.listen.timeline.lanes
    slot = lanes.slot_for(lanes.by_key[key])
    assert slot is not None
    return slot.height


def test_this_listen_is_told_from_what_was_felt_before(harness: AppHarness) -> None:
    harness.record("theme.wav")
    harness.take_in()
    harness.play_by_hand(**{"theme.wav": 60_000})
    first = harness.open()
    first.play()
    first.turn(20_000)
    first.driver.tap(Key.Key_1)
    first.until(lambda: len(first.desk.track_view.timeline.tags) == 1)
    (mark,) = first.desk.track_view.timeline.tags
    lane = first.pages.listen.timeline.lanes.of(EmotionLane)
    assert lane.new.is_new(mark)
    assert "earlier" in names(first), "its year has a row"
    first.close()
    second = harness.open()
    later = second.pages.listen.timeline.lanes.of(EmotionLane)
    second.play()
    second.turn(20_000)
    second.until(lambda: second.desk.track_view.timeline is not None)
    second.until(lambda: not later.new.is_new(mark))
