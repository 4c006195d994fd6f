"""Lanes that don't fit: reached by scroll bar, wheel, keys and selection, below the ruler."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import EMOTIONS, busy_timeline, cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import drag, point_at, shown_view, wheel
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.timeline.canvas.scroll_bar import LaneScrollBar
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import SEPARATOR_PX, LaneStack
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

Key = Qt.Key
LOW_PX = 190
ALL = LaneChoices(shown={"themes": True, "trace": True, "earlier": True})
FEW = timeline(
    100_000,
    tags=[tagged(1, 5_000, 9_000), tagged(2, 20_000)],
    moments=[moment(1, 40_000, label="The last chord")],
    cues=[cue(1, 0, 50_000)],
)
SCENE, HEART = MarkRef(MarkKind.CUE, 1), MarkRef(MarkKind.MOMENT, 1)


def low_view(qtbot: QtBot, marks: TrackTimeline = FEW) -> TimelineView:
    view = shown_view(qtbot, marks)
    view.resize(1_000, LOW_PX)
    QApplication.processEvents()
    return view


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return low_view(qtbot)


def is_in_sight(view: TimelineView, lane: Lane) -> bool:
    slot = view.lanes.slot_for(lane)
    assert slot is not None
    return view.lanes.in_sight(slot) == (slot.top, slot.bottom)


def turn_over_names(view: TimelineView, turn: int) -> bool:
    """Whether the names took it; if not, the view does, which Qt only asks after a real wheel."""
    at = QPoint(10, view.lanes.bottom // 2)
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.canvas.gutter.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas.gutter, event)
    return event.isAccepted()


@given(height=st.integers(0, 900), px=st.integers(-50, 900))
def test_visible_lanes_are_adjacent_below_the_ruler(height: int, px: int) -> None:
    lanes = LaneStack()
    lanes.choices = ALL
    lanes.arrange(height)
    lanes.scroll_to(px)
    assert lanes.slots[0].top == 0 and lanes.bottom <= height
    assert 0 <= lanes.scroll_px <= lanes.overflow_px
    sights = [lanes.in_sight(slot) for slot in lanes.slots]
    for (_, above_to), (top, to) in pairwise(sights):
        assert above_to <= top <= to <= lanes.bottom
    for y in range(height + 1):
        slot = lanes.slot_at(y)
        if slot is not None:
            top, to = lanes.in_sight(slot)
            assert top - SEPARATOR_PX <= y < to
    for place in range(1, len(lanes.slots)):  # each can be reached, where there is room for it
        slot = lanes.slots[place]
        lanes.scroll_to(lanes.scroll_showing(slot.top, slot.bottom))
        now = lanes.slots[place]
        top, to = lanes.in_sight(now)
        room = lanes.bottom - lanes.ruler_bottom - SEPARATOR_PX
        assert to - top == min(now.height, max(0, room))


def test_lanes_that_do_not_fit_have_a_scroll_bar(qtbot: QtBot, view: TimelineView) -> None:
    bar = view.canvas.findChild(LaneScrollBar)
    assert (
        isinstance(bar, LaneScrollBar)
        and bar.isVisible()
        and bar.maximum() == view.lanes.overflow_px > 0
    )
    assert bar.geometry().left() == view.canvas.lanes_right
    assert view.canvas.gutter_px + view.viewport.axis.width_px == view.canvas.lanes_right
    bar.setValue(bar.maximum())
    assert is_in_sight(view, view.lanes.of(MomentLane))
    view.resize(1_000, 520)
    assert not bar.isVisible() and view.lanes.scroll_px == 0
    assert view.canvas.gutter_px + view.viewport.axis.width_px == view.width()


def test_the_wheel_scrolls_over_the_names_and_zooms_over_the_lanes(view: TimelineView) -> None:
    assert turn_over_names(view, -120)
    scrolled = view.lanes.scroll_px
    assert scrolled > 0 and view.viewport.axis.is_whole
    wheel(view, point_at(view, 50_000, view.lanes.bottom - 5), 120)
    assert view.lanes.scroll_px == scrolled and not view.viewport.axis.is_whole
    turn_over_names(view, 1_200)
    assert view.lanes.scroll_px == 0


def test_if_all_lanes_fit_the_wheel_over_the_names_is_left_to_the_view(qtbot: QtBot) -> None:
    assert not turn_over_names(shown_view(qtbot, FEW), 120)


def test_a_name_mentions_the_wheel_if_it_scrolls(view: TimelineView) -> None:
    assert "wheel" in view.canvas.gutter.tip_of("music")
    view.resize(1_000, 520)
    assert "wheel" not in view.canvas.gutter.tip_of("music")


def test_page_keys_scroll_the_lanes(qtbot: QtBot, view: TimelineView) -> None:
    qtbot.keyClick(view.canvas, Key.Key_PageDown)
    assert is_in_sight(view, view.lanes.of(MomentLane))
    qtbot.keyClick(view.canvas, Key.Key_PageUp)
    assert view.lanes.scroll_px == 0


def test_keys_on_the_names_scroll_their_lane_into_view(qtbot: QtBot, view: TimelineView) -> None:
    gutter = view.canvas.gutter
    gutter.setFocus(Qt.FocusReason.TabFocusReason)
    for lane in (
        view.lanes.of(WaveformLane),
        view.lanes.of(EmotionLane),
        view.lanes.of(MomentLane),
    ):
        qtbot.keyClick(gutter, Key.Key_Down)
        assert is_in_sight(view, lane)
    for lane in (view.lanes.of(EmotionLane), view.lanes.of(WaveformLane), view.lanes.of(SceneLane)):
        qtbot.keyClick(gutter, Key.Key_Up)
        assert is_in_sight(view, lane)
    qtbot.keyClick(gutter, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert is_in_sight(view, view.lanes.of(SceneLane))


def test_selecting_a_mark_scrolls_its_lane_into_view(view: TimelineView) -> None:
    view.marks.set_selection(HEART)
    assert is_in_sight(view, view.lanes.of(MomentLane))
    view.marks.set_selection(SCENE)
    assert is_in_sight(view, view.lanes.of(SceneLane))


def test_moving_on_to_a_mark_scrolls_its_lane_into_view(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(SCENE)
    while view.marks.standing != HEART:
        qtbot.keyClick(view.canvas, Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert view.marks.selection == SCENE and is_in_sight(view, view.lanes.of(MomentLane))


def test_a_mark_in_a_lane_higher_than_the_view_is_visible(qtbot: QtBot) -> None:
    view = low_view(qtbot, busy_timeline(100_000, 60))
    view.resize(1_000, 90)
    view.viewport.set_axis(view.viewport.axis.showing(Span(0, 12_000)))  # every mark has a sign
    seen = 0
    for ref, _span in view.lanes.of(EmotionLane).spans():
        view.marks.set_selection(ref)
        slot = view.lanes.slot_for(view.lanes.of(EmotionLane))
        assert slot is not None
        row = view.lanes.of(EmotionLane).rect_of(slot.area(view.viewport.axis), ref)
        if row is not None:
            top, bottom = view.lanes.in_sight(slot)
            assert top - 1 <= slot.top + row.top() and slot.top + row.bottom() <= bottom + 1
            seen += 1
    assert seen > 20, "the others are drawn together"


def test_the_middle_button_moves_lanes_as_well_as_time(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(4, 300)
    before = view.viewport.axis.left_px
    drag(qtbot, view, QPoint(500, 150), QPoint(460, 120), button=Qt.MouseButton.MiddleButton)
    assert view.viewport.axis.left_px == pytest.approx(before + 40)
    assert view.lanes.scroll_px == min(30, view.lanes.overflow_px)


def test_nothing_is_found_under_the_ruler(qtbot: QtBot, view: TimelineView) -> None:
    on_scene = QPointF(
        view.canvas.gutter_px + view.viewport.axis.x_of(25_000), view.lanes.ruler_bottom - 4
    )
    view.viewport.scroll_lanes_to(view.lanes.overflow_px)
    assert view.canvas.hit_at(on_scene) is None
    band = QRectF(0, 0, view.viewport.axis.width_px, view.lanes.ruler_bottom - 1)
    assert view.lanes.refs_in(view.viewport.axis, band) == []
    with qtbot.waitSignal(view.seek_requested):
        qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=on_scene.toPoint())


def test_nothing_is_painted_over_the_ruler(view: TimelineView) -> None:
    view.held.show([(EMOTIONS[0], Span(30_000, 60_000))])
    strip = QRect(0, 0, view.canvas.lanes_right, view.lanes.ruler_bottom)
    before = view.grab(strip).toImage()
    view.viewport.scroll_lanes_to(view.lanes.overflow_px)
    assert view.grab(strip).toImage() == before


def test_a_screen_reader_gets_what_is_in_view(view: TimelineView) -> None:
    def scenes_rect() -> QRect:
        voice = QAccessible.queryAccessibleInterface(view.canvas)
        lanes = [voice.child(n) for n in range(voice.childCount())]
        found = next(one for one in lanes if one and one.text(QAccessible.Text.Name) == "Scenes")
        scene = found.child(0)
        assert scene is not None and scene.state().offscreen == scene.rect().isEmpty()
        return found.rect()

    whole = scenes_rect().height()
    view.viewport.scroll_lanes_to(10)
    assert scenes_rect().height() == whole - 10
    assert scenes_rect().top() == view.mapToGlobal(QPoint(0, view.lanes.ruler_bottom + 1)).y()
    view.resize(1_000, LOW_PX - 40)
    QApplication.processEvents()
    view.viewport.scroll_lanes_to(whole + SEPARATOR_PX)
    assert view.lanes.scroll_px > whole
    assert scenes_rect().isEmpty()


def test_with_large_text_in_a_low_view_every_lane_can_be_reached(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, LIGHT, 1.5)
    view = shown_view(qtbot, FEW)
    view.arrangement.show(ALL)
    view.resize(640, view.minimumSizeHint().height())
    for lane in view.lanes.lanes:
        view.viewport.reveal_lane(lane)
        slot = view.lanes.slot_for(lane)
        assert slot is not None
        top, bottom = view.lanes.in_sight(slot)
        room = view.lanes.bottom - view.lanes.ruler_bottom - SEPARATOR_PX
        assert bottom - top == (slot.height if lane is view.lanes.ruler else min(slot.height, room))


def test_scrolling_repaints_no_lane(view: TimelineView) -> None:
    view.grab()
    before = view.canvas.pictures.renders
    view.viewport.scroll_lanes(20)
    view.grab()
    view.viewport.scroll_lanes(-20)
    view.grab()
    assert view.canvas.pictures.renders == before
