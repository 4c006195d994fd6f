"""Letters as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import EntryId, TrackId
from app.core.instant import Instant
from app.journal.seals import Seal


@dataclass(frozen=True, slots=True)
class Letter:
    """An entry that is or was sealed: what may be read of it at any time."""

    id: EntryId
    uid: str
    title: str
    written: Instant
    seal: Seal

    @property
    def is_open(self) -> bool:
        return self.seal.is_open


@dataclass(frozen=True, slots=True)
class LetterBox:
    """sealed: those with a day first, the nearest first, then by when they were sealed. opened: the
    latest first.
    """

    sealed: tuple[Letter, ...] = ()
    opened: tuple[Letter, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.sealed and not self.opened

    def find(self, entry_id: int) -> Letter | None:
        return next((one for one in (*self.sealed, *self.opened) if one.id == entry_id), None)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a track that begins to sound may open: these seals, once half of it has been heard.

    seals: for each letter, when it was sealed; one that is sealed again meanwhile isn't opened.
    duration_ms: 0 if the library doesn't know it.
    """

    track_id: TrackId
    duration_ms: int
    seals: tuple[tuple[EntryId, int], ...]

    def is_heard(self, heard_ms: int, played_ms: int = 0) -> bool:
        """played_ms: how long it is for the player, where the library doesn't know."""
        return 2 * heard_ms >= (self.duration_ms or played_ms) > 0
