"""A count that opens when zooming in is zoomed to; of any other, the marks are listed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.shell.key_table import ON_MARKS
from ui.timeline.input.mark_list import MarkList
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.view import TimelineView

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
TOGETHER = [tagged(n, 50_000, emotion=n, note="the horns" if n == 11 else "") for n in range(9, 45)]
SAME = [tag for tag in TOGETHER if tag.emotion == TOGETHER[0].emotion]
APART = [tagged(100 + n, 21_000 + 25 * n, emotion=n % 3) for n in range(60)]
WHOLE = timeline(
    100_000, tags=[*TOGETHER, *APART], moments=[moment(1, 70_000, label="Last & best")]
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[TimelineView]:
    view = shown_view(qtbot, WHOLE)
    view.viewport.set_reduced_motion(True)
    yield view
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def come_close(view: TimelineView, at_ms: int) -> None:
    """So that every mark has a sign, and those in one place share one."""
    axis = view.viewport.axis
    view.viewport.set_axis(axis.showing(Span(max(0, at_ms - 7_000), at_ms + 7_000)))


def count_point(view: TimelineView, ref: MarkRef) -> QPoint:
    """On the number that a mark is part of."""
    slot = view.lanes.slot_holding(ref)
    assert slot is not None and slot.lane.marks is not None
    assert slot.lane.marks.rect_of(slot.area(view.viewport.axis), ref) is None, "not counted"
    rect = slot.lane.marks.place_of(slot.area(view.viewport.axis), ref)
    assert rect is not None
    at = rect.center()
    return QPoint(round(view.canvas.gutter_px + at.x()), round(slot.top + at.y()))


def listed() -> MarkList:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, MarkList)
    assert popup.marks.hasFocus()
    return popup


def words(popup: MarkList) -> list[str]:
    return [popup.marks.item(row).text() for row in range(popup.marks.count())]


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever has the focus."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.windowHandle(), key, keys)


def test_a_count_whose_marks_are_apart_is_zoomed_to(qtbot: QtBot, view: TimelineView) -> None:
    come_close(view, 22_000)
    before = view.viewport.axis
    qtbot.mouseClick(view.canvas, LEFT, pos=count_point(view, APART[9].ref))
    assert view.viewport.axis.ms_per_px < before.ms_per_px / 2
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("is_close", [False, True])
def test_a_count_in_one_place_lists_its_marks_at_any_zoom(
    qtbot: QtBot, view: TimelineView, is_close: bool
) -> None:
    come_close(view, 50_000)
    if is_close:
        view.viewport.zoom_to_span(Span(49_900, 50_100))
    lane = view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert lane is not None
    area = lane.area(view.viewport.axis)
    refs = (item.ref for item in TOGETHER)
    hidden = next(ref for ref in refs if view.lanes.of(EmotionLane).rect_of(area, ref) is None)
    before, seeks = view.viewport.axis, []
    view.seek_requested.connect(seeks.append)
    qtbot.mouseClick(view.canvas, LEFT, pos=count_point(view, hidden))
    assert view.viewport.axis == before, "no zoom would tell them apart"
    popup = listed()
    assert popup.accessibleName() == f"{popup.marks.count()} marks in one place"
    assert words(popup)[0].endswith(", at 0:50.000")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert len(view.marks.selected_marks) == 1
    assert QApplication.activePopupWidget() is None and view.hasFocus()
    assert seeks == []


def test_all_or_some_of_them_can_be_selected_at_once(qtbot: QtBot, view: TimelineView) -> None:
    come_close(view, 50_000)
    at = count_point(view, TOGETHER[0].ref)
    qtbot.mouseClick(view.canvas, LEFT, pos=at)
    qtbot.mouseClick(listed().everything, LEFT)
    assert set(view.marks.selected_marks) == {item.ref for item in SAME}
    assert QApplication.activePopupWidget() is None
    qtbot.mouseClick(view.canvas, LEFT, pos=at)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Return)
    assert len(view.marks.selected_marks) == 3


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_tab_reaches_select_all_and_either_key_presses_it(
    qtbot: QtBot, view: TimelineView, key: Qt.Key
) -> None:
    come_close(view, 50_000)
    qtbot.mouseClick(view.canvas, LEFT, pos=count_point(view, TOGETHER[0].ref))
    popup = listed()
    press(Key.Key_Tab)
    assert popup.everything.hasFocus()
    press(key)
    assert len(view.marks.selected_marks) == len(SAME)
    assert QApplication.activePopupWidget() is None


def test_a_click_chooses_and_escape_or_a_click_elsewhere_changes_nothing(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(APART[0].ref)
    come_close(view, 50_000)
    at = count_point(view, TOGETHER[0].ref)
    qtbot.mouseClick(view.canvas, LEFT, pos=at)
    press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert view.marks.selected_marks == (APART[0].ref,) and view.hasFocus()
    qtbot.mouseClick(view.canvas, LEFT, pos=at)
    popup = listed()
    middle = popup.marks.visualItemRect(popup.marks.item(3)).center()
    qtbot.mouseClick(popup.marks.viewport(), LEFT, pos=middle)
    assert view.marks.selected_marks == (SAME[3].ref,)
    assert QApplication.activePopupWidget() is None


def test_alt_down_lists_the_marks_of_the_current_count(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(TOGETHER[4].ref)
    qtbot.keyClick(view.canvas, Key.Key_Down, ALT)
    popup = listed()
    assert popup.marks.count() == len(TOGETHER)
    assert popup.marks.currentItem().text().startswith("Peacefulness"), "it begins where one stands"
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert view.marks.selected_marks == (TOGETHER[3].ref,)


def test_a_mark_in_a_count_says_how_to_see_the_others(view: TimelineView) -> None:
    voice = QAccessible.queryAccessibleInterface(view.canvas)
    view.marks.set_selection(TOGETHER[4].ref)
    words = voice.text(QAccessible.Text.Description)
    assert words.endswith("at 0:50.000. One of 4 in one place: Alt+Down lists them.")
    view.marks.set_selection(TOGETHER[0].ref)
    view.walk.stand_at_next(1)
    words = voice.text(QAccessible.Text.Description)
    assert words.endswith("not selected. 1 mark selected. One of 4 in one place: "
                          "Alt+Down lists them.")  # fmt: skip
    view.marks.set_selection(MarkRef(MarkKind.MOMENT, 1))
    assert "in one place" not in voice.text(QAccessible.Text.Description)


def test_alt_down_lists_what_is_under_the_playhead(qtbot: QtBot) -> None:
    """With nothing selected; it also distinguishes long marks above one another."""
    heart = MarkRef(MarkKind.MOMENT, 1)
    view = shown_view(
        qtbot,
        timeline(
            100_000,
            tags=[tagged(1, 60_000, 80_000), tagged(2, 10_000)],
            moments=[moment(1, 70_000, label="Last & best")],
            cues=[cue(1, 0, 90_000)],
        ),
    )
    view.viewport.set_position(70_000)
    qtbot.keyClick(view.canvas, Key.Key_Down, ALT)
    assert [text.split(",")[0] for text in words(listed())] == [
        "Scene “Scene 1”", "Wonder", "Favourite moment “Last & best”",
    ]  # fmt: skip
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert view.marks.selection == heart


def test_alt_down_without_marks_is_left_to_the_window(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_position(90_000)
    qtbot.keyClick(view.canvas, Key.Key_Down, ALT)
    assert QApplication.activePopupWidget() is None


def test_hundreds_can_be_scrolled_and_read_aloud(qtbot: QtBot) -> None:
    many = [tagged(n, 50_000, emotion=1, note="a\nb") for n in range(1, 500)]
    view = shown_view(qtbot, timeline(100_000, tags=many))
    come_close(view, 50_000)
    qtbot.mouseClick(view.canvas, LEFT, pos=count_point(view, many[0].ref))
    popup = listed()
    assert popup.marks.count() == 499 and popup.height() < 500
    said = QAccessible.queryAccessibleInterface(popup.marks)
    assert said.text(QAccessible.Text.Name) == "499 marks in one place"
    assert said.child(0).text(QAccessible.Text.Name) == (
        "Transcendence, felt, intensity 3 of 5: a b, at 0:50.000"
    )
    press(Key.Key_End)
    press(Key.Key_Return)
    assert view.marks.selected_marks == (many[-1].ref,)


def test_the_list_of_shortcuts_has_the_key() -> None:
    assert any("Alt+Down" in gesture.keys for gesture in ON_MARKS)
