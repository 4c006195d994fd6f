"""Another process writes where the listener is at work: selection, place and typing stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.journal.records import EntryDraft, JournalFilter
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import model_of
from ui.bridge.news.others import LEFT_OVER
from ui.bridge.track.tracing import TRACING
from ui.journal.entry_dialog import EntryDialog
from ui.journal.note_dialog import NoteDialog
from ui.journal.page import JournalPage
from ui.library.track_model import TrackTableModel
from ui.story.story_nodes import NodeRef

Key = Qt.Key
LONG_MS = 600_000  # nothing is saved by waiting


def word(session: WindowSession, name: str = "wonder") -> Emotion:
    found = session.services.emotions.named(name)
    assert found is not None
    return found


def type_into(session: WindowSession, field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Types like somebody who has the cursor in it and isn't finished."""
    session.until(field.isVisible)
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.moveCursor(QTextCursor.MoveOperation.End)
    else:
        field.end(False)
    session.until(field.hasFocus)
    session.driver.write(text)


# --- Listen ---------------------------------------------------------------------------------------


def a_note_half_typed(harness: AppHarness) -> tuple[WindowSession, MarkRef]:
    session = harness.playing(3_000)
    moment = session.services.moments.add_moment(session.timeline.track_id, Span.point(1_000))
    ref = MarkRef(MarkKind.MOMENT, moment.id)
    page = session.pages.listen
    page.select(ref)
    page.side.inspector.note.findChild(QTimer).setInterval(LONG_MS)
    type_into(session, page.side.inspector.note, "half a")
    return session, ref


def test_a_half_typed_note_stays_while_marks_come(harness: AppHarness) -> None:
    session, ref = a_note_half_typed(harness)
    page, note = session.pages.listen, session.pages.listen.side.inspector.note
    page.timeline.viewport.zoom_to_span(Span(0, 10_000))
    session.until(lambda: not page.timeline.viewport.is_gliding)
    shown = page.timeline.viewport.axis
    session.elsewhere(
        f"services.moments.add_moment({session.timeline.track_id}, "
        "Span.point(5_000), note='Theirs')"
    )
    session.until(lambda: len(session.timeline.moments) == 2)
    assert (page.selection, note.toPlainText(), note.hasFocus()) == (ref, "half a", True)
    assert page.timeline.viewport.axis == shown
    session.driver.write(" note")
    note.commit()
    assert {moment.note for moment in session.timeline.moments} == {"half a note", "Theirs"}


def test_two_notes_for_one_mark_are_both_saved(harness: AppHarness) -> None:
    session, ref = a_note_half_typed(harness)
    note = session.pages.listen.side.inspector.note
    session.elsewhere(f"services.marks.edit(MarkRef(MarkKind.MOMENT, {ref.id}), note='Theirs')")
    session.until(lambda: session.timeline.moments[0].note == "Theirs")
    assert note.toPlainText() == "half a", "nothing that is typed is replaced"
    place = note.textCursor().position()
    note.commit()
    assert session.timeline.moments[0].note == "half a\n\nTheirs"
    assert note.toPlainText() == "half a\n\nTheirs" and note.textCursor().position() == place
    assert "both texts are saved" in session.said
    session.driver.write("!")
    note.commit()
    assert session.timeline.moments[0].note == "half a!\n\nTheirs"


def test_text_for_a_mark_that_was_deleted_becomes_an_entry(harness: AppHarness) -> None:
    session, ref = a_note_half_typed(harness)
    session.elsewhere(f"services.marks.remove(MarkRef(MarkKind.MOMENT, {ref.id}))")
    session.until(lambda: not session.timeline.moments)
    session.until(lambda: "saved as a journal entry" in session.said)
    (item,) = [item for item in session.services.journal.page(JournalFilter()).items if item.title]
    assert (item.title, item.text) == (str(LEFT_OVER), "half a")


def test_a_held_key_keeps_drawing_and_a_trace_keeps_recording(harness: AppHarness) -> None:
    session = harness.playing(3_000)
    page = session.pages.listen
    page.trace.open()
    page.trace.tracing.toggle()
    page.timeline.setFocus()
    session.driver.press(Key.Key_1)
    session.turn(2_000)
    session.elsewhere(f"services.moments.add_moment({session.timeline.track_id}, Span.point(5))")
    session.until(lambda: session.timeline.moments)
    assert page.trace.tracing.state == TRACING
    session.turn(2_000)
    session.driver.release(Key.Key_1)
    (tag,) = session.timeline.tags
    assert abs(tag.tag.span.duration_ms - 4_000) < 100
    session.desk.context.undo()
    assert not session.timeline.tags and len(session.timeline.moments) == 1


