"""Another emotion for the selected marks, by keys and by the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.emotions.records import Mode
from tests.ui.listen.marked_desk import Desk
from ui.widgets.finder_popup import FinderPopup

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_while_paused_a_digit_changes_the_selected_emotions(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness, desk.heart])
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Nostalgia"]
    assert desk.undo_text == "Change 2 emotions to “Nostalgia”"
    desk.driver.tap(Key.Key_8, SHIFT)
    assert {item.tag.mode for item in desk.session.timeline.tags if item.ref == desk.wonder} == {
        Mode.EXPRESSED
    }
    desk.undo()
    desk.undo()
    assert desk.words() == ["Wonder", "Wonder", "Sadness"]


@pytest.mark.parametrize("is_table", [False, True])
def test_marks_far_apart_are_selected_by_keys_and_changed_at_once(
    desk: Desk, is_table: bool
) -> None:
    if is_table:
        desk.driver.ctrl(Key.Key_T)
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.ctrl(Key.Key_Tab)
    desk.driver.ctrl(Key.Key_Tab)
    desk.driver.ctrl(Key.Key_Return)
    assert set(desk.view.marks.selected_marks) == {desk.wonder, desk.sadness}
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Nostalgia"]
    assert desk.session.playback.is_playing is False, "no key did anything else"


def test_during_playback_a_digit_marks_whatever_is_selected(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.session.playback.toggle()
    desk.session.turn(500)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]


def test_a_digit_marks_if_no_emotion_is_selected(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.heart)
    desk.driver.tap(Key.Key_4)
    assert "Nostalgia" in desk.words() and len(desk.words()) == 4


def test_c_and_a_digit_change_an_emotion_during_playback_too(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.session.playback.toggle()
    desk.session.turn(500)
    desk.driver.tap(Key.Key_C)
    desk.session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Sadness"]


def test_the_palette_changes_what_is_selected_like_the_key(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    word = desk.session.services.emotions.named("awe")
    assert word is not None
    desk.session.pages.listen.palette_row.emotion_chosen.emit(word, False)
    assert desk.words() == ["Awe", "Wonder", "Sadness"]
