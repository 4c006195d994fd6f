"""The library's tracks in the form the player needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.player.asking import is_file_there
from app.player.records import PlayableTrack
from app.player.troubles import track_removed, track_without_file

if TYPE_CHECKING:
    from pathlib import Path

    from app.core.ids import LineKey
    from app.library.records import HeldFile, TrackRow
    from app.library.service import LibraryService


class FoundTracks:
    """Finds a track's files, and keeps its row until it plays."""

    def __init__(self, library: LibraryService) -> None:
        self._library = library
        self._rows: dict[LineKey, TrackRow] = {}

    def find(self, line: LineKey) -> PlayableTrack:
        """Raises Problem, naming the track, if none of its files is there."""
        try:
            track = self._library.track(*line)
        except LookupError:
            raise track_removed() from None
        files = _to_try(track.files)
        if not files:
            last = track.files[0].path if track.files else None
            raise track_without_file(track.row.title, last)
        self._rows.pop(line, None)
        self._rows[line] = track.row  # the newest comes last
        return _playable(line, track.row.duration_ms, files)

    def has(self, track_id: int, path: Path) -> bool:
        """Whether there is such a track, with this file."""
        try:
            track = self._library.track(track_id)
        except LookupError:
            return False
        return any(file.path == path for file in track.files)

    def take(self, line: LineKey) -> TrackRow:
        """The row of a found track that plays now. Those that were found before it are forgotten;
        one that was found since is told next: this one may have failed at once.
        """
        found = list(self._rows.items())
        self._rows = dict(found[list(self._rows).index(line) :])
        return self._rows[line]


def _to_try(files: Sequence[HeldFile]) -> list[HeldFile]:
    """Those that may be there, beginning with one that is; later ones aren't asked about yet, as
    each drive may take its time. A file on a drive that doesn't answer counts as there only if no
    other one is.
    """
    unsure: list[HeldFile] = []
    for place, file in enumerate(files):
        is_there = is_file_there(file.path)
        if is_there:
            return [file, *files[place + 1 :], *unsure]
        if is_there is None:
            unsure.append(file)
    return unsure


def _playable(line: LineKey, duration_ms: int, files: Sequence[HeldFile]) -> PlayableTrack:
    """The first file; if it fails, the next one."""
    track_id, entry_id = line
    otherwise = _playable(line, duration_ms, files[1:]) if len(files) > 1 else None
    path, source = files[0].path, files[0].source
    return PlayableTrack(track_id, path, duration_ms, source, otherwise, entry_id)