@pytest.mark.logs("can no longer be undone")
def test_an_undo_of_what_was_changed_elsewhere_says_so_and_harms_nothing(
    harness: AppHarness,
) -> None:
    session = harness.playing(3_000)
    session.driver.tap(Key.Key_1)
    (tag,) = session.timeline.tags
    session.elsewhere(f"services.marks.edit(MarkRef(MarkKind.TAG, {tag.tag.id}), note='Theirs')")
    session.until(lambda: session.timeline.tags[0].tag.note == "Theirs")
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: "can no longer be undone" in session.said)
    assert session.timeline.tags[0].tag.note == "Theirs"


def test_a_half_written_note_of_the_inbox_reaches_its_mark(harness: AppHarness) -> None:
    """Another process writes to the mark that is open, so that another one comes."""
    session = harness.playing(3_000)
    session.driver.tap(Key.Key_1)
    session.turn(5_000)
    session.driver.tap(Key.Key_2)
    session.playback.pause()
    card = session.pages.listen.side.inbox
    session.until(lambda: session.services.inbox.count() == 2)
    session.driver.tap(Key.Key_I)
    assert card.item is not None
    ref = card.item.ref
    type_into(session, card.note, "mine")
    session.elsewhere(f"services.moments.add_moment({session.timeline.track_id}, Span.point(5))")
    session.until(lambda: session.services.inbox.count() == 3)
    assert card.item.ref == ref and card.note.toPlainText() == "mine"
    session.elsewhere(f"services.marks.edit(MarkRef(MarkKind.TAG, {ref.id}), note='Theirs')")
    session.until(lambda: card.item is not None and card.item.ref != ref)
    assert card.note.toPlainText() == ""
    notes = {tag.tag.id: tag.tag.note for tag in session.timeline.tags}
    assert notes[ref.id] == "mine\n\nTheirs"


# --- the other pages ------------------------------------------------------------------------------


def test_the_library_keeps_its_selection_and_its_place(harness: AppHarness) -> None:
    for number in range(40):
        harness.record(f"track {number:02}.wav", seconds=0.2, hz=200 + number)
    harness.take_in()
    session = harness.open()
    page = session.pages.library
    session.desk.pages.show_page("library")
    rows = {row.title: row.key for row in session.rows()}
    page.table.select_lines([rows["track 30"], rows["track 31"]])
    page.search.setText("track")
    bar = page.table.verticalScrollBar()
    tracks = model_of(page.table, TrackTableModel)
    session.until(lambda: tracks.found is not None and bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    before = page.table.rowAt(0), page.table.rowViewportPosition(page.table.rowAt(0))
    top = tracks.row_at(before[0]).title
    harness.record("a first one.wav", seconds=0.2, hz=100)
    harness.record("track 00b.wav", seconds=0.2, hz=110)
    assert session.run_main("import", str(harness.music))[0] == 0
    session.until(lambda: len(tracks.shown) == 41)
    assert [row.title for row in page.table.selected_rows()] == ["track 30", "track 31"]
    now = page.table.rowAt(0)
    assert tracks.row_at(now).title == top
    assert page.table.rowViewportPosition(now) == before[1]
    assert page.search.text() == "track"


def test_the_story_keeps_what_is_typed_and_its_place(harness: AppHarness) -> None:
    session = harness.open()
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "My Heart")
    scene = scenes.add_scene(work, "One")
    session.desk.pages.show_page("story")
    page = session.pages.story
    page.open(NodeRef("scene", scene))
    type_into(session, page.scene_editor.summary, "half a")
    session.elsewhere(
        f"services.scenes.add_scene({work}, 'Two')\n"
        f"services.scenes.edit('scene', {scene}, title='Theirs', summary='Their words')"
    )
    session.until(lambda: page.scene_editor.title.text() == "Theirs")
    editor = page.scene_editor
    assert page.tree.ref == NodeRef("scene", scene)
    assert (editor.summary.toPlainText(), editor.summary.hasFocus()) == ("half a", True)
    type_into(session, editor.title, " half")
    assert scenes.scene(scene).summary == "half a\n\nTheir words"
    assert "both texts are saved" in session.said
    session.elsewhere(f"services.scenes.edit('scene', {scene}, title='Again')")
    session.until(lambda: scenes.scene(scene).title == "Again")
    assert editor.title.text() == "Theirs half"
    session.driver.tap(Key.Key_Return)
    assert scenes.scene(scene).title == "Theirs half"
    assert "“Again”" in session.said
    session.desk.context.undo()
    assert scenes.scene(scene).title == "Again", "one undo away"


