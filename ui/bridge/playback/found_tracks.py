"""The library's tracks as the player takes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.player.asking import is_file_there
from app.player.records import PlayableTrack
from app.player.troubles import track_removed, track_without_file

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.library.service import LibraryService


class FoundTracks:
    """Finds a track's file, and keeps its row until it plays."""

    def __init__(self, library: LibraryService) -> None:
        self._library = library
        self._rows: dict[int, TrackRow] = {}

    def find(self, track_id: int) -> PlayableTrack:
        """Raises Problem, naming the track, when no file of it is there."""
        try:
            track = self._library.track(track_id)
        except LookupError:
            raise track_removed() from None
        path = _first_there([file.path for file in track.files])
        if path is None:
            last = track.files[0].path if track.files else None
            raise track_without_file(track.row.title, last)
        self._rows[track_id] = track.row
        return PlayableTrack(track_id, path, track.row.duration_ms)

    def take(self, track_id: int) -> TrackRow:
        """The row of a found track that plays now; what else was prepared is found again."""
        row = self._rows[track_id]
        self._rows = {track_id: row}
        return row


def _first_there(paths: Sequence[Path]) -> Path | None:
    """Of a drive that doesn't answer, a file counts as there when no other is."""
    unsure: Path | None = None
    for path in paths:
        is_there = is_file_there(path)
        if is_there:
            return path
        if is_there is None and unsure is None:
            unsure = path
    return unsure
