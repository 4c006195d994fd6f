"""What was on one track is on another from now on."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import LineKey, TrackId


@dataclass(frozen=True, slots=True)
class TrackMove:
    """from_id has become a part of to_id, or is a track of its own again.

    shift_ms: what to add to a place in the first to get the same place in the other. entries: pairs
    of the album entries that hold the words of the first and, from now on, those of the other; None
    for the track's own.
    """

    from_id: TrackId
    to_id: TrackId
    shift_ms: int
    entries: tuple[tuple[int | None, int | None], ...] = ()

    @property
    def undone(self) -> TrackMove:
        back = tuple((after, before) for before, after in self.entries)
        return TrackMove(self.to_id, self.from_id, -self.shift_ms, back)

    def line(self, entry_id: int | None) -> LineKey:
        """Where a line of the first is from now on; the other's own line if that isn't known."""
        return self.to_id, dict(self.entries).get(entry_id)