def test_the_story_stays_where_it_is_scrolled_to(harness: AppHarness) -> None:
    session = harness.open()
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "My Heart")
    made = [scenes.add_scene(work, f"Scene {number:02}") for number in range(60)]
    session.desk.pages.show_page("story")
    tree = session.pages.story.tree
    session.pages.story.open(NodeRef("scene", made[2]))
    bar = tree.verticalScrollBar()
    session.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    top = tree.itemAt(0, 0)
    assert top is not None
    title = top.text(0)
    session.elsewhere(
        f"services.scenes.edit('scene', {made[0]}, title='Theirs')\n"
        f"services.scenes.add_work(WorkKind.FILM, 'A first one')"
    )
    session.until(lambda: len(scenes.works()) == 2 and tree.topLevelItemCount() == 2)
    assert tree.ref == NodeRef("scene", made[2])
    now = tree.itemAt(0, 0)
    assert now is not None and now.text(0) == title


def test_the_journal_keeps_its_filter_its_place_and_an_open_entry(harness: AppHarness) -> None:
    session = harness.playing(3_000)
    journal = session.services.journal
    entries = [journal.write_entry(EntryDraft(f"Day {n}", "Dear diary")) for n in range(30)]
    page = session.pages.show_journal()
    page.filters.search.setText("diary")
    session.until(lambda: page.filters.wanted().text == "diary")
    session.until(lambda: not session.desk.context.jobs.running)
    bar = page.list.verticalScrollBar()
    session.until(lambda: bar.maximum() > 0)
    item = page.model.items[10]
    page.list.select_uid(item.uid)
    place = page.model.row_of(item.uid)
    assert place is not None
    page.list.scrollTo(page.model.index(place), QAbstractItemView.ScrollHint.PositionAtCenter)
    page.verbs.edit(item)
    (dialog,) = session.window.findChildren(EntryDialog)
    type_into(session, dialog.text_edit.editor, ", mine")
    above = _place_of(page, item.uid)
    session.elsewhere(
        f"services.journal.edit_entry({item.owner_id},"
        " EntryDraft('Theirs', 'Dear diary\\n\\nTheirs'))\n"
        "services.journal.write_entry(EntryDraft('New', 'diary'))"
    )
    session.until(lambda: len(page.model.items) == 31)
    current = page.list.current_item()
    assert current is not None and current.uid == item.uid
    assert _place_of(page, item.uid) == above
    assert page.filters.search.text() == "diary"
    assert dialog.text_edit.text() == "Dear diary, mine"
    dialog.keep()
    kept = journal.entry(entries[-11])
    assert (kept.title, kept.text) == ("Theirs", "Dear diary, mine\n\nTheirs")


def test_a_note_written_in_the_journal_for_a_deleted_mark_is_saved(harness: AppHarness) -> None:
    session = harness.playing(3_000)
    moment = session.services.moments.add_moment(session.timeline.track_id, Span.point(1_000))
    page = session.pages.show_journal()
    session.until(lambda: len(page.model.items) == 1)
    page.verbs.edit(page.model.items[0])
    (dialog,) = session.window.findChildren(NoteDialog)
    note = dialog.edit("note")
    type_into(session, note, "mine")
    session.elsewhere(f"services.marks.remove(MarkRef(MarkKind.MOMENT, {moment.id}))")
    session.until(lambda: not page.model.items)
    assert _text_of(note) == "mine"
    dialog.keep()
    assert not dialog.isVisible()
    (item,) = session.services.journal.page(JournalFilter()).items
    assert (item.title, item.text) == (str(LEFT_OVER), "mine")


def test_an_emotion_keeps_what_is_typed_over_it(harness: AppHarness) -> None:
    session = harness.open()
    session.desk.pages.show_page("settings")
    editor = session.pages.settings.vocabulary
    dread = word(session, "dread")
    row = editor.rows[dread.id]
    type_into(session, row.gloss, " half")
    editor.new_name.setText("A new wo")
    session.elsewhere(
        f"services.emotions.edit_word({dread.id}, gloss='Theirs', name='Fright')\n"
        "services.emotions.add_word('Awe of theirs', '#123456')"
    )
    session.until(lambda: row.name.text() == "Fright")
    assert row.gloss.text() == f"{dread.gloss} half" and row.gloss.hasFocus()
    assert editor.new_name.text() == "A new wo"
    row.name.setFocus()
    session.until(
        lambda: session.services.emotions.emotion(dread.id).gloss == f"{dread.gloss} half"
    )
    assert "“Theirs”" in session.said


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _place_of(page: JournalPage, uid: str) -> int:
    """How far an item is from the top of the list."""
    number = page.model.row_of(uid)
    assert number is not None
    return page.list.visualRect(page.model.index(number)).top()
