"""The inbox on the Listen page: its walk, card and link, and hearing each mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.core.words import _
from app.transactions.typed import Typed
from ui.listen.inbox_return import InboxReturn
from ui.listen.inbox_walk import InboxWalk

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from app.marks.inbox import InboxItem
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.listen.inbox_card import InboxCard
    from ui.listen.inbox_link import InboxLink


class InboxRound(QObject):
    """Opens and closes the card; each mark that becomes the current one is heard and shown. At the
    end, the music is where it was before.

    Signals: mark_wanted(MarkRef), to be selected on the timeline, whose track is open; emptied(),
    the listener has finished the last one; closed().
    """

    mark_wanted = Signal(object)
    emptied = Signal()
    closed = Signal()

    def __init__(self, context: Context, card: InboxCard, link: InboxLink, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        self._link = link
        self._return = InboxReturn(context.playback)
        self._written: tuple[MarkRef | None, str] = (None, "")  # the last note
        self.walk = InboxWalk(context, self)
        self.walk.count_changed.connect(self._on_count)
        self.walk.item_changed.connect(self._on_item)
        card.note_written.connect(self._write)
        card.hear_requested.connect(self._hear)
        card.leave_requested.connect(self.walk.leave)
        card.leave_all_requested.connect(self.walk.leave_all)
        card.step_requested.connect(self.walk.step)
        card.closed.connect(self.close)
        link.clicked.connect(self.toggle)
        context.relay.changed.connect(self._on_change)
        self._on_count(self.walk.count)

    @property
    def is_open(self) -> bool:
        return self.walk.is_on

    def toggle(self) -> None:
        self.close() if self.is_open else self.open()

    def open(self) -> None:
        """The first mark is heard at once, also while music plays."""
        if self._context.playback.track is None and not self.walk.read_count():
            self._link.setChecked(False)
            self._context.messages.say(_("There are no marks without a note."))
            return
        self._card.show()
        self._link.setChecked(True)
        self.walk.begin()
        if self.walk.item is not None:
            self._card.note.setFocus()

    def close(self) -> None:
        self._end()
        self._return.go_back()

    def leave(self) -> None:
        """Before the window closes: it opens again where one was listening, not at a mark."""
        self._end()
        self._return.go_back(is_paused=True)

    def _end(self) -> None:
        self.walk.end()  # first: the note that is saved would bring the next mark, to be heard
        self._card.commit()
        self._card.show_item(None, 0, is_other=True)
        self._card.hide()
        self._link.setChecked(False)
        self.closed.emit()

    def _on_change(self, change: Change) -> None:
        """After a restore the same id may be another mark, which must not get this text."""
        if change.is_restore and self.is_open:
            self._card.note.clear()
            self._end()
            self._return.forget()

    def _on_count(self, count: int) -> None:
        self._link.show_count(count)

    def _on_item(self, item: InboxItem | None, is_other: bool) -> None:
        had_focus = self._card.isAncestorOf(QApplication.focusWidget() or self._link)
        self._card.show_item(item, self.walk.left, is_other=is_other)
        if not is_other:
            return
        if item is None:
            self._on_emptied(had_focus)
        elif item.is_available:
            self._hear(item)
        else:
            self._show(item)

    def _on_emptied(self, had_focus: bool) -> None:
        """The last mark is done: the music and the keys go back, the card says so."""
        self._return.go_back()
        if had_focus:
            self.emptied.emit()

    def _hear(self, item: InboxItem) -> None:
        self._return.remember(item.track_id)
        self._context.playback.hear(item.track_id, item.span, item.preroll_ms)
        self._show(item)

    def _show(self, item: InboxItem) -> None:
        row = self._context.playback.track
        if row is not None and row.id == item.track_id:
            self.mark_wanted.emit(item.ref)

    def _write(self, item: InboxItem, text: str) -> None:
        """A mark in the inbox has no note, but one that has to wait may be written on meanwhile."""
        ref, before = self._written
        words = Typed(text, before if ref == item.ref else "", is_long=True)
        self._written = item.ref, text
        self._context.do(lambda: self._context.services.marks.edit(item.ref, note=words))
