"""Tracks by their uids, which stay when rows are restored, and by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.theme_search.search import VERSION
from app.core.ids import TrackId
from app.theme_finding.kept import KeptPlace
from app.themes.records import Candidate, FoundBy

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger


class TrackNames:
    """By one reading. Raises Problem."""

    def __init__(self, ledger: Ledger) -> None:
        from db.queries import library

        with ledger.read() as connection:
            self.uids = library.track_uids(connection)
        self._ids = {uid: TrackId(track_id) for track_id, uid in self.uids.items()}

    def kept(self, candidate: Candidate) -> KeptPlace | None:
        """None if its track is gone."""
        uid = self.uids.get(candidate.track_id)
        if uid is None:
            return None
        return KeptPlace(
            uid,
            candidate.span,
            candidate.probability,
            candidate.transposition,
            candidate.tempo_ratio,
        )

    def candidate(self, kept: KeptPlace, found_by: FoundBy = FoundBy.SEARCH) -> Candidate | None:
        """None if its track is gone."""
        track_id = self._ids.get(kept.track_uid)
        return None if track_id is None else as_candidate(kept, track_id, found_by)


def as_candidate(
    kept: KeptPlace, track_id: TrackId, found_by: FoundBy = FoundBy.SEARCH
) -> Candidate:
    return Candidate(
        track_id,
        kept.span,
        kept.probability,
        kept.semitones,
        kept.tempo_ratio,
        VERSION,
        found_by,
    )
