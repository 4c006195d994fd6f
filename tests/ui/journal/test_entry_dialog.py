"""Writing entries: nothing that was typed is lost."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.ids import EntryId, TrackId
from app.core.timecode import Span
from app.journal.records import Entry, EntryDraft, Feeling
from app.journal.seals import Sealing
from app.story.records import WorkKind
from tests.support.seen import named
from tests.support.window_parts import WindowParts
from tests.ui.journal.conftest import MakePage, settle
from ui.bridge.context import Context
from ui.bridge.places import LetterPlace, NewEntry
from ui.journal.entry_dialog import EntryDialog
from ui.journal.page import JournalPage
from ui.journal.words import item_in_words
from ui.widgets.chips import RemovableChip
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.type_ahead import TypeAhead
from ui.words.dates import today


def opened(page: JournalPage) -> EntryDialog:
    page.new_entry()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    return dialog


def link(dialog: EntryDialog, qtbot: QtBot, text: str) -> None:
    """Link the first match."""
    dialog.links.open_field()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    (field,) = popup.findChildren(TypeAhead)
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def entries(context: Context) -> list[Entry]:
    journal = context.services.journal
    from app.journal.records import ENTRY, JournalFilter

    page = journal.page(JournalFilter(kinds=frozenset({ENTRY})))
    return [journal.entry(EntryId(item.owner_id)) for item in page.items]


def test_an_entry_is_saved_with_feelings_and_links(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    moment = context.services.moments.add_moment(track, Span.point(4000), label="The turn")
    page = make_page()
    dialog = opened(page)
    qtbot.keyClicks(dialog.title_edit, "After the concert")
    dialog.text_edit.editor.setPlainText("It *holds*.")
    dialog.feelings_toggle.click()
    qtbot.keyClick(dialog.after, Qt.Key.Key_Right)
    link(dialog, qtbot, "The turn")
    link(dialog, qtbot, "Love theme")
    dialog.keep_button.click()
    settle(qtbot, context)
    (entry,) = entries(context)
    assert (entry.title, entry.text) == ("After the concert", "It *holds*.")
    assert (entry.before, entry.after) == (None, Feeling(0.1, 0.0))
    assert (entry.track_ids, entry.moment_ids) == ((track,), (moment.id,))
    assert page.model.items[0].title == "After the concert"


def test_escape_asks_before_a_text_is_lost(make_page: MakePage, qtbot: QtBot) -> None:
    dialog = opened(make_page())
    dialog.text_edit.editor.setPlainText("Half a thought")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    question = QApplication.activeModalWidget()
    assert isinstance(question, QuestionDialog)
    assert question.windowTitle() == "Discard your text?"
    assert (question.yes.text(), question.no.text()) == ("Discard", "Keep editing")
    question.no.click()
    assert dialog.isVisible() and dialog.draft().text == "Half a thought"
    dialog.reject()
    question = QApplication.activeModalWidget()
    assert isinstance(question, QuestionDialog)
    question.yes.click()
    assert not dialog.isVisible()


def test_the_close_button_of_the_window_asks_too(make_page: MakePage, qtbot: QtBot) -> None:
    dialog = opened(make_page())
    dialog.title_edit.setText("A title")
    dialog.close()
    assert dialog.isVisible()
    question = QApplication.activeModalWidget()
    assert isinstance(question, QuestionDialog)
    question.yes.click()


def test_escape_closes_an_unchanged_entry(make_page: MakePage, qtbot: QtBot) -> None:
    dialog = opened(make_page())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


@pytest.mark.logs("The disk is full")
def test_an_unsaved_text_stays(context: Context, parts: WindowParts, qtbot: QtBot) -> None:
    def fail(_draft: EntryDraft, _begun: EntryDraft) -> None:
        _raise(Problem("The disk is full."))

    parent: QWidget = parts.window
    dialog = EntryDialog(context, None, fail, parent)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    dialog.text_edit.editor.setPlainText("Words")
    dialog.keep()
    assert dialog.isVisible() and dialog.draft().text == "Words"
    dialog.text_edit.editor.setPlainText("")
    dialog.reject()


def test_an_entry_deleted_meanwhile_is_written_again(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    journal = context.services.journal
    entry_id = journal.write_entry(EntryDraft(title="Old", text="Old words"))
    page = make_page()
    page.verbs.edit(page.model.items[0])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    journal.delete_entry(entry_id)
    dialog.text_edit.editor.setPlainText("New words")
    dialog.keep()
    settle(qtbot, context)
    assert [entry.text for entry in entries(context)] == ["New words"]


def test_control_enter_saves(context: Context, make_page: MakePage, qtbot: QtBot) -> None:
    dialog = opened(make_page())
    dialog.text_edit.editor.setPlainText("Saved")
    qtbot.keyClick(dialog.text_edit.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, context)
    assert [entry.text for entry in entries(context)] == ["Saved"]


def test_a_link_can_be_removed(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    dialog = opened(make_page())
    link(dialog, qtbot, "love")
    link(dialog, qtbot, "love")
    assert dialog.links.track_ids() == (track,)
    named(dialog.links, RemovableChip, "Remove “Love theme”").click()
    assert dialog.links.track_ids() == ()
    dialog.reject()


def test_links_are_found_by_name_and_shown_with_their_names(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    entry_id = context.services.journal.write_entry(EntryDraft("Mine", track_ids=(track,)))
    moment = context.services.moments.add_moment(track, Span.point(4000), label="The turn")
    page = make_page()
    dialog = page.verbs.entries.open_entry(entry_id)
    assert dialog is not None
    assert dialog.links.track_ids() == (track,), "at once: it may be saved before a name is read"
    (chip,) = dialog.findChildren(RemovableChip)
    qtbot.waitUntil(lambda: chip.text() == "Love theme")
    dialog.links.open_field()
    (field,) = dialog.findChildren(TypeAhead)
    qtbot.keyClicks(field.line, "turn")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert dialog.links.moment_ids() == (moment.id,)
    dialog.keep_button.click()


def test_a_dialog_closed_before_its_names_are_read_gets_none(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry_id = context.services.journal.write_entry(EntryDraft("Mine", track_ids=(track,)))
    page = make_page()
    free, read = threading.Event(), context.services.scenes.scenes

    def wait() -> object:
        assert free.wait(20)
        return read()

    monkeypatch.setattr(context.services.scenes, "scenes", wait)
    dialog = page.verbs.entries.open_entry(entry_id)
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
        dialog.deleteLater()
    free.set()
    settle(qtbot, context)


def _raise(problem: Problem) -> None:
    raise problem


def test_an_entry_that_is_only_looked_at_keeps_its_feelings(
    context: Context, make_page: MakePage
) -> None:
    draft = EntryDraft("Old", "Words", before=Feeling(-0.5, 0.2), after=Feeling(0.4, -0.1))
    entry_id = context.services.journal.write_entry(draft)
    dialog = make_page().verbs.entries.open_entry(entry_id)
    assert dialog is not None
    assert dialog.feelings_toggle.isChecked() and not dialog.is_changed()
    assert (dialog.draft().before, dialog.draft().after) == (draft.before, draft.after)
    dialog.keep_button.click()
    assert not dialog.isVisible()
    assert entries(context)[0].before == draft.before


def test_an_entry_about_scenes_begins_linked_to_them(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    scenes = context.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Heart")
    ids = tuple(scenes.add_scene(work, title) for title in ("Dawn", "Dusk"))
    page = make_page()
    page.begin_entry(NewEntry(scene_ids=ids))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    assert dialog.draft().scene_ids == ids
    assert not dialog.is_changed()
    qtbot.keyClicks(dialog.text_edit.editor, "They keep missing each other.")
    dialog.keep_button.click()
    settle(qtbot, context)
    (entry,) = entries(context)
    assert (entry.scene_ids, entry.text) == (ids, "They keep missing each other.")


def test_an_entry_is_sealed_as_it_is_saved(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    dialog = opened(page)
    dialog.sealing.toggle.click()
    assert dialog.sealing.form.isVisible() and not dialog.is_changed()
    assert dialog.keep_button.text() == "Seal letter"
    assert not dialog.sealing.form.again.isEnabled()  # no track is linked
    link(dialog, qtbot, "Love theme")
    assert dialog.sealing.form.again.isEnabled()
    dialog.text_edit.editor.setPlainText("A lamp at the window")
    dialog.sealing.form.again.click()
    assert dialog.draft().sealing == Sealing(track_id=track)
    dialog.sealing.form.day.setDate(QDate(2190, 5, 1))  # choosing a day means the day
    assert dialog.draft().sealing == Sealing(until=date(2190, 5, 1))
    dialog.keep_button.click()
    settle(qtbot, context)
    (item,) = page.model.items
    assert item.is_sealed and item.text == ""
    said = item_in_words(item, context.services.emotions.emotion)
    assert "Opens on 1 May 2190" in said and "lamp" not in said


def test_a_letter_needs_a_word_and_a_day_to_come(make_page: MakePage) -> None:
    dialog = opened(make_page())
    dialog.sealing.toggle.click()
    form = dialog.sealing.form
    form.day.setDate(QDate(1999, 1, 1))
    sealing = dialog.draft().sealing
    assert sealing is not None and sealing.until == today() + timedelta(1)
    dialog.keep()  # nothing was written: it only closes
    assert not dialog.isVisible()


def test_a_sealed_letter_is_never_opened_in_the_dialog(
    context: Context, make_page: MakePage, parts: WindowParts
) -> None:
    later = Sealing(until=date(2190, 5, 1))
    entry = context.services.journal.write_entry(EntryDraft("Later", "a lamp", sealing=later))
    page = make_page()
    page.open_entry(entry)
    page.verbs.edit(page.model.items[0])
    assert parts.navigator.shown == [LetterPlace(entry), LetterPlace(entry)]
    assert QApplication.activeModalWidget() is None
