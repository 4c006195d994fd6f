"""Lanes and the table as a screen reader reads them: names, roles, values, selection."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TraceId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.traces.records import Trace
from tests.ui.timeline.builders import (
    TRACK,
    busy_timeline,
    cue,
    moment,
    occurrence,
    scene,
    tagged,
    timeline,
)
from tests.ui.timeline.timeline_view import mark_point, shown_table, shown_view
from ui.marks.table.table import LaneTable
from ui.timeline.view import TimelineView

Text, Role = QAccessible.Text, QAccessible.Role
WONDER, HEART = MarkRef(MarkKind.TAG, 1), MarkRef(MarkKind.MOMENT, 1)
TIMELINE = timeline(
    tags=[tagged(1, 5_000, 9_000, note="the horns"), tagged(2, 20_000, emotion=8)],
    moments=[moment(1, 40_000, label="The last chord")],
    cues=[cue(1, 0, 50_000, scene(1, "He is the thief", is_spoiler=True))],
    occurrences=[occurrence(1, 30_000, 40_000)],
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, TIMELINE)
    view.resize(1_000, 900)
    samples = bytes([64, 0]) * 40
    view.traces.show([Trace(TraceId(1), "t", TRACK, Span(0, 2_000), 50, samples)])
    return view


def voice(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def children(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(of.childCount()):
        child = of.child(place)
        assert child is not None
        assert of.indexOfChild(child) == place
        yield child


def lanes(view: TimelineView) -> dict[str, QAccessibleInterface]:
    """The lanes among the timeline's children, by name."""
    found = [c for c in children(voice(view.canvas)) if c.role() in (Role.List, Role.Graphic)]
    return {lane.text(Text.Name): lane for lane in found}


def test_every_lane_has_a_name_a_role_and_a_description(view: TimelineView) -> None:
    walked = lanes(view)
    assert list(walked) == [
        "Time", "Scenes", "Music", "Emotions", "Favourites", "Themes", "Trace", "Years",
    ]  # fmt: skip
    assert [walked[name].role() for name in walked] == [
        Role.Graphic, Role.List, Role.Graphic, Role.List, Role.List, Role.List, Role.Graphic,
        Role.Graphic,
    ]  # fmt: skip
    said = {name: lane.text(Text.Description) for name, lane in walked.items()}
    assert said["Time"] == "0:00.000 to 1:40.000 in view"
    assert said["Emotions"] == "2 marks" and said["Favourites"] == "1 mark"
    assert said["Years"] == "1 year with marks"
    assert said["Trace"] == "0:02 traced in one part"
    for slot, lane in zip(view.lanes.slots, walked.values(), strict=True):
        assert lane.parent() == voice(view.canvas) and lane.isValid()
        corner = view.mapToGlobal(QPoint(view.canvas.gutter_px, slot.top))
        assert (lane.rect().topLeft(), lane.rect().height()) == (corner, slot.height)


def test_every_mark_is_an_item_with_its_description_and_time(view: TimelineView) -> None:
    walked = lanes(view)
    items = [
        (mark.text(Text.Name), mark.text(Text.Value), mark.role())
        for name in ("Scenes", "Emotions", "Favourites", "Themes")
        for mark in children(walked[name])
    ]
    assert items == [
        ("Scene “A later scene”, Tidewatch · S1 E3 · Low water, 0:00.000 to 0:50.000",
         "0:00.000 to 0:50.000", Role.ListItem),
        ("Wonder, felt, intensity 3 of 5: the horns, 0:05.000 to 0:09.000",
         "0:05.000 to 0:09.000", Role.ListItem),
        ("Sadness, felt, intensity 3 of 5, at 0:20.000", "at 0:20.000", Role.ListItem),
        ("Favourite moment “The last chord”, at 0:40.000", "at 0:40.000", Role.ListItem),
        ("Theme “My heart”, confirmed, 5 semitones higher, about a fifth slower,"
         " 0:30.000 to 0:40.000",
         "0:30.000 to 0:40.000", Role.ListItem),
    ]  # fmt: skip


def selected(view: TimelineView) -> list[str]:
    return [
        mark.text(Text.Value)
        for lane in lanes(view).values()
        for mark in children(lane)
        if mark.state().selected
    ]


def test_selection_and_focus_are_reported(view: TimelineView) -> None:
    assert selected(view) == []
    view.marks.set_selection(WONDER)
    assert selected(view) == ["0:05.000 to 0:09.000"]
    focused = voice(view.canvas).focusChild()
    assert focused is not None and focused.text(Text.Name).startswith("Wonder")
    assert focused.state().focused and focused.state().focusable
    view.marks.set_selected([WONDER, HEART])
    assert selected(view) == ["0:05.000 to 0:09.000", "at 0:40.000"]
    assert lanes(view)["Emotions"].text(Text.Description) == "2 marks, 1 selected"


