"""An emotion's key with emotions selected: changes them or adds a mark, and says which."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.player.records import PlayState
from tests.ui.listen.marked_desk import Desk
from ui.widgets.finder_popup import FinderPopup

Key = Qt.Key


def start_playing(desk: Desk) -> None:
    desk.session.playback.toggle()
    desk.session.turn(500)


def test_while_paused_the_key_changes_all_selected_and_says_so(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness, desk.heart])
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Nostalgia"]
    assert desk.session.said.startswith("2 emotions changed to “Nostalgia”.")
    assert "Esc" in desk.session.said
    desk.view.marks.set_selection(desk.second)
    desk.driver.tap(Key.Key_8)
    assert desk.session.said.startswith("Changed to “Tension”.")
    desk.undo()
    desk.undo()
    assert desk.words() == ["Wonder", "Wonder", "Sadness"]


def test_after_esc_the_same_key_marks(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.tap(Key.Key_Escape)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]


def test_during_playback_the_key_marks_and_says_how_to_change(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    start_playing(desk)
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == ["Nostalgia", "Sadness", "Wonder", "Wonder"]
    assert desk.session.said == (
        "Marked at the playhead. To change the selected emotions instead, press C, then 4."
    )
    desk.driver.tap(Key.Key_C)
    desk.session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    desk.driver.tap(Key.Key_4)
    assert desk.words().count("Nostalgia") == 3


def test_it_says_so_once_for_each_selection(desk: Desk) -> None:
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
    assert desk.session.said.endswith("the selected emotion instead, press C, then 6.")


def test_without_a_selected_emotion_nothing_is_said(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.heart)
    start_playing(desk)
    desk.driver.tap(Key.Key_4)
    assert desk.session.said == ""


def test_a_favourite_says_nothing_about_emotions(desk: Desk) -> None:
    desk.view.marks.set_selection(desk.wonder)
    start_playing(desk)
    desk.driver.tap(Key.Key_F)
    assert desk.session.said == ""


def test_the_inspector_says_what_the_keys_do_now(desk: Desk) -> None:
    side = desk.session.pages.listen.side
    desk.view.marks.set_selection(desk.wonder)
    how = side.inspector.feeling.keys
    assert how.isVisible()
    assert how.text() == "Press an emotion’s key to change it."
    start_playing(desk)
    assert how.text() == (
        "During playback, an emotion’s key adds a mark. To change this one, press C first."
    )
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    assert side.several.feeling.keys.text().endswith("To change these, press C first.")
    desk.session.playback.pause()
    assert side.several.feeling.keys.text() == "Press an emotion’s key to change them all."
    described = side.several.feeling.emotion.accessibleDescription()
    assert described == side.several.feeling.keys.text()


def test_the_key_changes_what_is_selected_from_the_inspector_too(desk: Desk) -> None:
    """After a click into a field, the mark is still selected."""
    desk.view.marks.set_selection(desk.wonder)
    side = desk.session.pages.listen.side
    side.inspector.feeling.felt.setFocus()
    desk.driver.tap(Key.Key_4)
    assert desk.words() == ["Nostalgia", "Wonder", "Sadness"]


def test_on_another_page_the_key_neither_changes_nor_marks(desk: Desk) -> None:
    before = sorted(desk.words())
    desk.view.marks.set_selection(desk.wonder)
    desk.driver.alt(Key.Key_4)
    assert desk.session.desk.pages.current_key == "journal"
    desk.driver.tap(Key.Key_4)
    assert sorted(desk.words()) == before


def test_a_key_just_after_the_end_still_marks_the_music(desk: Desk) -> None:
    """Reactions come late; the track's last chord must not be lost because of a selection."""
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


def test_a_name_typed_after_c_changes_what_is_selected_and_can_be_undone(desk: Desk) -> None:
    desk.view.marks.set_selected([desk.wonder, desk.sadness])
    desk.driver.tap(Key.Key_C)
    desk.session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    desk.driver.write("awe")
    desk.driver.tap(Key.Key_Return)
    assert desk.words() == ["Awe", "Wonder", "Awe"]
    assert desk.session.said == "2 emotions changed to “Awe”."
    desk.session.take_offer()
    assert desk.words() == ["Wonder", "Wonder", "Sadness"]
