"""Whose sound a file has, and which of a track's files is the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.library.disk import Disk
from app.library.placement import Known, KnownFile, KnownSource


class KnownSound:
    """The files and sources that the database knows, and those that are added meanwhile."""

    def __init__(self, known: Known, disk: Disk) -> None:
        self._disk = disk
        self._by_path: dict[str, KnownFile] = {}
        self._by_hash: dict[str, list[KnownFile]] = defaultdict(list)
        self._holders: dict[str, list[KnownSource]] = defaultdict(list)
        self._sources: dict[int, list[KnownSource]] = defaultdict(list)
        for file in known.files:
            self.remember(file)
        for source in known.sources:
            self.remember_source(source)

    def remember(self, file: KnownFile) -> None:
        self._by_path[file.path] = file
        self._by_hash[file.payload_hash].append(file)

    def forget(self, file: KnownFile) -> None:
        del self._by_path[file.path]
        self._by_hash[file.payload_hash].remove(file)

    def remember_source(self, source: KnownSource) -> None:
        self._holders[source.payload_hash].append(source)
        self._sources[source.track_id].append(source)

    def at(self, path: str) -> KnownFile | None:
        return self._by_path.get(path)

    def is_in_files(self, payload_hash: str) -> bool:
        return bool(self._by_hash[payload_hash])

    def holders(self, payload_hash: str) -> Sequence[KnownSource]:
        """Of all tracks that have something of a file with this payload."""
        return self._holders[payload_hash]

    def whole(self, payload_hash: str) -> int | None:
        """The track that all of a file with this payload is."""
        holders = self._holders[payload_hash]
        return next((source.track_id for source in holders if source.is_whole), None)

    def gone(self, payload_hash: str) -> list[KnownFile]:
        """Files that aren't there any more."""
        same = self._by_hash[payload_hash]
        return [held for held in same if not self._disk.is_there(held.path)]

    def leads(self, file: KnownFile) -> bool:
        """Whether its tags are those that a line follows: of the line's files that are there, it is
        the first one of the first source, as they are played.
        """
        places = self._places(self.whole(file.payload_hash) or 0)
        mine = (*places.get(file.payload_hash, (True, 0)), file.id)
        return not any(
            (*place, other.id) < mine and self._is_there(other)
            for payload_hash, place in places.items()
            for other in self._by_hash[payload_hash]
            if other.album_entry_id == file.album_entry_id
        )

    def files_of_line(self, track_id: int, entry_id: int | None) -> list[KnownFile]:
        """Those that are there, as they are played."""
        places = self._places(track_id)
        files = [
            file
            for payload_hash in places
            for file in self._by_hash[payload_hash]
            if file.album_entry_id == entry_id
        ]
        files.sort(key=lambda file: (*places[file.payload_hash], file.id))
        return [file for file in files if self._is_there(file)]

    def _is_there(self, file: KnownFile) -> bool:
        return file.is_available and self._disk.is_there(file.path)

    def _places(self, track_id: int) -> dict[str, tuple[bool, int]]:
        """How early each payload of a whole file is among a track's."""
        return {
            source.payload_hash: (not source.is_preferred, source.id)
            for source in self._sources[track_id]
            if source.is_whole
        }
