"""What was heard of a track, and what the cache takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.heard import HEARD_FEATURES
from app.analysis.pitch.pitches import PITCHES
from app.core.errors import Problem
from app.core.user_files import reason
from app.core.words import _
from app.listening_through.gathering import Gathered, sounds_of
from app.listening_through.track_features import TrackFeatures

if TYPE_CHECKING:
    from app.analysis.feature_store import FeatureStore, KnownSounds
    from app.library.service import LibraryService
    from app.transactions.ledger import Ledger


class HeardMusic:
    """Only reads the journal. Thread-safe; everything here reads the disk."""

    def __init__(self, ledger: Ledger, library: LibraryService, store: FeatureStore) -> None:
        self._ledger = ledger
        self._library = library
        self._store = store

    def gather(self) -> Gathered:
        """Everything that could be heard, and what was. Raises Problem."""
        return Gathered.of(sounds_of(self._ledger, self._library), self.known())

    def known(self) -> KnownSounds:
        """What was heard already, and the size of the cache."""
        return self._store.known([each.feature for each in HEARD_FEATURES])

    def features_of(self, track_id: int) -> TrackFeatures | None:
        """What was heard in the first of the track's files that was heard; None if none was, or if
        what the cache has of it is damaged. Takes some milliseconds for each minute of the file.

        Raises LookupError if there is no such track, Problem.
        """
        for held in self._library.track(track_id).files:
            pitches = self._store.find(held.payload_hash, PITCHES)
            dynamics = self._store.find(held.payload_hash, DYNAMICS)
            if pitches is not None and dynamics is not None:
                return TrackFeatures(pitches, dynamics, held.source)
        return None

    def clear(self) -> int:
        """Deletes what was heard, and the waveforms; both can be made again. Returns how many bytes
        that freed. Raises Problem.
        """
        try:
            return self._store.clear()
        except OSError as fault:
            raise Problem(
                _("The cache couldn’t be cleared."), reason(fault), details=repr(fault)
            ) from fault
