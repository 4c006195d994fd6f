"""The table of marks: the lanes' content in words, linked with the selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.timeline.records import MarkKind, MarkRef
from tests.ui.timeline.builders import cue, moment, occurrence, scene, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.timeline.lane_table import LaneTable

HEART = MarkRef(MarkKind.MOMENT, 1)
TIMELINE = timeline(
    tags=[tagged(1, 12_500, 20_000, note="two\nlines", intensity=4), tagged(2, 9_000, emotion=8)],
    moments=[moment(1, 100_000 - 1, label="The last chord")],
    cues=[cue(1, 0, 50_000, scene(1, "He is the thief", is_spoiler=True))],
    occurrences=[occurrence(1, 30_000, 40_000)],
)


@pytest.fixture
def table(qtbot: QtBot) -> LaneTable:
    table = LaneTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.set_timeline(TIMELINE)
    table.show()
    return table


def cells(table: LaneTable) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_mark_is_a_row_in_time_order(table: LaneTable) -> None:
    assert cells(table) == [
        ["Scene", "0:00.000", "0:50.000", "A later scene (spoiler) · Tidewatch · S1 E3 · Low water",
         "", ""],
        ["Feeling", "0:09.000", "", "Sadness, felt", "3 of 5", ""],
        ["Feeling", "0:12.500", "0:20.000", "Wonder, felt", "4 of 5", "two lines"],
        ["Theme", "0:30.000", "0:40.000", "My heart, confirmed, +5 semitones, tempo × 0.8", "", ""],
        ["Favourite moment", "1:39.999", "", "The last chord", "", ""],
    ]  # fmt: skip


def test_times_sort_as_times_not_as_words(table: LaneTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in cells(table)] == [
        "1:39.999", "0:30.000", "0:12.500", "0:09.000", "0:00.000",
    ]  # fmt: skip


def test_selection_goes_both_ways_without_an_echo(qtbot: QtBot, table: LaneTable) -> None:
    view = shown_view(qtbot, TIMELINE)
    told: list[MarkRef | None] = []
    table.selection_changed.connect(told.append)
    view.selection_changed.connect(table.set_selection)
    table.selection_changed.connect(view.set_selection)
    view.set_selection(HEART)
    assert table.selection == HEART
    assert told == []
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert view.selection == MarkRef(MarkKind.OCCURRENCE, 1)
    assert told == [MarkRef(MarkKind.OCCURRENCE, 1)]
    view.set_selection(None)
    assert table.selection is None


def test_new_data_keeps_the_selection(table: LaneTable) -> None:
    table.set_selection(HEART)
    table.set_timeline(timeline(moments=[moment(1, 5, label="Renamed"), moment(2, 1)]))
    assert table.selection == HEART
    table.set_timeline(timeline())
    assert table.selection is None


def test_enter_hears_delete_asks_and_digits_pass_on(qtbot: QtBot, table: LaneTable) -> None:
    table.set_selection(HEART)
    with qtbot.waitSignal(table.mark_activated) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.delete_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert heard.args == asked.args == [HEART]
    qtbot.keyClick(table, Qt.Key.Key_F)
    assert table.selection == HEART
