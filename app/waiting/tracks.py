"""The names of the tracks of marks that wait, for when the journal can't be read."""

from __future__ import annotations

from app.core.ids import TrackId
from app.library.records import Track, TrackRow
from app.waiting.records import TrackName


class KnownTracks:
    """Tracks by names that any journal can find, and as they were when last opened here."""

    def __init__(self) -> None:
        self._names: dict[int, TrackName] = {}
        self._rows: dict[int, TrackRow] = {}

    def know(self, track: Track) -> None:
        """Called while the journal can be read."""
        hashes = dict.fromkeys(file.payload_hash for file in track.files)
        self._names[track.id] = TrackName(track.uid, tuple(hashes))
        self._rows[track.id] = track.row

    def call(self, track_id: TrackId, name: TrackName) -> None:
        """Names a track about which nothing else is known here."""
        self._names.setdefault(track_id, name)

    def name_of(self, track_id: int) -> TrackName | None:
        return self._names.get(track_id)

    def id_of(self, name: TrackName) -> TrackId | None:
        """None for a track that was never opened here."""
        known = self._names.items()
        return next((TrackId(key) for key, own in known if own.is_same(name)), None)

    def row_of(self, name: TrackName) -> TrackRow | None:
        track_id = self.id_of(name)
        return None if track_id is None else self._rows.get(track_id)