def test_a_point_on_the_screen_leads_to_its_mark(view: TimelineView) -> None:
    at = view.mapToGlobal(mark_point(view, WONDER, 7_000))
    lane = voice(view.canvas).childAt(at.x(), at.y())
    assert lane is not None and lane.text(Text.Name) == "Emotions"
    mark = lane.childAt(at.x(), at.y())
    assert mark is not None and mark.text(Text.Name).startswith("Wonder")
    assert mark.rect().contains(at) and not mark.state().offscreen


def test_a_mark_that_is_gone_is_no_longer_valid(view: TimelineView) -> None:
    mark = lanes(view)["Favourites"].child(0)
    assert mark is not None and mark.isValid()
    view.marks.set_timeline(timeline(tags=list(TIMELINE.tags)))
    assert not mark.isValid()
    assert mark.text(Text.Name) == "" and mark.rect().isEmpty()
    assert "Favourites" in lanes(view) and lanes(view)["Favourites"].childCount() == 0


def test_thousands_of_marks_are_made_only_when_needed(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(3_600_000, 10_000))
    lane = lanes(view)["Emotions"]
    assert lane.childCount() == 9_000
    last = lane.child(8_999)
    assert last is not None and last.role() == Role.ListItem


def test_a_closed_timeline_leaves_no_interface_behind(qtbot: QtBot) -> None:
    """Qt caches the interfaces it was given, and would use them again."""
    view = TimelineView()
    view.marks.set_timeline(TIMELINE)
    view.canvas.arrange()
    ids = [QAccessible.uniqueId(lane) for lane in children(voice(view.canvas))]
    assert all(QAccessible.accessibleInterface(one) is not None for one in ids)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del view
    gc.collect()
    assert [QAccessible.accessibleInterface(one) for one in ids] == [None] * len(ids)


# --- the table ---------------------------------------------------------------------------------


@pytest.fixture
def table(qtbot: QtBot) -> LaneTable:
    return shown_table(qtbot, TIMELINE)


def cell_names(table: LaneTable) -> list[str]:
    return [cell.text(Text.Name) for cell in children(voice(table)) if cell.role() == Role.Cell]


def test_the_table_has_its_name_headers_and_every_cell(table: LaneTable) -> None:
    whole = voice(table)
    assert whole.text(Text.Name) == "Marks of this track"
    assert "F2 edits one" in whole.text(Text.Description)
    headers = [c.text(Text.Name) for c in children(whole) if c.role() == Role.ColumnHeader]
    assert headers == ["Kind", "Start", "End", "What", "Intensity", "Note"]
    cells = cell_names(table)
    assert len(cells) == 5 * 6
    assert cells[6:12] == [
        "Kind: Emotion", "Start: 0:05.000", "End: 0:09.000", "What: Wonder, felt",
        "Intensity: 3 of 5", "Note: the horns",
    ]  # fmt: skip
    assert "End: empty" in cells


def test_the_tables_selection_is_reported_cell_by_cell(qtbot: QtBot, table: LaneTable) -> None:
    table.set_selection(WONDER)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [c.text(Text.Name) for c in children(voice(table)) if c.state().selected]
    assert len(chosen) == 12
    assert chosen[0] == "Kind: Emotion" and "Start: 0:20.000" in chosen
    focus = [c.text(Text.Name) for c in children(voice(table)) if c.state().focused]
    assert focus == ["Kind: Emotion"]


def test_a_lane_tells_whether_it_shows_and_whether_several_are_selected(
    view: TimelineView,
) -> None:
    walked = lanes(view)
    assert walked["Emotions"].state().multiSelectable  # type: ignore[attr-defined]
    assert not walked["Time"].state().multiSelectable  # type: ignore[attr-defined]
    assert not walked["Emotions"].state().invisible  # type: ignore[attr-defined]
    (mark, *_) = children(walked["Emotions"])
    view.arrangement.choose(view.lanes.choices.with_shown("feelings", False))
    assert walked["Emotions"].state().invisible  # type: ignore[attr-defined]
    assert walked["Emotions"].rect().isEmpty() and mark.rect().isEmpty()
    at = view.mapToGlobal(QPoint(300, 100))
    assert walked["Emotions"].childAt(at.x(), at.y()) is None


def test_a_mark_leads_back_to_its_lane_and_holds_nothing(view: TimelineView) -> None:
    lane = lanes(view)["Emotions"]
    (mark, *_) = children(lane)
    assert mark.parent() == lane and mark.window() is not None
    assert mark.childCount() == 0 and mark.child(0) is None
    assert mark.indexOfChild(lane) == -1 and mark.childAt(0, 0) is None
    assert mark.text(Text.Help) == lane.text(Text.Help) == ""


def test_over_the_lanes_names_the_pointer_is_on_their_buttons(view: TimelineView) -> None:
    slot = view.lanes.slots[1]
    at = view.canvas.mapToGlobal(QPoint(4, slot.top + 4))
    found = voice(view.canvas).childAt(at.x(), at.y())
    assert found is None or found.role() not in (Role.List, Role.Graphic)


def test_without_a_mark_under_the_keys_the_timeline_has_the_focus(
    view: TimelineView,
) -> None:
    view.marks.set_selection(None)
    assert voice(view.canvas).focusChild() == voice(view.canvas)
