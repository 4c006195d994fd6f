"""One announcement for everything that changed: who re-reads what decides the listener of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.transactions.history import RowChange, Step
    from app.transactions.typed import Overlap

log = logging.getLogger(__name__)

# The kinds a Change may name; each is a noun of the glossary.
WORK = "work"
EPISODE = "episode"
SCENE = "scene"
CHARACTER = "character"
TRACK = "track"
AUDIO_FILE = "audio_file"
CUE = "cue"
EMOTION = "emotion"
TAG = "tag"
MOMENT = "moment"
THEME = "theme"
OCCURRENCE = "occurrence"
ECHO = "echo"
TRACE = "trace"
LISTEN = "listen"
ENTRY = "entry"
WAITING = "waiting"  # marks that are not in the journal yet
EVERYTHING = "everything"  # a restore, a merge, a removal: re-read all

HISTORY = "history"  # the initiator of changes that are themselves an undo or redo
ELSEWHERE = "elsewhere"  # and of those that another process made: nobody knows which rows


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is now different on disk.

    kinds: nouns from this module. track_ids: tracks whose lanes may look different; empty when the
    change belongs to no track. initiator: whoever asked, so that it can skip its own echo.
    step: how to undo it; None when it cannot be undone (imports, listens) or is itself an undo.
    rows: what became of each row, an undo's too; empty when nobody wrote it down (imports).
    overlaps: where somebody else had written at the same place.
    """

    kinds: frozenset[str]
    track_ids: frozenset[int] = frozenset()
    ids: frozenset[int] = frozenset()
    initiator: object = None
    step: Step | None = field(default=None, compare=False)
    rows: tuple[RowChange, ...] = field(default=(), compare=False)
    overlaps: tuple[Overlap, ...] = field(default=(), compare=False)

    def touches(self, *kinds: str) -> bool:
        return EVERYTHING in self.kinds or not self.kinds.isdisjoint(kinds)

    @property
    def is_restore(self) -> bool:
        """Whether the rows were exchanged under everybody: ids may now name something else."""
        is_ours = self.initiator not in (HISTORY, ELSEWHERE)
        return EVERYTHING in self.kinds and self.step is None and is_ours

    def row_ids(self, table: str) -> frozenset[int]:
        """Which rows of a table it is about, as far as that was written down."""
        images = (row.after or row.before or {} for row in self.rows if row.table == table)
        return frozenset(int(image["id"]) for image in images)

    def touches_track(self, track_id: int | None) -> bool:
        return not self.track_ids or track_id in self.track_ids


class ChangeFeed:
    """Calls every subscriber with every Change, on the thread that made it."""

    def __init__(self) -> None:
        self._first: list[Callable[[Change], None]] = []
        self._subscribers: list[Callable[[Change], None]] = []

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Returns the function that ends the subscription."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def subscribe_first(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """The same for a service that keeps what it read: it has to forget it before a screen
        reads again, however late the service was made.
        """
        self._first.append(subscriber)
        return lambda: self._first.remove(subscriber)

    def announce(self, change: Change) -> None:
        for subscriber in (*self._first, *self._subscribers):
            subscriber(change)
