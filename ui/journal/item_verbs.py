"""What can be done with a row of the journal: hear, show, edit, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.core.errors import Problem
from app.core.ids import EntryId
from app.core.marks import MarkRef
from app.core.words import _
from app.journal.records import ENTRY, JournalFilter, JournalItem
from app.transactions.typed import Typed, WordsLeftOver
from ui.bridge.context import Context
from ui.bridge.news.others import keep_as_entry
from ui.bridge.places import LetterPlace, MomentPlace, TrackPlace
from ui.entries.hearing import hear_passage
from ui.journal.entry_verbs import EntryVerbs
from ui.journal.note_dialog import NoteDialog, has_words
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button


class ItemVerbs(QObject):
    """Signals: sounding_changed(str uid), of the mark that is heard, empty for none;
    filter_wanted(JournalFilter); day_wanted(JournalItem).
    """

    sounding_changed = Signal(str)
    day_wanted = Signal(object)
    filter_wanted = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.entries = EntryVerbs(context, page)
        passage = context.playback.passage
        passage.changed.connect(lambda: self.sounding_changed.emit(passage.uid))

    # --- hearing --------------------------------------------------------------------------------

    def hear(self, item: JournalItem) -> None:
        """Plays the mark's passage, or pauses it while it plays; an entry is opened to be read."""
        if item.track is None or item.span is None:
            self.read(item)
        elif self._context.playback.passage.uid == item.uid:
            self._context.playback.pause()
        else:
            hear_passage(self._context, item.track, item.span, item.preroll_ms, item.uid)

    # --- showing --------------------------------------------------------------------------------

    def show(self, item: JournalItem) -> None:
        """On the timeline; an entry is opened to be read."""
        if item.track is None or item.span is None:
            self.read(item)
        else:
            place = TrackPlace(item.track.id, item.span.start_ms, _ref(item))
            self._context.navigator.show(place)

    def read(self, item: JournalItem) -> None:
        """An entry as it reads: its moments play, its pictures are large at a click."""
        if item.kind is ENTRY:
            self.entries.open_entry(EntryId(item.owner_id), reads=True)
        else:
            self.edit(item)

    def open_years(self, item: JournalItem) -> None:
        """What was felt at its seconds across the years."""
        if item.track is not None and item.span is not None:
            self._context.navigator.show(MomentPlace(item.track.id, item.span, item.uid))

    # --- changing -------------------------------------------------------------------------------

    def edit(self, item: JournalItem) -> None:
        """A sealed letter isn't: it is shown with what it waits for."""
        if item.is_sealed:
            self._context.navigator.show(LetterPlace(item.owner_id))
        elif item.kind is ENTRY:
            self.entries.open_entry(EntryId(item.owner_id))
        elif has_words(item.kind):
            ref = _ref(item)
            assert ref is not None

            def write(words: dict[str, str]) -> None:
                try:
                    self._write_words(item, ref, words)
                except WordsLeftOver as left:  # the dialog has nothing more to save then
                    keep_as_entry(self._context, left)

            find = self._context.services.emotions.emotion
            NoteDialog(item, find, write, self._context.do, self._page).open()
        else:
            self._context.messages.say(_("Scenes are edited on the Story page."))

    def _write_words(self, item: JournalItem, ref: MarkRef, words: dict[str, str]) -> None:
        """What waited when the dialog was opened may be saved by now."""
        services = self._context.services
        waiting = services.waiting_in_journal.mark(item)
        note = words.get("note")
        if waiting is None:
            services.marks.edit(services.waiting.current(ref), **words)
        elif isinstance(note, Typed):
            services.capture.write_note(waiting, note)

    def delete(self, item: JournalItem) -> None:
        services, ref = self._context.services, _ref(item)
        if ref is not None:
            ref = services.waiting.current(ref)

        def remove() -> None:
            if ref is None:
                services.journal.delete_entry(EntryId(item.owner_id))
            else:
                services.marks.remove(ref)

        said = _("Entry deleted.") if ref is None else _("Mark deleted.")
        if ref is not None and services.waiting.is_new(ref):
            self._take_back(ref, said)
        else:
            self._context.do(remove, lambda: self._context.say_done(said))

    def _take_back(self, ref: MarkRef, said: str) -> None:
        """Deleted from the file it waits in, which needs no turn of a busy journal."""
        try:
            self._context.services.waiting.take_back(ref)
        except Problem as problem:
            self._context.messages.problem(problem)
        else:
            self._context.say_done(said)

    # --- menu -----------------------------------------------------------------------------------

    def open_menu(self, item: JournalItem, at: QPoint) -> QMenu:
        menu = PopupMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        if item.track is not None:
            self._add_track_actions(menu, item)
        self._add_entry_actions(menu, item)
        open_day = partial(self.day_wanted.emit, item)
        _add(menu, _("Open its day"), "calendar-days", "Ctrl+Enter", open_day)
        word = _("Edit") if item.kind is ENTRY else _("Edit note")
        if item.is_sealed:
            _add(menu, _("Show the letter"), "mail", "Enter", lambda: self.edit(item))
        elif item.kind is ENTRY or has_words(item.kind):
            _add(menu, word, "pencil", "E", lambda: self.edit(item))
        menu.addSeparator()
        _add(menu, _("Delete"), "trash-2", "Del", lambda: self.delete(item))
        menu.popup(at)
        return menu

    def _add_entry_actions(self, menu: QMenu, item: JournalItem) -> None:
        """Of an entry with pictures or people."""
        if item.links.pictures:
            _add(menu, _("Look at the pictures"), "image", "", lambda: self.entries.look(item))
        for name in item.links.people:
            words = _("Only “with {name}”", name=name)
            only = partial(self.filter_wanted.emit, JournalFilter(companion=name))
            _add(menu, words, "users", "", only)
        if item.links.pictures or item.links.people:
            menu.addSeparator()

    def _add_track_actions(self, menu: QMenu, item: JournalItem) -> None:
        assert item.track is not None
        track_id = item.track.id
        hear = _add(menu, _("Hear it again"), "play", "Space", lambda: self.hear(item))
        hear.setEnabled(item.is_hearable)
        show = _("Show on the timeline")
        _add(menu, show, "audio-lines", "Enter", lambda: self.show(item))
        if item.span is not None:
            keys = self._context.shortcuts.text("page_same_moment")
            _add(menu, _("Across the years"), "history", keys, lambda: self.open_years(item))
        only_track = JournalFilter(track_id=track_id)
        _add(
            menu,
            _("Only “{name}”", name=item.track.title),
            "filter",
            "",
            lambda: self.filter_wanted.emit(only_track),
        )
        if item.emotion_id is not None:
            name = self._context.services.emotions.emotion(item.emotion_id).name
            only_word = JournalFilter(emotion_ids=frozenset({item.emotion_id}))
            _add(
                menu,
                _("Only “{name}”", name=name),
                "",
                "",
                lambda: self.filter_wanted.emit(only_word),
            )
        menu.addSeparator()


def _ref(item: JournalItem) -> MarkRef | None:
    """None for an entry."""
    return None if item.kind is ENTRY else MarkRef(item.kind, item.owner_id)


def _add(menu: QMenu, text: str, icon_name: str, key: str, verb: Callable[[], object]) -> QAction:
    shown = on_button(text)
    action = menu.addAction(f"{shown}\t{native_text(key)}" if key else shown)
    if icon_name:
        action.setIcon(icon(icon_name, 16))
    action.triggered.connect(lambda _checked=False: verb())
    return action
