"""Reads what the journal's list shows off the GUI thread: a new search, more items, updates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.search_text import terms_of
from app.journal.records import Around, Cursor, JournalFilter, JournalPage
from ui.bridge.context import Context
from ui.journal.list_model import JournalModel
from ui.journal.list_view import JournalList
from ui.words.spoilers import spoilers

PAGE = 50
MOMENT_MS = 300  # an answer that comes sooner needs no “Searching…”

_Found = tuple[JournalPage, Around]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The items to read. before: None for the newest ones."""

    wanted: JournalFilter
    before: Cursor | None
    limit: int


class ListReading(QObject):
    """The rows stay until the answer to the latest question is here.

    Signals: rows_stand(), the rows are up to date; slow_changed(bool), whether the listener has
    been waiting for more than `MOMENT_MS`.
    """

    rows_stand = Signal()
    slow_changed = Signal(bool)

    def __init__(
        self,
        context: Context,
        model: JournalModel,
        rows: JournalList,
        wanted: Callable[[], JournalFilter],
    ) -> None:
        super().__init__(rows)
        self._journal = context.services.journal
        self._waiting = context.services.waiting_in_journal
        self._model = model
        self._rows = rows
        self._asked_for = wanted
        self._read = context.latest_read("Read the journal")
        self._answered: JournalFilter | None = None  # by the rows that are shown
        self._around: Around = {}
        self._then: Callable[[], object] | None = None
        self._is_slow = False
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(lambda: self._tell_slow(is_slow=True))
        model.further_wanted.connect(self._read_on)

    def search(self) -> None:
        """Read the newest items that match the filter, and scroll to the top."""
        self._then = None
        self._ask(_Asked(self._wanted(), None, PAGE))

    def read_again(self) -> None:
        """Read as many items as are loaded; selection and scroll position stay."""
        self._read.ask_again(self._ask_again)

    def once_they_stand(self, then: Callable[[], object]) -> None:
        """Call `then` now, or when the search is finished."""
        if self._is_searching():
            self._then = then
        else:
            then()

    def _wanted(self) -> JournalFilter:
        return replace(self._asked_for(), covering=spoilers().covering)

    def _is_searching(self) -> bool:
        return self._read.is_under_way and self._answered != self._wanted()

    def _ask_again(self) -> None:
        self._ask(_Asked(self._wanted(), None, max(PAGE, len(self._model.items))))

    def _read_on(self, before: Cursor) -> None:
        """Not while a read is under way: its rows will ask for more themselves."""
        if not self._read.is_under_way:
            self._ask(_Asked(self._wanted(), before, PAGE))

    def _ask(self, asked: _Asked) -> None:
        journal, places = self._journal, self._waiting.places()

        def question() -> _Found:
            page = journal.page(asked.wanted, asked.before, asked.limit)
            return page, journal.around(places, asked.wanted)

        is_awaited = asked.before is not None or asked.wanted != self._answered
        if is_awaited and not self._is_slow and not self._moment.isActive():
            self._moment.start()
        self._read.ask(question, lambda found: self._arrive(found, asked))

    def _arrive(self, found: _Found | None, asked: _Asked) -> None:
        self._tell_slow(is_slow=False)
        if found is not None:
            page, self._around = found
            self._show(self._with_what_waits(page, asked), asked)
        elif asked.before is None and self._answered in (None, asked.wanted):
            self._show(self._as_known(asked), asked)
        else:
            self._then = None  # the rows of an earlier question stay

    def _show(self, page: JournalPage, asked: _Asked) -> None:
        if asked.before is not None:
            self._model.append(page)
            return
        is_same, self._answered = self._answered == asked.wanted, asked.wanted
        place = self._rows.place()
        self._rows.show_terms(terms_of(asked.wanted.text))
        self._model.show(page)
        if is_same:
            self._rows.restore(place)
        else:
            self._rows.scrollToTop()
        self.rows_stand.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _as_known(self, asked: _Asked) -> JournalPage:
        """While the journal can't be read: what was read before, and what waits to be saved now."""
        known = JournalPage(tuple(self._model.items), self._model.next_cursor)
        return self._with_what_waits(known, asked)

    def _with_what_waits(self, page: JournalPage, asked: _Asked) -> JournalPage:
        return self._waiting.page(page, asked.wanted, self._around, asked.before)

    def _tell_slow(self, *, is_slow: bool) -> None:
        self._moment.stop()
        if is_slow != self._is_slow:
            self._is_slow = is_slow
            self.slow_changed.emit(is_slow)
