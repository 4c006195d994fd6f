"""A feeling's key with feelings selected: it changes them or marks anew, and says which."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.player.records import PlayState
from tests.support.app_harness import AppHarness
from tests.ui.listen.test_editing import Desk

Key = Qt.Key


@pytest.fixture
def desk(harness: AppHarness) -> Desk:
    return Desk(harness)


def start_playing(desk: Desk) -> None:
    desk.session.playback.toggle()
    desk.session.turn(500)


def test_standing_still_the_key_changes_all_that_are_selected_and_says_so(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness, desk.heart])
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Nostalgia"]
    assert desk.session.said.startswith("2 feelings changed to nostalgia.")
    assert "Esc" in desk.session.said
    desk.view.marks.set_selection(desk.second)
    desk.driver.tap(Key.Key_8)
    assert desk.session.said.startswith("Changed to tension.")
    desk.undo()
    desk.undo()
    assert desk.words() == ["Wonder", "Wonder", "Sadness"]


def test_after_esc_the_same_key_marks(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.tap(Key.Key_Escape)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]


def test_while_it_plays_the_key_marks_and_says_how_to_change(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    start_playing(desk)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]
    assert desk.session.said == (
        "Marked where the music is. To change the selected feelings instead, press C, then 4."
    )
    desk.driver.tap(Key.Key_C)
    desk.session.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    desk.driver.tap(Key.Key_4)
    assert desk.words().count("Nostalgia") == 3


def test_it_says_so_once_for_a_selection_not_with_every_mark(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    start_playing(desk)
    desk.driver.tap(Key.Key_4)
    desk.session.desk.context.messages.say("Something else.")
    desk.session.turn(3_000)
    desk.driver.tap(Key.Key_5)
    assert desk.session.said == "Something else."
    desk.view.marks.set_selection(desk.sadness)
    desk.session.turn(3_000)
    desk.driver.tap(Key.Key_6)
    assert desk.session.said.endswith("the selected feeling instead, press C, then 6.")


def test_without_a_selected_feeling_nothing_is_said(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.heart)
    start_playing(desk)
    desk.driver.tap(Key.Key_4)
    assert desk.session.said == ""


def test_a_favourite_says_nothing_of_feelings(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    start_playing(desk)
    desk.driver.tap(Key.Key_F)
    assert desk.session.said == ""


def test_the_inspector_says_what_the_keys_do_now(desk: Desk) -> None:
    side = desk.session.pages.listen.side
    desk.view.marks.set_selection(desk.wonder)
    how = side.inspector.feeling.keys
    assert how.isVisible()
    assert how.text() == "Press a feeling’s key to change it."
    start_playing(desk)
    assert how.text() == (
        "While it plays, a feeling’s key marks anew. To change this one, press C first."
    )
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    assert side.several.feeling.keys.text().endswith("To change these, press C first.")
    desk.session.playback.pause()
    assert side.several.feeling.keys.text() == "Press a feeling’s key to change them all."
    described = side.several.feeling.emotion.accessibleDescription()
    assert described == side.several.feeling.keys.text()


def test_the_key_changes_what_is_selected_from_the_inspector_too(desk: Desk) -> None:
    """Whoever clicked a field of the selected feeling still sees it selected."""
    desk.view.marks.set_selection(desk.wonder)
    side = desk.session.pages.listen.side
    side.inspector.feeling.felt.setFocus()
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Sadness"]


def test_on_another_page_the_key_marks(desk: Desk) -> None:
    """What is selected is out of sight there."""
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.alt(Key.Key_4)
    assert desk.session.desk.pages.current_key == "journal"
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]


def test_a_key_that_comes_just_after_the_end_still_marks_the_music(desk: Desk) -> None:
    """The hand is later than the ear; the track's last chord must not be lost to a selection."""
    desk.view.marks.set_selection(desk.wonder)
    desk.session.playback.seek_ms(59_500)
    start_playing(desk)
    desk.session.turn(1_000)
    assert desk.session.playback.state is PlayState.ENDED
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]
    desk.session.turn(3_000)
    desk.driver.tap(Key.Key_5)
    assert sorted(desk.words()) == ["Nostalgia", "Peacefulness", "Sadness", "Wonder"]


def test_during_a_seek_the_key_marks(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    start_playing(desk)
    desk.session.playback.seek_ms(50_000)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]
