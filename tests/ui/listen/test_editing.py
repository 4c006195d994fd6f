"""Verbs on the selected marks, by shortcut and menu, in the real window: one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from app.core.timecode import Span
from app.marks.service import Marks
from app.transactions.storage_problems import StorageProblem
from tests.ui.listen.marked_desk import Desk
from ui.widgets.finder_popup import FinderPopup

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_delete_deletes_the_whole_selection_and_one_undo_brings_it_back(desk: Desk) -> None:
    before = desk.spans()
    desk.view.marks.set_selected([desk.wonder, desk.sadness, desk.heart])
    desk.driver.tap(Key.Key_Delete)
    assert set(desk.spans()) == {desk.second}
    assert desk.undo_text == "Delete 3 marks"
    desk.undo()
    assert desk.spans() == before


def test_a_held_arrow_is_one_step_for_all(desk: Desk) -> None:
    before = desk.spans()
    desk.view.marks.set_selected([desk.wonder, desk.heart])
    steps = desk.session.desk.context.history.stack.count()
    desk.driver.press(Key.Key_Right, SHIFT)
    desk.driver.release(Key.Key_Right, SHIFT)
    assert desk.undo_text == "Move 2 marks"
    assert desk.session.desk.context.history.stack.count() == steps + 1
    assert desk.spans()[desk.heart] == Span.point(45_100)
    desk.undo()
    assert desk.spans() == before


def test_marking_while_an_arrow_is_held_makes_nothing_jump(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.session.playback.toggle()
    desk.session.turn(500)
    desk.driver.press(Key.Key_Right, SHIFT)
    desk.driver.tap(Key.Key_4)
    assert len(desk.words()) == 4, "it is on disk and shown"
    assert desk.view.marks.span_of(desk.wonder) == Span(10_100, 14_100)
    desk.driver.release(Key.Key_Right, SHIFT)
    assert desk.spans()[desk.wonder] == Span(10_100, 14_100)
    desk.undo()
    assert desk.spans()[desk.wonder] == Span(10_000, 14_000) and len(desk.words()) == 4


@pytest.mark.logs("The disk is full")
def test_a_mark_whose_move_cannot_be_saved_is_shown_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object) -> None:
        raise StorageProblem("full", "write", "database or disk is full")

    monkeypatch.setattr(Marks, "move", refuse)
    desk.view.marks.set_selection(desk.heart)
    desk.driver.tap(Key.Key_Right, SHIFT)
    assert desk.view.marks.span_of(desk.heart) == Span.point(45_000)
    assert "full" in desk.session.said


def test_duplicates_follow_their_originals_and_are_selected(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.second])
    desk.driver.ctrl(Key.Key_D)
    copies = desk.view.marks.selected_marks
    assert len(desk.spans()) == 6
    assert [desk.spans()[ref] for ref in copies] == [Span(20_000, 24_000), Span(25_000, 30_000)]
    assert desk.undo_text == "Duplicate 2 marks"


def test_a_copy_at_the_end_of_the_track_is_placed_before_its_original(desk: Desk) -> None:
    last = desk.add_tag("power", Span(56_000, 60_000))
    desk.view.marks.set_selection(last)
    desk.driver.ctrl(Key.Key_D)
    (copy,) = desk.view.marks.selected_marks
    assert desk.spans()[copy] == Span(52_000, 56_000)
    whole = desk.add_tag("power", Span(0, 60_000))
    desk.view.marks.set_selection(whole)
    desk.driver.ctrl(Key.Key_D)
    assert desk.view.marks.selected_marks == (whole,)
    assert "no room in the track for a copy" in desk.session.said


def test_ctrl_drag_leaves_copies(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.heart])
    desk.view.marks_copied.emit({desk.wonder: Span(1_000, 5_000), desk.heart: Span.point(50_000)})
    assert len(desk.spans()) == 6
    assert {desk.spans()[ref] for ref in desk.view.marks.selected_marks} == {
        Span(1_000, 5_000),
        Span.point(50_000),
    }


def test_split_cuts_at_the_playhead_and_says_if_it_cannot(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    desk.driver.ctrl(Key.Key_I)
    assert [item.span for item in desk.session.timeline.tags if item.emotion.key == "sadness"] == [
        Span(28_000, 30_000),
        Span(30_000, 40_000),
    ]
    assert len(desk.view.marks.selected_marks) == 3
    assert desk.undo_text == "Split emotion"
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.ctrl(Key.Key_I)
    assert "isn’t inside any of the selected" in desk.session.said


def test_merge_joins_neighbours_and_says_if_there_are_none(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.second)
    desk.driver.ctrl(Key.Key_J)
    assert desk.spans()[desk.wonder] == Span(10_000, 20_000)
    assert desk.view.marks.selected_marks == (desk.wonder,)
    assert desk.undo_text == "Merge 2 marks"
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    desk.driver.ctrl(Key.Key_J)
    assert "nothing to merge" in desk.session.said


def test_ctrl_a_selects_the_lane_then_everything(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.ctrl(Key.Key_A)
    assert len(desk.view.marks.selected_marks) == 3
    desk.driver.ctrl(Key.Key_A)
    assert len(desk.view.marks.selected_marks) == 4


def test_without_a_selection_it_says_what_to_do(desk: Desk) -> None:
    for key in (Key.Key_C, Key.Key_X, Key.Key_D, Key.Key_I, Key.Key_J):
        desk.session.desk.context.messages.say("Something else was said.")
        desk.driver.ctrl(key)
        assert desk.session.said.startswith("Select marks first"), key
        assert len(desk.spans()) == 4, key


def test_elsewhere_these_keys_are_left_to_lists_and_fields(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.alt(Key.Key_2)
    table = desk.session.pages.library.table
    table.setFocus()
    desk.driver.ctrl(Key.Key_A)
    assert len(table.selectionModel().selectedRows()) == 2
    desk.session.window.setFocus()
    desk.driver.tap(Key.Key_Delete)
    assert len(desk.spans()) == 4
    desk.driver.alt(Key.Key_1)
    assert desk.session.desk.actions["delete"].isEnabled()


def test_the_side_shows_what_several_have_in_common(desk: Desk) -> None:
    several = desk.session.pages.listen.side.several
    desk.view.marks.set_selected([desk.wonder, desk.second, desk.heart])
    assert several.isVisible()
    assert several.heading.title.text() == "3 marks selected"
    assert several.kinds.text() == "2 emotions, 1 favourite moment"
    assert several.when.text() == "0:10.000 to 0:45.000"
    assert several.feeling.emotion.currentText() == "Wonder"
    several.feeling.intensity.setFocus()
    desk.driver.tap(Key.Key_End)
    assert [item.tag.intensity for item in desk.session.timeline.tags] == [5, 5, 3]
    assert desk.undo_text == "Edit 2 marks"
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    assert several.feeling.emotion.currentText() == ""
    assert several.feeling.intensity.value() == 0
    assert several.feeling.felt.isChecked()
    desk.driver.click(several.feeling.expressed)
    assert [item.tag.mode.value for item in desk.session.timeline.tags] == [
        "expressed",
        "felt",
        "expressed",
    ]
    desk.driver.click(several.delete)
    assert len(desk.spans()) == 2
    assert not several.isVisible()


def test_the_menu_has_the_selection_and_the_shortcuts(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.heart])
    desk.view.context_requested.emit(desk.wonder, desk.view.mapToGlobal(QPoint(200, 200)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Delete 2 marks\tDel" in texts
    assert any(text.startswith("Merge with neighbours\t") for text in texts)
    next(action for action in menu.actions() if action.text().endswith("\tC")).trigger()
    menu.close()
    desk.session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    desk.driver.write("aw")
    desk.driver.tap(Key.Key_Return)
    assert desk.words() == ["Awe", "Wonder", "Sadness"]


def test_a_screen_reader_gets_how_many_are_selected(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.heart])
    heard = QAccessible.queryAccessibleInterface(desk.view.canvas).text(
        QAccessible.Text.Description
    )
    assert heard.startswith("2 marks selected, 0:10.000 to 0:45.000")


def test_shift_b_and_e_move_edges_to_the_playhead(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.sadness, desk.second, desk.heart])
    desk.driver.tap(Key.Key_B, SHIFT)
    assert desk.spans()[desk.sadness] == Span(30_000, 40_000)
    assert desk.spans()[desk.second] == Span(15_000, 20_000), "the playhead is after it"
    assert desk.spans()[desk.heart] == Span(30_000, 45_000), "a point grows from the playhead"
    assert desk.undo_text == "Resize 2 marks"
    desk.view.marks.set_selection(desk.second)
    desk.driver.tap(Key.Key_E, SHIFT)
    assert desk.spans()[desk.second] == Span(15_000, 30_000)
    desk.driver.tap(Key.Key_E, SHIFT)
    assert "wrong side" in desk.session.said


def test_ctrl_enter_returns_the_focus_after_a_note(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.heart)
    note = desk.session.pages.listen.side.inspector.note
    for leave in (
        lambda: desk.driver.ctrl(Key.Key_Return),
        lambda: desk.driver.tap(Key.Key_Escape),
    ):
        note.setFocus()
        desk.driver.write("o")
        leave()
        assert desk.view.hasFocus()
    assert desk.session.timeline.moments[0].note == "oo"


def test_alt_1_moves_the_focus_to_the_marks(desk: Desk) -> None:
    desk.session.pages.listen.tools.follow.setFocus()
    desk.driver.alt(Key.Key_1)
    assert desk.view.hasFocus()


def test_a_held_key_deletes_once_but_seeks_repeatedly(desk: Desk) -> None:
    actions = desk.session.desk.actions
    once = ("remove_newest", "delete", "paste", "duplicate", "merge", "split", "toggle", "note")
    assert not any(actions[key].autoRepeat() for key in once)
    assert all(actions[key].autoRepeat() for key in ("back", "forward", "undo", "next_mark"))


def test_the_table_has_the_same_keys_as_the_timeline(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.ctrl(Key.Key_T)
    assert desk.session.pages.listen.table.hasFocus()
    desk.driver.ctrl(Key.Key_A)
    assert len(desk.view.marks.selected_marks) == 3
    desk.driver.tap(Key.Key_6)
    assert desk.words() == ["Power", "Power", "Power"]
    desk.driver.ctrl(Key.Key_D)
    assert len(desk.view.marks.selected_marks) == 3 and len(desk.spans()) == 7
    desk.driver.tap(Key.Key_Delete)
    assert len(desk.spans()) == 4
