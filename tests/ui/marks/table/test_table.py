"""The table of marks: the lanes' content as text, linked with the selection."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.timeline.records import TrackTimeline
from app.transactions.typed import Typed
from tests.ui.timeline.builders import (
    EMOTIONS,
    busy_timeline,
    cue,
    moment,
    occurrence,
    scene,
    tagged,
    timeline,
)
from tests.ui.timeline.timeline_view import shown_table, shown_view
from ui.marks.table.model import MarkTableModel
from ui.marks.table.rows import END, INTENSITY, KIND, NOTE, START, WHAT
from ui.marks.table.table import LaneTable
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT

HEART = MarkRef(MarkKind.MOMENT, 1)
WONDER, SADNESS = MarkRef(MarkKind.TAG, 1), MarkRef(MarkKind.TAG, 2)
Edits = list[tuple[MarkRef, str, object]]
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TIMELINE = timeline(
    tags=[tagged(1, 12_500, 20_000, note="two\nlines", intensity=4), tagged(2, 9_000, emotion=8)],
    moments=[moment(1, 100_000 - 1, label="The last chord")],
    cues=[cue(1, 0, 50_000, scene(1, "He is the thief", is_spoiler=True))],
    occurrences=[occurrence(1, 30_000, 40_000)],
)


def with_tags(tags: list[TaggedEmotion]) -> TrackTimeline:
    in_order = tuple(sorted(tags, key=lambda tagged: tagged.span))
    return TIMELINE.with_lanes({MarkKind.TAG: in_order})


@pytest.fixture
def table(qtbot: QtBot) -> LaneTable:
    return shown_table(qtbot, TIMELINE)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_narrow_table_shows_whole_times_and_names(
    table: LaneTable, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, LIGHT, scale)
    table.resize(round(340 * scale), 300)
    QApplication.processEvents()
    header = table.horizontalHeader()
    assert table.isColumnHidden(KIND)
    for column in (START, END, WHAT):
        right = header.sectionViewportPosition(column) + header.sectionSize(column)
        assert right <= table.viewport().width()
    table.resize(1_400, 300)
    assert not table.isColumnHidden(KIND)


def test_keys_work_in_a_table_without_its_first_column(table: LaneTable, qtbot: QtBot) -> None:
    table.resize(340, 300)
    table.set_selection(HEART)
    assert table.currentIndex().column() == START
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().column() == START and table.selection == HEART
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert table.horizontalHeader().sortIndicatorSection() == START


@pytest.fixture
def edits(table: LaneTable) -> Edits:
    heard: Edits = []
    table.cell_edited.connect(lambda ref, name, value: heard.append((ref, name, value)))
    return heard


def cells(table: LaneTable) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_mark_is_a_row_in_time_order(table: LaneTable) -> None:
    assert cells(table) == [
        ["Scene", "0:00.000", "0:50.000", "A later scene · Tidewatch · S1 E3 · Low water", "", ""],
        ["Emotion", "0:09.000", "", "Sadness, felt", "3 of 5", ""],
        ["Emotion", "0:12.500", "0:20.000", "Wonder, felt", "4 of 5", "two lines"],
        ["Theme", "0:30.000", "0:40.000",
         "My heart, confirmed, 5 semitones higher, about a fifth slower", "", ""],
        ["Favourite moment", "1:39.999", "", "The last chord", "", ""],
    ]  # fmt: skip


def test_times_sort_as_times_not_as_text(table: LaneTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in cells(table)] == [
        "1:39.999", "0:30.000", "0:12.500", "0:09.000", "0:00.000",
    ]  # fmt: skip


def test_selection_goes_both_ways_without_an_echo(qtbot: QtBot, table: LaneTable) -> None:
    view = shown_view(qtbot, TIMELINE)
    told: list[MarkRef | None] = []
    table.selection_changed.connect(told.append)
    view.marks.selection_changed.connect(table.set_selection)
    table.selection_changed.connect(view.marks.set_selection)
    view.marks.set_selection(HEART)
    assert table.selection == HEART
    assert told == []
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert view.marks.selection == MarkRef(MarkKind.OCCURRENCE, 1)
    assert told == [MarkRef(MarkKind.OCCURRENCE, 1)]
    view.marks.set_selection(None)
    assert table.selection is None


def test_new_data_keeps_the_selection(table: LaneTable) -> None:
    table.set_selection(HEART)
    table.set_timeline(timeline(moments=[moment(1, 5, label="Renamed"), moment(2, 1)]))
    assert table.selection == HEART
    table.set_timeline(timeline())
    assert table.selection is None


def test_enter_plays_delete_asks_and_digits_are_passed_on(qtbot: QtBot, table: LaneTable) -> None:
    table.set_selection(HEART)
    with qtbot.waitSignal(table.mark_activated) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.delete_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert heard.args == [HEART]
    assert asked.args == [(HEART,)]
    qtbot.keyClick(table, Qt.Key.Key_F)
    assert table.selection == HEART


# --- editing in place, by keys only --------------------------------------------------------------


def go_to(table: LaneTable, ref: MarkRef, column: int) -> None:
    """With the arrow keys, as a listener does it."""
    table.set_selection(ref)
    for _ in range(len(cells(table)[0])):
        press(table, Qt.Key.Key_Left)
    for _ in range(column):
        press(table, Qt.Key.Key_Right)
    assert table.currentIndex().column() == column and table.selection == ref


def press(
    widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, key, keys)


def editor_in(table: LaneTable) -> QWidget:
    """The editor that F2 opens has the focus."""
    press(table, Qt.Key.Key_F2)
    focus = QApplication.focusWidget()
    assert focus is not None and focus is not table
    return focus


def write(widget: QWidget, text: str) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClicks(widget, text)


def is_resting(table: LaneTable) -> bool:
    return table.state() == LaneTable.State.NoState


@pytest.mark.parametrize(
    ("column", "typed", "told"),
    [
        (START, "0:11.5", ("span", Span(11_500, 20_000))),
        (START, "25", ("span", Span(25_000, 32_500))),
        (END, "1:00", ("span", Span(12_500, 60_000))),
        (INTENSITY, "2", ("intensity", 2)),
    ],
)
def test_times_and_intensity_are_typed_into_their_cells(
    qtbot: QtBot,
    table: LaneTable,
    edits: Edits,
    column: int,
    typed: str,
    told: tuple[str, object],
) -> None:
    go_to(table, WONDER, column)
    editor = editor_in(table)
    write(editor, typed)
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_resting(table))
    assert edits == [(WONDER, *told)]
    assert QApplication.focusWidget() is table


def test_a_wrong_time_is_reported_and_can_be_corrected(
    qtbot: QtBot, table: LaneTable, edits: Edits
) -> None:
    go_to(table, WONDER, START)
    editor = editor_in(table)
    write(editor, "soon")
    press(editor, Qt.Key.Key_Return)
    assert editor.isVisible() and QApplication.focusWidget() is editor
    assert "“soon” isn’t a time" in editor.toolTip()
    assert edits == []
    editor.selectAll()
    write(editor, "0:11")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_resting(table))
    assert edits == [(WONDER, "span", Span(11_000, 20_000))]


def test_with_nothing_selected_an_arrow_selects_the_first_row(table: LaneTable) -> None:
    press(table, Qt.Key.Key_Down)
    assert table.selection == MarkRef(MarkKind.CUE, 1)
    press(table, Qt.Key.Key_Down)
    assert table.selection == SADNESS


def test_another_emotion_is_chosen_from_a_list(
    qtbot: QtBot, table: LaneTable, edits: Edits
) -> None:
    go_to(table, WONDER, WHAT)
    press(table, Qt.Key.Key_F2)
    box = table.findChild(QComboBox)
    assert box is not None and box.currentText() == "Wonder"
    qtbot.waitUntil(lambda: box.view().isVisible())
    press(box.view(), Qt.Key.Key_Down)
    press(box.view(), Qt.Key.Key_Return)
    assert edits == [(WONDER, "emotion_id", EMOTIONS[1].id)]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)


def test_a_note_keeps_its_lines_and_enter_commits_it(
    qtbot: QtBot, table: LaneTable, edits: Edits
) -> None:
    go_to(table, WONDER, NOTE)
    editor = editor_in(table)
    assert isinstance(editor, QPlainTextEdit) and editor.toPlainText() == "two\nlines"
    press(editor, Qt.Key.Key_Return, SHIFT)
    write(editor, "and a third")
    press(editor, Qt.Key.Key_Return)
    assert edits == [(WONDER, "note", "two\nlines\nand a third")]
    assert is_resting(table) and QApplication.focusWidget() is table


def test_escape_cancels_an_edit(qtbot: QtBot, table: LaneTable, edits: Edits) -> None:
    go_to(table, HEART, WHAT)
    editor = editor_in(table)
    write(editor, "Other")
    press(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: is_resting(table))
    assert edits == []
    assert cells(table)[-1][WHAT] == "The last chord"


def test_a_moments_name_is_in_the_what_column(qtbot: QtBot, table: LaneTable, edits: Edits) -> None:
    go_to(table, HEART, WHAT)
    editor = editor_in(table)
    write(editor, "Farewell")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_resting(table))
    assert edits == [(HEART, "label", "Farewell")]


@pytest.mark.parametrize(
    ("ref", "column"),
    [
        (MarkRef(MarkKind.CUE, 1), WHAT),
        (MarkRef(MarkKind.CUE, 1), NOTE),
        (MarkRef(MarkKind.OCCURRENCE, 1), INTENSITY),
        (WONDER, KIND),
    ],
)
def test_what_is_edited_elsewhere_opens_no_editor(
    table: LaneTable, ref: MarkRef, column: int
) -> None:
    said: list[str] = []
    table.declined.connect(said.append)
    go_to(table, ref, column)
    press(table, Qt.Key.Key_F2)
    assert is_resting(table)
    assert len(said) == 1 and said[0].endswith(".")


@pytest.mark.parametrize(
    ("ref", "command"),
    [(MarkRef(MarkKind.CUE, 1), "scene"), (MarkRef(MarkKind.OCCURRENCE, 1), "theme")],
)
def test_what_assigns_another_scene_or_theme_is_named_by_its_key(
    table: LaneTable, ref: MarkRef, command: str
) -> None:
    said: list[str] = []
    table.declined.connect(said.append)
    go_to(table, ref, WHAT)
    press(table, Qt.Key.Key_F2)
    assert said[0].endswith(f"press <{command}>.")


def test_another_mark_arriving_leaves_the_editor_open(table: LaneTable, edits: Edits) -> None:
    go_to(table, WONDER, NOTE)
    editor = editor_in(table)
    write(editor, "!")
    more = [*TIMELINE.tags, tagged(9, 500), tagged(10, 99_000)]
    table.set_timeline(with_tags(more))
    assert editor.isVisible() and QApplication.focusWidget() is editor
    press(editor, Qt.Key.Key_Return)
    assert edits == [(WONDER, "note", "two\nlines!")]


def test_alt_and_an_arrow_sort_by_the_current_column(table: LaneTable) -> None:
    go_to(table, WONDER, INTENSITY)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[INTENSITY] for row in cells(table)] == ["4 of 5", "3 of 5", "", "", ""]
    assert table.selection == WONDER and table.currentIndex().column() == INTENSITY
    press(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row[INTENSITY] for row in cells(table)] == ["", "", "", "3 of 5", "4 of 5"]
    assert table.horizontalHeader().sortIndicatorSection() == INTENSITY


# --- several, and many ---------------------------------------------------------------------------


def test_shift_selects_several_here_and_on_the_lanes(qtbot: QtBot, table: LaneTable) -> None:
    view = shown_view(qtbot, TIMELINE)
    view.marks.selection_changed.connect(
        lambda ref: table.set_selected(view.marks.selected_marks, ref)
    )
    table.selection_changed.connect(lambda _ref: view.marks.set_selected(table.selected_marks))
    table.setFocus()
    table.set_selection(SADNESS)
    press(table, Qt.Key.Key_Down, SHIFT)
    press(table, Qt.Key.Key_Down, SHIFT)
    third = MarkRef(MarkKind.OCCURRENCE, 1)
    assert table.selected_marks == view.marks.selected_marks == (SADNESS, WONDER, third)
    assert table.selection == third, "what the lanes answer does not move the cell"
    view.marks.set_selected([WONDER, HEART])
    assert set(table.selected_marks) == {WONDER, HEART}
    with qtbot.waitSignal(table.delete_requested) as asked:
        press(table, Qt.Key.Key_Delete)
    assert asked.args == [(WONDER, HEART)]


def test_ctrl_moves_on_and_toggles_rows(qtbot: QtBot, table: LaneTable) -> None:
    """As on the lanes: rows that aren’t next to each other, with keys alone."""
    table.set_selection(table.marks.ref_at(0))
    for _ in range(2):
        press(table, Qt.Key.Key_Tab, CTRL)
    assert table.selected_marks == (table.marks.ref_at(0),) and table.hasFocus()
    with qtbot.waitSignal(table.selection_changed):
        press(table, Qt.Key.Key_Return, CTRL)
    assert table.selected_marks == (table.marks.ref_at(0), table.marks.ref_at(2))
    press(table, Qt.Key.Key_Tab, CTRL | SHIFT)
    press(table, Qt.Key.Key_Space, CTRL)
    assert len(table.selected_marks) == 3
    press(table, Qt.Key.Key_Space, CTRL)
    press(table, Qt.Key.Key_Backtab, CTRL | SHIFT)
    press(table, Qt.Key.Key_Return, CTRL)
    assert table.selected_marks == (table.marks.ref_at(2),)
    with qtbot.waitSignal(table.mark_activated) as heard:
        press(table, Qt.Key.Key_Return)
    assert heard.args == [table.marks.ref_at(0)], "the row one is on, selected or not"


def news_of(model: MarkTableModel) -> list[str]:
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"+{first}..{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: told.append(f"-{first}..{last}"))
    model.rowsMoved.connect(lambda *_where: told.append("moved"))
    model.dataChanged.connect(lambda a, b, _roles: told.append(f"~{a.row()}..{b.row()}"))
    return told


def test_one_mark_among_ten_thousand_changes_one_row(table: LaneTable) -> None:
    many = busy_timeline(3_600_000, 10_000)
    table.set_timeline(many)
    told = news_of(table.marks)
    marks = sorted([*many.tags, tagged(50_000, 1_800_000)], key=lambda t: (t.span, t.tag.id))
    more = many.with_lanes({MarkKind.TAG: tuple(marks)})
    table.set_timeline(more)
    row = table.marks.row_of(MarkRef(MarkKind.TAG, 50_000))
    assert told == [f"+{row}..{row}"]
    table.set_timeline(many)
    assert told[1:] == [f"-{row}..{row}"]


def test_a_dragged_mark_moves_to_its_new_row_still_selected(table: LaneTable) -> None:
    table.set_selection(WONDER)
    told = news_of(table.marks)
    moved = [tagged(1, 60_000, 70_000, note="two\nlines", intensity=4), TIMELINE.tags[0]]
    table.set_timeline(with_tags(moved))
    assert told == ["moved", "~3..3"]
    assert table.selection == WONDER and table.currentIndex().row() == 3


pools = st.dictionaries(st.integers(1, 12), st.tuples(st.integers(0, 9), st.integers(1, 5)))


def drawn(pool: dict[int, tuple[int, int]]) -> TrackTimeline:
    return timeline(tags=[tagged(n, at * 1000, intensity=i) for n, (at, i) in pool.items()])


@settings(max_examples=80, deadline=None)
@given(
    states=st.lists(pools, min_size=2, max_size=4),
    column=st.sampled_from([START, END, WHAT, INTENSITY, NOTE]),
    is_descending=st.booleans(),
)
def test_after_any_change_the_rows_are_sorted_and_indexes_keep_their_marks(
    states: list[dict[int, tuple[int, int]]], column: int, is_descending: bool
) -> None:
    order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
    model, anew = MarkTableModel(), MarkTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(column, order)
    anew.sort(column, order)
    model.set_timeline(drawn(states[0]))
    held: dict[MarkRef, QPersistentModelIndex] = {}
    for state in states[1:]:
        held = {
            model.ref_at(row): QPersistentModelIndex(model.index(row, 0, QModelIndex()))
            for row in range(model.rowCount())
        }
        model.set_timeline(drawn(state))
        anew.set_timeline(None)
        anew.set_timeline(drawn(state))
        refs = [model.ref_at(row) for row in range(model.rowCount())]
        assert refs == [anew.ref_at(row) for row in range(anew.rowCount())]
        assert all(model.row_of(ref) == row for row, ref in enumerate(refs))
        for ref, index in held.items():
            assert index.row() == (model.row_of(ref) if ref in refs else -1)
    del tester


def test_a_cell_being_edited_is_left_alone(qtbot: QtBot, table: LaneTable, edits: Edits) -> None:
    """What arrives meanwhile is shown after the edit, and isn't overwritten."""
    table.set_selection(HEART)
    row = table.marks.row_of(HEART)
    assert row is not None
    table.setCurrentIndex(table.marks.index(row, NOTE))
    table.edit(table.currentIndex())
    (editor,) = table.findChildren(QPlainTextEdit)
    editor.setPlainText("half typed")
    many = [moment(number, number, label="Elsewhere") for number in range(1, 300)]
    table.set_timeline(timeline(moments=many))
    assert editor.isVisible() and editor.toPlainText() == "half typed"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    ((ref, name, words),) = edits
    assert (ref, name, words) == (HEART, "note", "half typed")
    assert isinstance(words, Typed) and words.before == ""
    assert table.marks.rowCount() > 290
