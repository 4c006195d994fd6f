"""How many marks and entries match, in the empty band above the first day of the journal's list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QStyle

from app.core.words import _, ngettext, number
from app.journal.records import JournalFilter
from ui.style.tokens import SPACE
from ui.widgets.text import ElidedLabel
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from ui.bridge.context import Context

MOST = 1000  # beyond it nobody needs to know, and a million would take too long to count


class HitsLine(ElidedLabel):
    """Counts off the GUI thread, unless all that match are loaded. Hidden without a filter. It
    scrolls with the rows, and none of them makes way for it.
    """

    def __init__(self, context: Context, rows: QListView) -> None:
        super().__init__("", "muted", rows.viewport())
        self._rows = rows
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        rows.viewport().installEventFilter(self)
        rows.verticalScrollBar().valueChanged.connect(self._place)
        self._journal = context.services.journal
        self._reading = context.latest_read("Count what the journal finds")
        self._wanted = JournalFilter()
        self._total = 0
        self.hide()

    def show_total(self, total: int) -> None:
        """Of everything in the journal."""
        self._total = total

    def count(self, wanted: JournalFilter, loaded: int, *, is_all: bool) -> None:
        """loaded: how many rows stand. is_all: whether those are all."""
        is_other, self._wanted = wanted != self._wanted, wanted
        if wanted.is_empty or not loaded:
            self.hide()
        elif is_all:
            self._say(loaded)
        else:
            if is_other:
                self.setText("")
                self.show()
            asked = replace(wanted, covering=spoilers().covering)
            self._reading.ask(
                lambda: self._journal.count(asked, MOST), lambda many: self._take(wanted, many)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self, _value: int = 0) -> None:
        high, value = self.sizeHint().height(), self._rows.verticalScrollBar().value()
        room = self._rows.viewport().rect()
        line = QRect(0, SPACE.xs - value, room.width() - SPACE.xs, high)
        self.setGeometry(QStyle.visualRect(self.layoutDirection(), room, line))

    def _take(self, wanted: JournalFilter, many: int | None) -> None:
        if many is not None and wanted == self._wanted:
            self._say(many)

    def _say(self, many: int) -> None:
        wanted = self._wanted
        is_word_alone = bool(wanted.text) and replace(wanted, text="").is_empty
        self.setText(_words(many, max(many, self._total), wanted.text if is_word_alone else ""))
        self._place()
        self.show()


def _words(many: int, total: int, text: str) -> str:
    """“9 of 411 have “hand”, newest first”. text: empty if it isn't all that was asked for."""
    if many > MOST:
        if text:
            return _("More than {n} have “{text}”, newest first", n=number(MOST), text=text)
        return _("More than {n} match, newest first", n=number(MOST))
    if text:
        return ngettext(
            "1 of {all} has “{text}”, newest first",
            "{n} of {all} have “{text}”, newest first",
            many,
            all=number(total),
            text=text,
        )
    return ngettext(
        "1 of {all} matches, newest first",
        "{n} of {all} match, newest first",
        many,
        all=number(total),
    )
