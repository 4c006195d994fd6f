"""A row that can't be shown, as a listener needs it to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ids import TrackId

MOST = 200  # more are told when these are mended


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """what: its noun. where: its track's title, or empty. words: what the listener wrote in it.
    why: one sentence a fault. can_go: whether it may be removed.
    """

    table: str
    id: int
    what: str
    where: str
    words: str
    why: tuple[str, ...]
    can_go: bool
    track_id: TrackId | None = None
