"""One round through the inbox: the walk, its card and its button, and hearing each mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.transactions.typed import Typed
from ui.listen.inbox_walk import InboxWalk, count_in_words, short_count

if TYPE_CHECKING:
    from app.marks.inbox import InboxItem
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.listen.inbox_card import InboxCard
    from ui.widgets.buttons import IconButton


class InboxRound(QObject):
    """Opens and closes the card; each mark that comes into hand is heard and shown.

    Signals: mark_wanted(MarkRef), to be selected on the timeline, whose track is open; closed().
    """

    mark_wanted = Signal(object)
    closed = Signal()
    _is_quiet = False  # while it opens over music that plays

    def __init__(
        self, context: Context, card: InboxCard, button: IconButton, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        self._button = button
        self.walk = InboxWalk(context, self)
        self.walk.count_changed.connect(self._on_count)
        self.walk.item_changed.connect(self._on_item)
        card.note_written.connect(self._write)
        card.hear_requested.connect(self._hear)
        card.leave_requested.connect(self.walk.leave)
        card.leave_all_requested.connect(self.walk.leave_all)
        card.step_requested.connect(self.walk.step)
        card.closed.connect(self.close)
        button.clicked.connect(self.toggle)
        context.relay.changed.connect(self._on_change)
        self._on_count(self.walk.count)

    @property
    def is_open(self) -> bool:
        return self.walk.is_on

    def toggle(self) -> None:
        self.close() if self.is_open else self.open()

    def open(self) -> None:
        """What plays goes on playing: the first mark is heard at once only in silence."""
        if self._context.playback.track is None and not self.walk.read_count():
            self._button.setChecked(False)
            self._context.messages.say(f"{count_in_words(0)}.")
            return
        self._card.show()
        self._button.setChecked(True)
        self._is_quiet = self._context.playback.is_playing
        self.walk.begin()
        self._is_quiet = False
        self._card.note.setFocus()

    def close(self) -> None:
        self._card.commit()
        self.walk.end()
        self._card.show_item(None, 0, is_other=True)
        self._card.hide()
        self._button.setChecked(False)
        self.closed.emit()

    def _on_change(self, change: Change) -> None:
        """After a restore the mark in hand may be another one: its words must not reach it."""
        if change.is_restore and self.is_open:
            self._card.note.clear()
            self.close()

    def _on_count(self, count: int) -> None:
        self._button.setText(short_count(count) if count else "")
        self._button.set_hint(count_in_words(count), self._context.shortcuts.text("inbox"))

    def _on_item(self, item: InboxItem | None, is_other: bool) -> None:
        self._card.show_item(item, self.walk.left, is_other=is_other)
        if item is None or not is_other:
            return
        if self._is_quiet or not item.is_available:
            self._show(item)
        else:
            self._hear(item)

    def _hear(self, item: InboxItem) -> None:
        self._context.playback.hear(item.track_id, item.span, item.preroll_ms)
        self._show(item)

    def _show(self, item: InboxItem) -> None:
        row = self._context.playback.track
        if row is not None and row.id == item.track_id:
            self.mark_wanted.emit(item.ref)

    def _write(self, item: InboxItem, text: str) -> None:
        words = Typed(text, "", is_long=True)  # what waits here has no note
        self._context.do(lambda: self._context.services.marks.edit(item.ref, note=words))
