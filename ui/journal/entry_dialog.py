"""Writing an entry: title, Markdown, how one felt before and after, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.ids import EntryId
from app.core.instant import Instant
from app.core.words import _
from app.journal.records import Entry, EntryDraft, Feeling
from ui.bridge.context import Context
from ui.bridge.places import EntryPlace
from ui.journal.entry.parts import EntryParts
from ui.journal.entry_links import EntryLinks
from ui.journal.entry_sealing import EntrySealing
from ui.shell.writing_dialog import WritingDialog
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.buttons import ToggleButton
from ui.widgets.text import TextLabel
from ui.words.dates import time_in_words

_FEELINGS_PX = 212

WriteDraft = Callable[[EntryDraft, EntryDraft], object]


class EntryDialog(WritingDialog):
    """entry: the one to edit; None writes a new one. write: called with the draft, and with what
    the dialog began with. begun: what a new one begins with; if it has words, it is saved even if
    nothing is added. is_letter: it is to be sealed, unless that is switched off. reads: its text is
    shown as it reads, and can be edited from there.
    """

    def __init__(
        self,
        context: Context,
        entry: Entry | None,
        write: WriteDraft,
        parent: QWidget,
        *,
        begun: EntryDraft | None = None,
        reads: bool = False,
        is_letter: bool = False,
    ) -> None:
        new = _("New letter") if is_letter else _("New entry")
        name = _("Edit entry") if entry is not None else new
        super().__init__(
            name,
            _("Save entry"),
            lambda: write(self.draft(), self._before_edit),
            context.do,
            parent,
        )
        self._context = context
        self.title_edit = QLineEdit()
        self.title_edit.setPlaceholderText(_("Title"))
        self.title_edit.setAccessibleName(_("Title"))
        self.before = AffectGrid(_("How you felt before"))
        self.after = AffectGrid(_("How you felt after"))
        self.feelings_toggle = ToggleButton(_("Before and after"), "move-horizontal")
        self.feelings_toggle.setToolTip(_("How you felt before and after, if you like"))
        self.links = EntryLinks(context)
        self.parts = EntryParts(context, self.links, self)
        self.text_edit = self.parts.text
        self.sealing = EntrySealing(context, self.links)
        self._feelings = QScrollArea()
        self._lay_out()
        self.setAcceptDrops(True)
        self.parts.pictures.reading_changed.connect(self.keep_button.setDisabled)
        self.parts.entry_wanted.connect(self._follow)
        if entry is not None:
            self._show(entry)
        when = entry.written.local if entry is not None else Instant.now().local
        self.title_row.addWidget(TextLabel(time_in_words(when), "muted"))
        self._before_edit = self.draft()
        if begun is not None:
            self._show_begun(begun)
        self.feelings_toggle.toggled.connect(self._feelings.setVisible)
        self.sealing.toggle.toggled.connect(self._name_saving)
        self.sealing.toggle.setChecked(is_letter)
        self._fit(parent.window())
        self.text_edit.editor.moveCursor(QTextCursor.MoveOperation.End)
        is_new = entry is None and begun is None
        (self.title_edit if is_new else self.text_edit.editor).setFocus()
        if reads and entry is not None and entry.text.strip():
            self.text_edit.show_preview(True)
        self.title_edit.returnPressed.connect(self.text_edit.editor.setFocus)

    def draft(self) -> EntryDraft:
        return EntryDraft(
            title=self.title_edit.text().strip(),
            text=self.text_edit.text().strip(),
            before=_feeling(self.before),
            after=_feeling(self.after),
            track_ids=self.links.track_ids(),
            scene_ids=self.links.scene_ids(),
            moment_ids=self.links.moment_ids(),
            pictures=self.parts.pictures.pictures(),
            people=self.parts.people.people(),
            sealing=self.sealing.sealing(),
        )

    def is_changed(self) -> bool:
        """A letter without a word isn't one."""
        draft = self.draft()
        if draft.sealing is not None and not draft.title and not draft.text:
            draft = replace(draft, sealing=None)
        return draft != self._before_edit

    def _name_saving(self, is_sealed: bool) -> None:
        self.keep_button.setText(_("Seal letter") if is_sealed else _("Save entry"))

    def _follow(self, uid: str) -> None:
        """To another entry, instead of this one."""
        if self.is_changed():
            self._context.messages.say(_("Save this entry first, then follow the link."))
            return
        found: list[EntryId | None] = []
        letters = self._context.services.letters
        self._context.look(lambda: found.append(letters.entry_with(uid)))
        if entry_id := next(iter(found), None):
            self.accept()
            self._context.navigator.show(EntryPlace(entry_id))
        else:
            self._context.messages.say(_("That entry no longer exists."))

    def leave(self) -> None:
        """Pictures that are still being read aren't waited for."""
        self.parts.drop()
        self.keep_button.setEnabled(True)
        super().leave()

    def done(self, result: int) -> None:
        self.parts.drop()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.parts.take_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _show(self, entry: Entry) -> None:
        self.title_edit.setText(entry.title)
        self.text_edit.set_text(entry.text)
        for grid, feeling in ((self.before, entry.before), (self.after, entry.after)):
            if feeling is not None:
                grid.set_affect((feeling.valence, feeling.arousal))
        self.feelings_toggle.setChecked(entry.before is not None or entry.after is not None)
        self.links.show_entry(entry)
        self.parts.show(entry.pictures, entry.people)

    def _show_begun(self, begun: EntryDraft) -> None:
        self.title_edit.setText(begun.title)
        self.text_edit.set_text(begun.text)
        self.links.show_links(begun.track_ids, begun.scene_ids, begun.moment_ids)
        self.parts.show(begun.pictures, begun.people)
        if not begun.title and not begun.text:
            self._before_edit = self.draft()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("surface", "none")
        feelings = QVBoxLayout(inside)
        feelings.setContentsMargins(0, 0, SPACE.xs, 0)
        feelings.setSpacing(SPACE.s)
        for word, grid in ((_("Before"), self.before), (_("After"), self.after)):
            feelings.addWidget(TextLabel(word, "section"))
            feelings.addWidget(grid, 1)
        self._feelings.setWidget(inside)
        self._feelings.setWidgetResizable(True)
        self._feelings.setFrameShape(QFrame.Shape.NoFrame)
        self._feelings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._feelings.setFixedWidth(scaled_px(_FEELINGS_PX))
        self._feelings.setVisible(False)
        across = QHBoxLayout()
        across.setSpacing(SPACE.l)
        across.addWidget(self.text_edit, 1)
        across.addWidget(self._feelings)
        self.body.addWidget(self.title_edit)
        self.body.addLayout(across, 1)
        self.body.addWidget(self.parts.pictures)
        self.body.addLayout(self._make_about())
        self.body.addWidget(self.sealing)
        self.foot.insertWidget(0, self.feelings_toggle)
        self.foot.insertWidget(1, self.sealing.toggle)

    def _make_about(self) -> QHBoxLayout:
        """What it links to and who listened, side by side; each wraps in its half."""
        row = QHBoxLayout()
        row.setSpacing(SPACE.l)
        for part in (self.links, self.parts.people):
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _fit(self, window: QWidget) -> None:
        self._feelings.setVisible(self.feelings_toggle.isChecked())
        width = min(scaled_px(780), window.width() - 2 * SPACE.xl)
        height = min(scaled_px(600), window.height() - 2 * SPACE.xl)
        self.resize(max(width, 480), max(height, 400))


def _feeling(grid: AffectGrid) -> Feeling | None:
    affect = grid.affect()
    return None if affect is None else Feeling(*affect)
