"""Enter keeps a note on every page, and the keys are where they were; the journal’s own text has
paragraphs.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness, WindowSession
from ui.journal.entry_dialog import EntryDialog
from ui.journal.note_dialog import NoteDialog
from ui.story.story_nodes import NodeRef

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return harness.playing(5000)


def write_two_lines(session: WindowSession) -> None:
    session.driver.write("far")
    session.driver.tap(Key.Key_Return, SHIFT)
    session.driver.write("away")
    session.driver.tap(Key.Key_Return)


@pytest.mark.parametrize("field", ["note", "memory"])
def test_beside_the_timeline(session: WindowSession, field: str) -> None:
    session.driver.tap(Key.Key_2)
    session.driver.tap(Key.Key_N)
    getattr(session.pages.listen.side.inspector, field).setFocus()
    write_two_lines(session)
    (tagged,) = session.timeline.tags
    assert getattr(tagged.tag, field) == "far\naway"
    session.turn(3000)
    session.driver.tap(Key.Key_F)
    assert len(session.timeline.moments) == 1


def test_on_the_story_page(session: WindowSession) -> None:
    from app.story.records import WorkKind

    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Iron Sky")
    scene = scenes.add_scene(work, "The departure")
    session.desk.pages.show_page("story")
    page = session.pages.story
    page.read()
    for ref, field in (
        (NodeRef("work", int(work)), page.work_editor.note),
        (NodeRef("scene", int(scene)), page.scene_editor.summary),
    ):
        page.open(ref)
        field.setFocus()
        write_two_lines(session)
        assert page.tree.hasFocus()
    assert scenes.scene(scene).summary == "far\naway"


def test_in_the_journal(session: WindowSession) -> None:
    session.driver.tap(Key.Key_2)
    session.driver.alt(Key.Key_4)
    page = session.pages.journal
    session.until(lambda: page.model.items)
    page.list.select_first()
    page.list.setFocus()
    session.driver.tap(Key.Key_E)
    session.until(lambda: isinstance(QApplication.activeModalWidget(), NoteDialog))
    session.until(lambda: QApplication.focusWidget() is not None)
    write_two_lines(session)
    session.until(lambda: QApplication.activeModalWidget() is None)
    assert session.timeline.tags[0].tag.note == "far\naway"


def test_the_journals_own_text_has_paragraphs(session: WindowSession) -> None:
    session.driver.alt(Key.Key_4)
    session.driver.ctrl(Key.Key_N)
    session.until(lambda: isinstance(QApplication.activeModalWidget(), EntryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    dialog.text_edit.editor.setFocus()
    session.driver.write("far")
    session.driver.tap(Key.Key_Return)
    session.driver.write("away")
    assert dialog.isVisible() and dialog.draft().text == "far\naway"
    session.driver.ctrl(Key.Key_Return)
    session.until(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize("as_table", [False, True])
def test_an_enter_that_is_held_keeps_the_note_and_leaves_the_music(
    session: WindowSession, *, as_table: bool
) -> None:
    if as_table:
        session.driver.ctrl(Key.Key_T)
    session.driver.tap(Key.Key_2)
    session.turn(9000)
    session.driver.tap(Key.Key_N)
    session.driver.write("far")
    session.driver.press(Key.Key_Return)
    position_ms = session.playback.position_ms
    for _ in range(3):
        focus = QApplication.focusWidget()
        assert focus is not None
        none = Qt.KeyboardModifier.NoModifier
        again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, none, "\r", True)
        QApplication.sendEvent(focus, again)
    assert session.playback.position_ms == position_ms
    assert session.timeline.tags[0].tag.note == "far"
    session.driver.release(Key.Key_Return)
    session.driver.tap(Key.Key_Return)
    assert session.playback.position_ms < position_ms, "pressed anew, it plays the mark"
