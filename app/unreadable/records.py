"""A row that can't be shown, with what the listener needs to decide about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ids import TrackId

MOST = 200  # more are listed when these are repaired


@dataclass(frozen=True, slots=True)
class Fault:
    """says: what is wrong, a sentence. becomes: the day or the time in a track that repairing makes
    of it; empty where `says` has it, or where that helps nobody.
    """

    says: str
    becomes: str | date = ""


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """what: its kind and name. where: its track and the time in it, as far as they are known; for
    an entry, the day. words: what the listener wrote in it. why: its faults. can_go: whether it may
    be deleted.
    """

    table: str
    id: int
    what: str
    where: str | date
    words: str
    why: tuple[Fault, ...]
    can_go: bool
    track_id: TrackId | None = None
