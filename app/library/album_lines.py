"""The lines of tracks on albums, and which of them the tags of a file are about.

Each line's words follow the tags of one file; those of a copy, or of another encoding, change none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from app.library.disk import Disk
from app.library.known_sound import KnownSound
from app.library.lookalikes import SAME_WITHIN_MS
from app.library.placement import NO_LINE, Known, KnownFile, KnownLine, Placement, SeenFile
from db.ranges.album_key import AlbumPlace, place_of, same_lines

_LINE_WORDS = KnownLine._fields[2:-1]
_Lines = dict[int | None, KnownLine]


class AlbumLines:
    """The lines that the database knows, and those that are added meanwhile.

    is_rescan: whether albums that the listener removed stay away.
    """

    def __init__(
        self,
        known: Known,
        sound: KnownSound,
        disk: Disk,
        placement: Placement,
        next_entry: int,
        *,
        is_rescan: bool,
    ) -> None:
        self._sound = sound
        self._disk = disk
        self._placement = placement
        self._next_entry = next_entry
        self._is_rescan = is_rescan
        self._removed = known.removed
        self._lines: dict[int | None, _Lines] = defaultdict(dict)
        for line in known.lines:
            self._lines[line.track_id][line.entry_id] = line

    def add_track(self, track_id: int, words: Mapping[str, Any]) -> None:
        self._lines[track_id][None] = _line(track_id, None, words)

    def of(self, file: KnownFile) -> KnownLine | None:
        """The line whose words its tags are."""
        lines = self._lines.get(self._sound.whole(file.payload_hash), {})
        return lines.get(file.album_entry_id) or lines.get(None)

    def encoded_anew(self, track_ids: Sequence[int], file: SeenFile) -> KnownLine | None:
        """The line of a track of which the same is told: title, artist, album and length."""
        for track_id in track_ids:
            for line in self._lines[track_id].values():
                is_close = abs(line.duration_ms - file.words["duration_ms"]) <= SAME_WITHIN_MS
                words = file.words["title"], file.words["artist"], file.words["album"]
                if is_close and _folded(*words) == _folded(line.title, line.artist, line.album):
                    return line
        return None

    def follow(self, entry_id: int | None, file: SeenFile) -> int | None:
        """Lets a line follow the tags of its first file. Returns the line that the file has then:
        an album entry that came to say what another line says is no longer needed.
        """
        track_id = self._sound.whole(file.payload_hash)
        if track_id is None:
            return entry_id
        lines = self._lines[track_id]
        if entry_id in lines and lines[entry_id].is_edited:
            return entry_id
        if entry_id is not None:
            others = {other: line for other, line in lines.items() if other != entry_id}
            if same := _same(file, others):
                del lines[entry_id]
                self._placement.doubled.add(entry_id)
                return same[0]
        self._placement.retagged[track_id, entry_id] = file.words
        lines[entry_id] = _line(track_id, entry_id, file.words)
        return entry_id

    def of_copy(self, file: SeenFile) -> int | None:
        """The line that another file with the sound of a track has, made if its album is new."""
        track_id = self._sound.whole(file.payload_hash)
        if track_id is None or not file.words["album"]:
            return None
        lines = self._lines[track_id]
        if same := _same(file, lines):
            return same[0]
        named, unknown = self._edited(track_id, place_in(file.words))
        if named:
            return named[0]
        if self.is_removed(file):
            return NO_LINE
        if unknown:
            return unknown[0]
        self._allow(track_id, file)
        if None in lines and not lines[None].album:
            self._placement.retagged[track_id, None] = file.words
            lines[None] = _line(track_id, None, file.words)
            return None
        return self._add_entry(track_id, file)

    def _edited(
        self, track_id: int, place: AlbumPlace
    ) -> tuple[list[int | None], list[int | None]]:
        """Lines that the listener edited: those one of whose files names this place, as the line
        may have done before, and those without a file that could be read.
        """
        named, unknown = [], []
        for entry_id, line in self._lines[track_id].items():
            if not line.is_edited:
                continue
            files = self._sound.files_of_line(track_id, entry_id)
            words = [self._disk.words_at(file.path) for file in files]
            places = [place_in(said) for said in words if said is not None]
            if not places:
                unknown.append(entry_id)
            elif any(place.is_same_line(said) for said in places):
                named.append(entry_id)
        return named, unknown

    def is_removed(self, file: SeenFile) -> bool:
        """Whether the listener removed the track from the album that this file names."""
        track_id = self._sound.whole(file.payload_hash) or 0
        return self._is_rescan and (track_id, place_in(file.words).album) in self._removed

    def _allow(self, track_id: int, file: SeenFile) -> None:
        album = track_id, place_in(file.words).album
        if album in self._removed:
            self._placement.allowed.add(album)

    def _add_entry(self, track_id: int, file: SeenFile) -> int:
        entry_id = self._next_entry
        self._next_entry += 1
        words = {name: value for name, value in file.words.items() if name != "duration_ms"}
        self._placement.new_entries.append({**words, "id": entry_id, "track_id": track_id})
        self._lines[track_id][entry_id] = _line(track_id, entry_id, file.words)
        return entry_id


def is_on(line: KnownLine | None, words: Mapping[str, Any]) -> bool:
    """Whether these words say the same line of an album."""
    return line is not None and place_of(line).is_same_line(place_in(words))


def place_in(words: Mapping[str, Any]) -> AlbumPlace:
    return place_of(_line(0, None, words))


def _same(file: SeenFile, lines: _Lines) -> list[int | None]:
    places = {entry_id: place_of(line) for entry_id, line in lines.items()}
    return same_lines(place_in(file.words), places)


def _line(track_id: int, entry_id: int | None, words: Mapping[str, Any]) -> KnownLine:
    return KnownLine(track_id, entry_id, *(words[name] for name in _LINE_WORDS))


def _folded(*texts: str) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts)
