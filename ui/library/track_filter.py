"""What is typed above the tracks finds them, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.job_pool import Urgency
from app.core.jobs import JobCancelled, JobContext
from app.core.search_text import Terms, terms_of
from app.library.shelf_search import Found, ShelfSearch
from ui.library.table_place import TablePlace

if TYPE_CHECKING:
    from app.library.shelf import Shelf
    from ui.bridge.context import Context
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TrackFilter(QObject):
    """The rows stay until the answer to what was typed last is here. Without words all tracks are
    shown, at once.

    Signal: found(), other tracks may be shown.
    """

    found = Signal()

    def __init__(
        self, context: Context, table: TrackTable, tracks: TrackTableModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = context.jobs
        self._reading = context.latest_read("Find tracks")
        self._table = table
        self._tracks = tracks
        self._terms: Terms = ()
        self._search = ShelfSearch(())
        self._asked: object = None  # the latest question; an earlier one ends as it sees another
        self._then: list[Callable[[], object]] = []

    def look_through(self, shelf: Shelf) -> None:
        """From now on this one, which the table has already."""
        self._search = ShelfSearch(shelf.lines, self._search)
        if self._terms:
            self._ask()

    def prepare(self) -> None:
        """So that the first key finds as fast as the others."""
        search = self._search

        def fold(job: JobContext) -> None:
            def go_on() -> None:
                job.checkpoint()
                if search is not self._search:
                    raise JobCancelled

            search.prepare(go_on)

        self._jobs.run("Prepare finding tracks", fold, urgency=Urgency.BEHIND)

    def find(self, text: str) -> None:
        """Every word must occur in title, artist, composer, album, role or work."""
        terms = terms_of(text)
        if terms == self._terms:
            return
        self._terms = terms
        if terms:
            self._ask()
        else:
            self._asked = None
            self._reading.drop()
            self._show(None)

    @property
    def is_under_way(self) -> bool:
        """Whether what was typed last isn't answered yet."""
        return self._reading.is_under_way

    @property
    def is_awaited(self) -> bool:
        """Whether something is to follow the answer."""
        return bool(self._then)

    def once_found(self, then: Callable[[], object]) -> None:
        """Calls `then` once what was typed is answered: now, if it is; several in turn."""
        if self.is_under_way:
            self._then.append(then)
        else:
            then()

    def _ask(self) -> None:
        search, terms = self._search, self._terms
        asked = self._asked = object()

        def go_on() -> None:
            if asked is not self._asked:
                raise JobCancelled

        self._reading.ask(lambda: search.find(terms, go_on), self._arrive)

    def _arrive(self, found: Found | None) -> None:
        """None: there is no answer, and what is shown stays."""
        if found is not None:
            self._show(found)
        else:
            self._then.clear()

    def _show(self, found: Found | None) -> None:
        before = self._tracks.found
        place = TablePlace(self._table, self._tracks)
        if self._tracks.show_found(found):
            is_again = before is not None and found is not None and before.terms == found.terms
            if is_again:
                place.restore()
            else:
                place.restore_chosen()
        self.found.emit()
        follows, self._then = self._then, []
        for then in follows:
            then()
