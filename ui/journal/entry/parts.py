"""All that an entry's dialog holds besides title, text and feelings, wired to the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from app.core.words import _
from app.journal.entry_parts import EntryPicture
from ui.entries.heard_inside import HeardInside
from ui.journal.entry.companions_field import CompanionsField
from ui.journal.entry.entry_editor import EntryEditor
from ui.journal.entry.moment_picker import INSERT, MomentPicker
from ui.journal.entry.pasted_moments import paste_moments
from ui.journal.entry.pictures_field import PicturesField
from ui.shell.shortcuts import native_text
from ui.widgets.buttons import IconButton
from ui.widgets.markdown_edit import MarkdownEdit

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.journal.entry_links import EntryLinks
    from ui.journal.link_targets import Link

_INSERT_KEYS = "Ctrl+K"
_PICTURE_KEYS = "Ctrl+Shift+I"


class EntryParts(QObject):
    """`text`, `pictures` and `people` are placed by the dialog; the buttons for pictures and for
    moments are beside the text's own.

    Signal: entry_wanted(str uid), a link to another entry was followed.
    """

    entry_wanted = Signal(str)

    def __init__(self, context: Context, links: EntryLinks, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._context = context
        self._links = links
        self.editor = EntryEditor()
        self.text = MarkdownEdit(
            _("What stayed with you?"),
            _("Entry"),
            find=context.services.pictures.path,
            editor=self.editor,
        )
        self.pictures = PicturesField(context)
        self.people = CompanionsField(context)
        self.moment_button = IconButton("audio-lines", str(INSERT), native_text(_INSERT_KEYS))
        self._picker = MomentPicker(context, self._insert, self.editor.selected_words, dialog)
        self._heard = HeardInside(context, self.text, dialog)
        self._heard.entry_wanted.connect(self.entry_wanted)
        self._wire(dialog)

    def show(self, pictures: Sequence[EntryPicture], people: Iterable[str]) -> None:
        self.pictures.show_pictures(pictures)
        self.people.show_people(people)

    def pick_moment(self) -> None:
        if self.moment_button.isVisible():
            self._picker.open_under(self.moment_button)

    def take_in(self, data: QMimeData) -> bool:
        return self.pictures.take_in(data)

    def drop(self) -> None:
        """The dialog closes."""
        self.pictures.job.drop()

    def _wire(self, dialog: QDialog) -> None:
        self.text.add_tool(self.moment_button)
        self.text.add_tool(self.pictures.add_button)
        self.pictures.add_button.set_hint(_("Add pictures"), native_text(_PICTURE_KEYS))
        self.moment_button.clicked.connect(self.pick_moment)
        self.editor.pictures_offered.connect(self.pictures.take_in)
        self.editor.moments_offered.connect(self._paste)
        for keys, verb in (
            (_INSERT_KEYS, self.pick_moment),
            (_PICTURE_KEYS, self.pictures.choose),
        ):
            QShortcut(QKeySequence(keys), dialog).activated.connect(verb)

    def _paste(self, data: QMimeData) -> None:
        paste_moments(self._context, data, self.editor, self._insert)

    def _insert(self, markdown: str, about: Link) -> None:
        self.editor.insert_text(markdown)
        self.editor.setFocus()
        self._links.add(about)
