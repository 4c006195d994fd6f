"""One announcement for every change; each subscriber decides what to read again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.track_move import TrackMove
    from app.transactions.history import RowChange, Step
    from app.transactions.typed import Overlap

log = logging.getLogger(__name__)

# The kinds a Change may name.
WORK = "work"
EPISODE = "episode"
SCENE = "scene"
CHARACTER = "character"
TRACK = "track"
AUDIO_FILE = "audio_file"
QUESTION = "question"  # whether two tracks are the same
CUE = "cue"
EMOTION = "emotion"
TAG = "tag"
MOMENT = "moment"
THEME = "theme"
OCCURRENCE = "occurrence"
ECHO = "echo"
SAGA = "saga"
ALIGNMENT = "alignment"
SUBTITLE = "subtitle"
LYRICS = "lyrics"
INTENSITY = "intensity"  # what the listener says about builds, climaxes, drops and breaks
SUGGESTION = "suggestion"  # that an emotion suggested for a place was refused
TRACE = "trace"
LISTEN = "listen"
ENTRY = "entry"
RECOGNITION = "recognition"  # how soon a track or a theme was known
WAITING = "waiting"  # marks that wait to be saved
EVERYTHING = "everything"  # a restore, a merge, a removal: read everything again

HISTORY = "history"  # the initiator of changes that are themselves an undo or redo
ELSEWHERE = "elsewhere"  # the initiator of changes by another process; which rows is unknown


@dataclass(frozen=True, slots=True)
class Change:
    """Something that has changed on disk.

    kinds: nouns from this module. track_ids: tracks whose lanes may look different; empty when the
    change belongs to no track. initiator: whoever made it, so that it can ignore its own changes.
    step: how to undo it; None when it can't be undone (imports, listens) or is itself an undo.
    rows: what changed in each row, also for an undo; empty when it wasn't recorded (imports).
    overlaps: where somebody else had written in the same place. merged: which tracks have become
    part of others; parted: which are tracks of their own again, as that was undone.
    """

    kinds: frozenset[str]
    track_ids: frozenset[int] = frozenset()
    ids: frozenset[int] = frozenset()
    initiator: object = None
    step: Step | None = field(default=None, compare=False)
    rows: tuple[RowChange, ...] = field(default=(), compare=False)
    overlaps: tuple[Overlap, ...] = field(default=(), compare=False)
    merged: tuple[TrackMove, ...] = field(default=(), compare=False)
    parted: tuple[TrackMove, ...] = field(default=(), compare=False)

    def touches(self, *kinds: str) -> bool:
        return EVERYTHING in self.kinds or not self.kinds.isdisjoint(kinds)

    @property
    def is_restore(self) -> bool:
        """Whether all rows were replaced, so that ids may now mean something else."""
        is_ours = self.initiator not in (HISTORY, ELSEWHERE)
        return EVERYTHING in self.kinds and self.step is None and is_ours

    def row_ids(self, table: str) -> frozenset[int]:
        """Which rows of a table changed, as far as it was recorded."""
        images = (row.after or row.before or {} for row in self.rows if row.table == table)
        return frozenset(int(image["id"]) for image in images)

    def touches_track(self, track_id: int | None) -> bool:
        return not self.track_ids or track_id in self.track_ids


class ChangeFeed:
    """Calls every subscriber with every Change, on the thread that made the change."""

    def __init__(self) -> None:
        self._first: list[Callable[[Change], None]] = []
        self._subscribers: list[Callable[[Change], None]] = []

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Returns the function that ends the subscription."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def subscribe_first(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """The same for a service that caches what it read: it must drop it before any screen reads
        again, however late the service was made.
        """
        self._first.append(subscriber)
        return lambda: self._first.remove(subscriber)

    def announce(self, change: Change) -> None:
        for subscriber in (*self._first, *self._subscribers):
            subscriber(change)
