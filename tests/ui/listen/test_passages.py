"""Selecting a passage by keys, and marking a theme in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.ui.listen.marked_desk import Desk
from ui.themes.chooser import ThemeChooser

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_b_and_e_select_a_passage(desk: Desk) -> None:
    desk.driver.tap(Key.Key_B)
    assert desk.view.marks.selected_span == Span(30_000, 60_000)
    desk.session.playback.seek_ms(42_000)
    desk.driver.tap(Key.Key_E)
    assert desk.view.marks.selected_span == Span(30_000, 42_000)
    desk.session.playback.seek_ms(20_000)
    desk.driver.tap(Key.Key_E)
    assert desk.view.marks.selected_span == Span(0, 20_000), (
        "an end before the start begins a new selection"
    )
    desk.session.playback.seek_ms(50_000)
    desk.driver.tap(Key.Key_B)
    assert desk.view.marks.selected_span == Span(50_000, 60_000)


def test_t_marks_a_theme_and_adds_it(desk: Desk) -> None:
    desk.driver.tap(Key.Key_B)
    desk.driver.tap(Key.Key_T)
    _chooser(desk)
    desk.driver.write("The heart")
    desk.driver.tap(Key.Key_Return)
    desk.session.until(lambda: len(desk.session.timeline.occurrences) == 1)
    desk.session.take_keyboard()
    occurrence = desk.session.timeline.occurrences[0]
    assert (occurrence.theme.name, occurrence.span) == ("The heart", Span(30_000, 60_000))
    assert desk.undo_text == "Mark theme “The heart”"
    assert desk.session.said == "“The heart” was marked."

    desk.view.marks.set_selected_span(None)
    desk.view.marks.set_selected([desk.wonder, desk.second, desk.heart])
    desk.view.setFocus()
    desk.driver.tap(Key.Key_T)
    _chooser(desk)
    desk.driver.write("hea")
    desk.driver.tap(Key.Key_Return)
    desk.session.until(lambda: len(desk.session.timeline.occurrences) == 3)
    assert len(desk.session.services.themes.themes()) == 1
    desk.session.take_keyboard()
    desk.undo()
    desk.undo()
    assert desk.session.timeline.occurrences == ()
    assert desk.session.services.themes.themes() == ()


def test_t_without_a_selection_says_how_to_select_a_passage(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.heart)
    desk.driver.tap(Key.Key_T)
    assert "press B where it starts" in desk.session.said


def _chooser(desk: Desk) -> None:
    desk.session.until(lambda: isinstance(QApplication.activeWindow(), ThemeChooser))
