"""Finds what is typed among everything that the palette offers, off the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.jobs import JobCancelled
from app.core.picking import MOST, Fit, Found, find
from app.library.by_title import find_tracks
from app.library.shelf_search import ShelfSearch
from app.transactions.changes import AUDIO_FILE, TRACK, WORK, Change
from ui.command_palette.entries import Entry, Kind, What
from ui.command_palette.recent import first_rows
from ui.command_palette.things import things_of_story, track_entry
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.library.shelf import Shelf
    from app.story.covering import Covering
    from ui.bridge.context import Context

_TRACKS = 12  # rows at most, where other things are found, too


class Offered:
    """What there is while the palette is open. Any thread may ask; the story is read once."""

    def __init__(self, services: Services, covering: Covering, own: Sequence[Entry]) -> None:
        """own: the commands and pages."""
        self._services = services
        self._covering = covering
        self._own = tuple(own)
        self._things: tuple[Entry, ...] | None = None
        self._lock = threading.Lock()

    def entries(self) -> tuple[Entry, ...]:
        with self._lock:
            if self._things is None:
                self._things = things_of_story(self._services, self._covering)
        return (*self._own, *self._things)


class Finder(QObject):
    """The tracks are kept as they were read until something about one of them has changed.

    Signal: found(), there are other rows for what was typed.
    """

    found = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._services = context.services
        self._finding = context.latest_read("Find for the palette")
        self._reading = context.latest_read("Read the tracks for the palette")
        self._shelf: Shelf | None = None
        self._search = ShelfSearch(())
        self._is_stale = True
        self._offered = Offered(self._services, spoilers().covering, ())
        self._first: tuple[tuple[What, ...], tuple[What, ...]] = (), ()
        self._text = ""
        self._answered: str | None = None
        self._rows: list[Found[Entry]] = []
        self._asked: object = None  # the latest question; an earlier one ends as it sees another
        context.relay.changed.connect(self._on_change)

    @property
    def is_under_way(self) -> bool:
        """Whether what was typed last isn’t answered yet."""
        return self._finding.is_under_way

    def begin(
        self, own: Sequence[Entry], recent: tuple[What, ...], useful: tuple[What, ...]
    ) -> None:
        """The palette opens. own: the commands and pages that can be chosen now. recent, useful:
        what is shown while nothing is typed.
        """
        self._first = recent, useful
        known = {entry.what: entry for entry in own}
        self._rows = [Found(each, Fit.BEGINS) for each in first_rows(recent, useful, known)]
        self._answered = None
        self._offered = Offered(self._services, spoilers().covering, own)
        self._ask("")
        if self._is_stale:
            self._is_stale = False
            self._reading.ask(self._read_tracks, self._on_tracks)

    def end(self) -> None:
        """It closes: what it knows of the story is forgotten."""
        self._asked = None
        self._finding.drop()
        self._rows = []
        self._offered = Offered(self._services, spoilers().covering, ())

    def rows(self, text: str) -> list[Found[Entry]]:
        """Those for the text; until they are found, those that are shown."""
        if text != self._answered and text != (self._text if self.is_under_way else None):
            self._ask(text)
        return self._rows

    @property
    def shelf(self) -> Shelf | None:
        return self._shelf

    def _ask(self, text: str) -> None:
        self._text = text
        asked = self._asked = object()

        def go_on() -> None:
            if asked is not self._asked:
                raise JobCancelled

        offered, search, shelf, first = self._offered, self._search, self._shelf, self._first

        def question() -> list[Found[Entry]]:
            if text:
                return find_all(offered.entries(), search, text, go_on)
            recent, useful = first
            known = {entry.what: entry for entry in offered.entries()}
            known |= _tracks_among(recent, shelf)
            return [Found(each, Fit.BEGINS) for each in first_rows(recent, useful, known)]

        self._finding.ask(question, lambda rows: self._arrive(text, rows))

    def _arrive(self, text: str, rows: list[Found[Entry]] | None) -> None:
        """None: there is no answer, and what is shown stays."""
        self._answered = text
        if rows is not None:
            self._rows = rows
        self.found.emit()

    def _read_tracks(self) -> tuple[Shelf, ShelfSearch]:
        shelf = self._services.library.shelf()
        search = ShelfSearch(shelf.lines, self._search)
        search.prepare()
        return shelf, search

    def _on_tracks(self, read: tuple[Shelf, ShelfSearch] | None) -> None:
        if read is None:
            self._is_stale = True
            return
        self._shelf, self._search = read
        if self._asked is not None:
            self._ask(self._text)

    def _on_change(self, change: Change) -> None:
        if change.touches(TRACK, AUDIO_FILE, WORK):
            self._is_stale = True


def find_all(
    entries: Sequence[Entry], search: ShelfSearch, text: str, go_on: Callable[[], None]
) -> list[Found[Entry]]:
    """Best first; commands before tracks that answer as well."""
    go_on()
    things = find(entries, text, Entry.found_by, lambda entry: entry.name)
    go_on()
    tracks = [
        one.shown_as(track_entry(one.thing)) for one in find_tracks(search, text, MOST, go_on)
    ]
    room = MOST - min(len(tracks), _TRACKS)
    return sorted([*things[:room], *tracks[: MOST - len(things[:room])]], key=lambda one: one.fit)


def _tracks_among(recent: Sequence[What], shelf: Shelf | None) -> dict[What, Entry]:
    if shelf is None:
        return {}
    wanted = [what for what in recent if what.kind is Kind.TRACK]
    rows = ((what, shelf.row_of(what.key)) for what in wanted)  # type: ignore[arg-type]
    return {what: track_entry(row) for what, row in rows if row is not None}
