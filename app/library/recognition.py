"""Which track a file that was read belongs to: known sound keeps its track, new sound gets one.

A payload hash is the sound's identity; a path is only where it was last seen.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.core.ids import TrackId
from app.library.records import PossiblySame

SAME_WITHIN_MS = 2000

Columns = dict[str, Any]


class SeenFile(NamedTuple):
    """A file as it was just read: its place, its sound, and what its tags say of the track."""

    path: str
    size: int
    mtime_ns: int
    payload_hash: str
    words: Mapping[str, Any]


class KnownFile(NamedTuple):
    """A file as the database knows it."""

    id: int
    track_id: int
    path: str
    size: int
    mtime_ns: int
    payload_hash: str
    is_available: bool


@dataclass(slots=True)
class Placement:
    """What a batch of files changes, ready to be written in this order."""

    file_changes: list[tuple[int, Columns]] = field(default_factory=list)
    new_tracks: list[Columns] = field(default_factory=list)
    new_files: list[Columns] = field(default_factory=list)
    retagged: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    updated: int = 0
    moved: int = 0


class Recogniser:
    """Places the files of one batch; made afresh for each, from rows read in its transaction.

    first_ids: the next free (track id, file id). is_there: whether a path still holds a file.
    """

    def __init__(
        self,
        known: Iterable[KnownFile],
        first_ids: tuple[int, int],
        is_there: Callable[[str], bool] = os.path.isfile,
    ) -> None:
        self.placement = Placement()
        self._next_track, self._next_file = first_ids
        self._is_there = is_there
        self._by_path: dict[str, KnownFile] = {}
        self._by_hash: dict[str, list[KnownFile]] = defaultdict(list)
        for file in known:
            self._remember(file)

    def place(self, file: SeenFile) -> None:
        there = self._by_path.get(file.path)
        if there is not None and there.payload_hash == file.payload_hash:
            self._refresh(there, file)
            self.placement.updated += 1
            return
        if there is not None:
            self._let_go_of_path(there)
        holders = self._by_hash[file.payload_hash]
        gone = next((held for held in holders if not self._is_there(held.path)), None)
        if gone is not None:
            self._refresh(gone, file)
            self.placement.moved += 1
        elif holders:
            self._add_file(holders[0].track_id, file)
            self.placement.updated += 1
        else:
            self._add_track(file)

    def _refresh(self, known: KnownFile, file: SeenFile) -> None:
        columns: Columns = {
            "path": file.path,
            "size": file.size,
            "mtime_ns": file.mtime_ns,
            "is_available": True,
        }
        self.placement.file_changes.append((known.id, columns))
        self.placement.retagged[known.track_id] = file.words
        self._forget(known)
        self._remember(known._replace(**columns))

    def _let_go_of_path(self, known: KnownFile) -> None:
        """Other sound lies at this path now. The old sound's hash is kept under a path that no
        file has, so that its track is known again should it ever turn up.
        """
        aside = f"{known.path}.replaced-{known.payload_hash[:12]}"
        columns: Columns = {"path": aside, "is_available": False}
        self.placement.file_changes.append((known.id, columns))
        self._forget(known)
        self._remember(known._replace(**columns))

    def _add_track(self, file: SeenFile) -> None:
        track_id = self._next_track
        self._next_track += 1
        self.placement.new_tracks.append({**file.words, "id": track_id})
        self._add_file(track_id, file)

    def _add_file(self, track_id: int, file: SeenFile) -> None:
        added = KnownFile(
            self._next_file,
            track_id,
            file.path,
            file.size,
            file.mtime_ns,
            file.payload_hash,
            True,
        )
        self._next_file += 1
        columns = added._asdict()
        del columns["is_available"]
        self.placement.new_files.append(columns)
        self._remember(added)

    def _remember(self, file: KnownFile) -> None:
        self._by_path[file.path] = file
        self._by_hash[file.payload_hash].append(file)

    def _forget(self, file: KnownFile) -> None:
        del self._by_path[file.path]
        self._by_hash[file.payload_hash].remove(file)


class Lookalikes:
    """Finds tracks of the same album and title and nearly the same length. Asks; never merges."""

    def __init__(self, words: Iterable[tuple[int, str, str, str, int]]) -> None:
        """words: (track id, title, artist, album, duration_ms)."""
        self._seen: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for track_id, title, artist, album, duration_ms in words:
            self._seen[_key(title, artist, album)].append((track_id, duration_ms))

    def offer(self, new_tracks: Sequence[Mapping[str, Any]]) -> list[PossiblySame]:
        """Pairs each new track with the first that it resembles; new ones count from then on."""
        offers = []
        for track in new_tracks:
            group = self._seen[_key(track["title"], track["artist"], track["album"])]
            for other_id, duration_ms in group:
                if abs(duration_ms - track["duration_ms"]) <= SAME_WITHIN_MS:
                    offers.append(_pair(track, other_id))
                    break
            group.append((track["id"], track["duration_ms"]))
        return offers


def _key(title: str, artist: str, album: str) -> tuple[str, str]:
    # Loose files have no album: their artist says which of many “Main theme”s is meant.
    return (album or artist).casefold(), title.casefold()


def _pair(track: Mapping[str, Any], other_id: int) -> PossiblySame:
    return PossiblySame(TrackId(track["id"]), TrackId(other_id), track["title"], track["album"])
