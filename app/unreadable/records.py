"""A row that can't be shown, as a listener needs it to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ids import TrackId

MOST = 200  # more are told when these are mended


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """what: its noun and name. where: its track and the place on it, as far as they can be said.
    words: what the listener wrote in it. why: for each fault what is wrong, and what mending makes
    of it. can_go: whether it may be removed.
    """

    table: str
    id: int
    what: str
    where: str
    words: str
    why: tuple[str, ...]
    can_go: bool
    track_id: TrackId | None = None
