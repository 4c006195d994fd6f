"""Going through the inbox: which marks are in it, the current one, the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import Problem
from app.core.words import _, ngettext, number
from app.marks.kinds import changes_of_marks
from app.transactions.changes import TRACK, Change

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from app.marks.inbox import InboxItem
    from ui.bridge.context import Context

COUNT_AFTER_MS = 300  # a new mark is painted first; the number may follow a moment later


class InboxWalk(QObject):
    """Counts the marks in the inbox and, while it is open, holds them in order.

    Signals: count_changed(int); item_changed(InboxItem | None, bool): the current mark was read
    again (True: it is another one than before); None if the inbox is empty.
    """

    count_changed = Signal(int)
    item_changed = Signal(object, bool)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._items: tuple[InboxItem, ...] = ()
        self._place = 0
        self._is_on = False
        self.count = 0
        self._soon = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._soon.timeout.connect(self.read_count)
        context.relay.changed.connect(self._on_change)
        self._soon.start()

    @property
    def item(self) -> InboxItem | None:
        return self._items[self._place] if self._items else None

    @property
    def left(self) -> int:
        """How many are still in the inbox."""
        return len(self._items)

    @property
    def is_on(self) -> bool:
        return self._is_on

    def begin(self) -> None:
        """Starts with the newest listen's first mark."""
        self._is_on = True
        self._place = 0
        self._items = self._read()
        self.item_changed.emit(self.item, True)
        self.read_count()

    def end(self) -> None:
        self._is_on = False
        self._items = ()

    def step(self, by: int) -> None:
        """To another mark without changing this one; after the last comes the first."""
        if self._items:
            self._place = (self._place + by) % len(self._items)
            self.item_changed.emit(self.item, True)

    def leave(self) -> None:
        """The current mark needs no note; the next one comes."""
        item = self.item
        if item is not None:
            self._context.do(lambda: self._context.services.inbox.leave([item.ref]))

    def leave_all(self) -> None:
        """All of them (the newest MOST) need no note. One undo step."""
        refs = [item.ref for item in self._items]
        if not refs:
            return
        said = ngettext(
            "1 mark was left without a note.", "{n} marks were left without a note.", len(refs)
        )
        self._context.do(
            lambda: self._context.services.inbox.leave(refs),
            lambda: self._context.say_done(said),
        )

    def read_count(self) -> int:
        self._soon.stop()
        try:
            count = self._context.services.inbox.count()
        except Problem as problem:
            self._context.messages.problem(problem)
            return self.count
        if count != self.count:
            self.count = count
            self.count_changed.emit(count)
        return count

    def _on_change(self, change: Change) -> None:
        if not change.touches(*changes_of_marks(pressed=True), TRACK):
            return
        if self._is_on:
            self._read_again()
            self.read_count()
        elif not self._soon.isActive():
            self._soon.start()

    def _read_again(self) -> None:
        """The current mark stays while it is in the inbox; otherwise the one in its place comes."""
        before = self.item.ref if self.item is not None else None
        self._items = self._read()
        self._place = self._place_of(before)
        now = self.item.ref if self.item is not None else None
        self.item_changed.emit(self.item, now != before)

    def _place_of(self, ref: MarkRef | None) -> int:
        for place, item in enumerate(self._items):
            if item.ref == ref:
                return place
        return self._place if self._place < len(self._items) else 0

    def _read(self) -> tuple[InboxItem, ...]:
        try:
            return self._context.services.inbox.items()
        except Problem as problem:
            self._context.messages.problem(problem)
            return ()


def count_in_words(count: int) -> str:
    """“3 marks without a note”."""
    if count == 0:
        return _("No marks without a note")
    return ngettext(
        "{count} mark without a note",
        "{count} marks without a note",
        count,
        count=short_count(count),
    )


def short_count(count: int) -> str:
    from app.marks.inbox import MOST  # imports database code, which the page doesn't need at first

    return _("{number}+", number=number(MOST)) if count >= MOST else number(count)
