"""What can be done with an entry: write it, read it, follow its links, look at its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.ids import EntryId
from app.core.words import _
from app.journal.records import Entry, EntryDraft, JournalItem
from ui.bridge.context import Context
from ui.bridge.places import LetterPlace
from ui.entries.link_hearing import LinkHearing
from ui.entries.picture_viewer import PictureViewer
from ui.journal.entry_dialog import EntryDialog


class EntryVerbs(QObject):
    """links: follows those in the texts of the page."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.links = LinkHearing(context, self)
        self.links.entry_wanted.connect(self.follow)

    def new_entry(
        self, begun: EntryDraft | None = None, *, is_letter: bool = False
    ) -> EntryDialog | None:
        """begun: with what it begins. is_letter: it is to be sealed."""
        return self.open_entry(None, begun, is_letter=is_letter)

    def open_entry(
        self,
        entry_id: EntryId | None,
        begun: EntryDraft | None = None,
        *,
        is_letter: bool = False,
        reads: bool = False,
    ) -> EntryDialog | None:
        """Without an id, a new one. None if the entry no longer exists, or is sealed: it is shown
        with what it waits for. reads: it is shown as it reads first.
        """
        found: list[Entry] = []
        if entry_id is not None:
            journal = self._context.services.journal
            if not self._context.look(lambda: found.append(journal.entry(entry_id))):
                return None
            seal = found[0].seal
            if seal is not None and not seal.is_open:
                self._context.navigator.show(LetterPlace(entry_id))
                return None
        entry = found[0] if found else None
        dialog = EntryDialog(
            self._context,
            entry,
            lambda draft, before: self._write_entry(entry, draft, before),
            self._page,
            begun=begun,
            reads=reads,
            is_letter=is_letter,
        )
        dialog.open()
        return dialog

    def follow(self, uid: str) -> None:
        """To an entry that another links to."""
        found: list[EntryId | None] = []
        letters = self._context.services.letters
        self._context.look(lambda: found.append(letters.entry_with(uid)))
        if entry_id := next(iter(found), None):
            self.open_entry(entry_id, reads=True)
        else:
            self._context.messages.say(_("That entry no longer exists."))

    def look(self, item: JournalItem, place: int = 0) -> None:
        """At an entry's pictures, large; there one also writes what they show."""
        if item.links.pictures:
            store, pictures = self._context.services.pictures, item.links.pictures
            viewer = PictureViewer(store, pictures, place, self._page, can_describe=True)
            said: dict[str, str] = {}
            viewer.described.connect(lambda at, words: said.update({pictures[at].file: words}))
            viewer.finished.connect(lambda _result: self._describe(EntryId(item.owner_id), said))
            viewer.open()

    def _describe(self, entry_id: EntryId, said: Mapping[str, str]) -> None:
        """said: what pictures of an entry show now, by their files."""
        journal = self._context.services.journal

        def write() -> None:
            begun = journal.entry(entry_id).as_draft()
            pictures = tuple(
                replace(one, words=said.get(one.file, one.words)) for one in begun.pictures
            )
            if pictures != begun.pictures:
                journal.edit_entry(entry_id, replace(begun, pictures=pictures), begun=begun)

        if said:
            self._context.do(write)

    def _write_entry(self, entry: Entry | None, draft: EntryDraft, begun: EntryDraft) -> None:
        """An entry that was deleted meanwhile is written again, since its text is here."""
        journal = self._context.services.journal
        if entry is None:
            journal.write_entry(draft)
            return
        try:
            journal.edit_entry(entry.id, draft, begun=begun)
        except LookupError:
            journal.write_entry(draft, entry.written)
