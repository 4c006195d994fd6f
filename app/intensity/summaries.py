"""How intense each track is, as far as it was listened through: for the rows of the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.source_time import SourceTime
from app.intensity.in_track import own_part
from app.transactions.ledger import Ledger
from db.queries import intensity as queries

if TYPE_CHECKING:
    from app.analysis.dynamics.dynamics import Dynamics
    from app.analysis.dynamics.records import DynamicsSummary

Key = tuple[str, int, int | None]  # payload, and the stretch of it


class IntensitySummaries:
    """What is in the cache doesn’t change, so each is read from it once."""

    def __init__(self, ledger: Ledger, cached: Callable[[str], Dynamics | None]) -> None:
        """cached: by the hash of a payload; None for what isn’t listened through."""
        self._ledger, self._cached = ledger, cached
        self._known: dict[Key, DynamicsSummary] = {}

    def all(self) -> dict[TrackId, DynamicsSummary]:
        """Of the tracks that are listened through. A file is read for each that is new: not for the
        GUI thread.
        """
        with self._ledger.read() as connection:
            sources = queries.sources(connection)
        found: dict[TrackId, DynamicsSummary] = {}
        for row in sources:
            track_id = TrackId(row.track_id)
            if track_id not in found:
                summary = self._summary((row.payload_hash, row.start_ms, row.end_ms))
                if summary is not None:
                    found[track_id] = summary
        return found

    def _summary(self, key: Key) -> DynamicsSummary | None:
        if key not in self._known:
            payload_hash, start_ms, end_ms = key
            dynamics = self._cached(payload_hash)
            if dynamics is None:
                return None
            self._known[key] = own_part(dynamics, SourceTime(start_ms, end_ms)).summary
        return self._known[key]
