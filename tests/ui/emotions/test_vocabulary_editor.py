"""Emotions are edited in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.emotions.records import Emotion
from tests.support.seen import is_settled
from tests.support.window_parts import SHORTCUTS, WindowParts, add_tracks
from ui.emotions.key_field import reserved_keys
from ui.emotions.pattern_choice import PATTERNS
from ui.emotions.vocabulary_editor import VocabularyEditor
from ui.emotions.word_row import WordRow
from ui.style.patterns import pattern_names

Key = Qt.Key


@pytest.fixture
def editor(parts: WindowParts, qtbot: QtBot) -> VocabularyEditor:
    editor = VocabularyEditor(parts.context, parts.window)
    parts.window.resize(900, 900)
    editor.resize(900, 900)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    return editor


def word(parts: WindowParts, name: str) -> Emotion:
    found = parts.context.services.emotions.named(name)
    assert found is not None
    return found


def row(editor: VocabularyEditor, parts: WindowParts, name: str) -> WordRow:
    return editor.rows[word(parts, name).id]


def settle(editor: VocabularyEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_settled(editor))


def test_every_emotion_has_a_row(editor: VocabularyEditor, parts: WindowParts) -> None:
    assert len(editor.rows) == 17
    wonder = row(editor, parts, "wonder")
    assert (wonder.name.text(), wonder.key.text()) == ("Wonder", "1")
    assert editor.show_retired.isHidden()


def test_name_and_gloss_are_saved_on_leaving_the_field(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder = row(editor, parts, "wonder")
    wonder.name.setFocus()
    wonder.name.selectAll()
    qtbot.keyClicks(wonder.name, "Awe-struck")
    wonder.gloss.setFocus()
    assert parts.context.services.emotions.emotion(wonder.word.id).name == "Awe-struck"
    wonder.gloss.setText("The sky opens")
    qtbot.keyClick(wonder.gloss, Key.Key_Return)
    assert parts.context.services.emotions.emotion(wonder.word.id).gloss == "The sky opens"
    parts.context.history.stack.undo()
    parts.context.history.stack.undo()
    settle(editor, qtbot)
    assert wonder.name.text() == "Wonder"


@pytest.mark.logs("already an emotion called")
def test_a_taken_name_is_refused_and_the_old_one_comes_back(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder = row(editor, parts, "wonder")
    wonder.name.setFocus()
    wonder.name.setText("Sadness")
    qtbot.keyClick(wonder.name, Key.Key_Return)
    assert "already an emotion called" in parts.said
    assert wonder.name.text() == "Wonder"


def test_a_key_is_taken_from_another_emotion_and_given_back_by_undo(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    dread = row(editor, parts, "dread")
    dread.key.setFocus()
    qtbot.keyClick(dread.key, Key.Key_1)
    settle(editor, qtbot)
    assert word(parts, "dread").shortcut == "1"
    assert word(parts, "wonder").shortcut is None
    assert parts.said == "“1” is Dread now; Wonder has no key."
    parts.take_offer()
    settle(editor, qtbot)
    assert word(parts, "wonder").shortcut == "1"
    assert row(editor, parts, "wonder").key.text() == "1"


def test_a_letter_becomes_a_key_and_delete_removes_it(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    dread = row(editor, parts, "dread")
    dread.key.setFocus()
    qtbot.keyClick(dread.key, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert word(parts, "dread").shortcut == "d"
    settle(editor, qtbot)
    qtbot.keyClick(dread.key, Key.Key_Delete)
    assert word(parts, "dread").shortcut is None


@pytest.mark.parametrize("key", ["f", "n", "s", "m", " "])
def test_the_windows_own_keys_are_refused(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot, key: str
) -> None:
    assert key in reserved_keys(SHORTCUTS)
    dread = row(editor, parts, "dread")
    dread.key.setFocus()
    qtbot.keyClicks(dread.key, key)
    assert word(parts, "dread").shortcut is None
    assert "already means" in parts.said


def test_the_place_of_a_commands_key_is_refused_under_another_script(
    editor: VocabularyEditor, parts: WindowParts
) -> None:
    dread = row(editor, parts, "dread")
    dread.key.setFocus()
    none = Qt.KeyboardModifier.NoModifier
    for code, letter in ((41, "φ"), (47, "ж")):  # the places of F and of “;”, as X11 counts
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), none, code, 0, 0, letter)
        QApplication.sendEvent(dread.key, event)
        if letter == "φ":
            assert word(parts, "dread").shortcut is None and "“Φ” already means" in parts.said
    assert word(parts, "dread").shortcut == "ж"


def test_colour_icon_pattern_and_place_can_be_chosen(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder = row(editor, parts, "wonder")
    wonder.colour.colour_changed.emit("#3E72C0")
    popup = wonder.icon.open_icons()
    qtbot.keyClicks(popup.search, "moon star")
    qtbot.keyClick(popup.search, Key.Key_Return)
    wonder.more.click()
    details = wonder.details
    assert details is not None
    details.pattern.tiles["rings"].click()
    details.affect.setFocus()
    qtbot.keyClick(details.affect, Key.Key_Left)
    now = word(parts, "wonder")
    assert (now.colour, now.icon, now.pattern) == ("#3E72C0", "moon-star", "rings")
    assert now.valence == pytest.approx(0.6)
    assert now.arousal == pytest.approx(0.35)


def test_an_own_emotion_is_added_with_enter(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    editor.new_name.setFocus()
    qtbot.keyClicks(editor.new_name, "Homesick")
    qtbot.keyClick(editor.new_name, Key.Key_Return)
    made = row(editor, parts, "homesick")
    assert made.word.colour not in {w.word.colour for w in editor.rows.values() if w is not made}
    assert made.gloss.hasFocus()
    assert editor.new_name.text() == ""
    parts.context.history.stack.undo()
    settle(editor, qtbot)
    assert len(editor.rows) == 17


def test_an_unused_emotion_is_deleted_and_comes_back_by_undo(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    row(editor, parts, "dread").removal_requested.emit(word(parts, "dread").id)
    settle(editor, qtbot)
    assert parts.said == "“Dread” was deleted."
    assert len(editor.rows) == 16
    parts.take_offer()
    settle(editor, qtbot)
    assert len(editor.rows) == 17


def test_a_used_emotion_is_archived_and_brought_back(
    editor: VocabularyEditor, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    wonder = word(parts, "wonder")
    tracks = add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    parts.context.services.tagging.add_tag(tracks["Dawn"], wonder.id, Span.point(0))
    editor.rows[wonder.id].removal_requested.emit(wonder.id)
    settle(editor, qtbot)
    assert "archived" in parts.said
    assert wonder.id not in editor.rows
    assert not editor.show_retired.isHidden()
    editor.show_retired.click()
    retired = editor.rows[wonder.id]
    assert not retired.name.isEnabled()
    retired.bring_back.click()
    settle(editor, qtbot)
    assert not parts.context.services.emotions.emotion(wonder.id).is_retired
    assert editor.show_retired.isHidden()
    assert editor.rows[wonder.id].name.isEnabled()


def test_every_pattern_has_a_name() -> None:
    assert tuple(PATTERNS) == pattern_names()


def test_space_is_called_by_its_name(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    dread = row(editor, parts, "dread")
    dread.key.setFocus()
    qtbot.keyClick(dread.key, Key.Key_Space)
    assert parts.said == "“Space” already means “Play or pause”. Choose another key."
    dread.key.show_key(" ")
    assert dread.key.text() == "Space"


def test_a_long_meaning_is_shown_whole(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder = row(editor, parts, "wonder")
    gloss = wonder.gloss
    low = gloss.height()
    gloss.show_text("Something opens, and for a moment you hear it as if nobody had before. " * 2)
    qtbot.waitUntil(lambda: gloss.height() > low)
    whole = gloss.grab().toImage()
    gloss.show_text(gloss.text()[:-2] + "!")
    assert gloss.grab().toImage() != whole, "its end is seen"
    gloss.setFocus()
    high = gloss.height()
    gloss.setText("short")
    assert gloss.height() == high, "nothing moves while one types"


def test_more_about_an_emotion_moves_no_other_row(
    editor: VocabularyEditor, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder, dread = row(editor, parts, "wonder"), row(editor, parts, "dread")
    QApplication.processEvents()
    before = dread.more.mapToGlobal(QPoint(0, 0))
    wonder.more.click()
    QApplication.processEvents()
    assert wonder.details is not None and wonder.details.isVisible()
    assert dread.more.mapToGlobal(QPoint(0, 0)) == before
    qtbot.keyClick(wonder.details.window(), Key.Key_Escape)
    assert wonder.details is None and not wonder.more.isChecked()
