"""What an import is told and what it finds: files as they were read, what the database knows about
them, and what has to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.library.records import PossiblySame
from app.sounds.length import KnownBy, Length
from app.spoken_files.beside import FoundLyrics

Columns = dict[str, Any]
Line = tuple[int, int | None]  # a track, and its album entry; None: the track's own words
NO_LINE = 0  # for the album entry of a file whose tags are nobody's words


class SeenFile(NamedTuple):
    """A file as it was just read: its place, its sound, and what its tags say about the track.

    words: by the names of a track's columns; with duration_ms. length_by: how that is known.
    has_chapters: whether it, or a CUE sheet beside it, says where several tracks begin. lyrics:
    what is sung in it, by its tags and by files beside it.
    """

    path: str
    size: int
    mtime_ns: int
    payload_hash: str
    words: Mapping[str, Any]
    length_by: KnownBy = KnownBy.HEADER
    has_chapters: bool = False
    lyrics: tuple[FoundLyrics, ...] = ()

    @property
    def length(self) -> Length:
        return Length(self.words["duration_ms"], self.length_by)


class KnownFile(NamedTuple):
    """A file as the database knows it."""

    id: int
    path: str
    size: int
    mtime_ns: int
    payload_hash: str
    is_available: bool
    album_entry_id: int | None


class KnownSource(NamedTuple):
    """Whose sound a payload is; only a whole file's tags are about the track."""

    payload_hash: str
    track_id: int
    is_whole: bool
    id: int
    is_preferred: bool
    length: Length


class KnownLine(NamedTuple):
    """A track as one album has it.

    entry_id: None for the track's own words. is_edited: they are the listener's.
    """

    track_id: int
    entry_id: int | None
    title: str
    artist: str
    album: str
    album_artist: str
    disc_number: int | None
    track_number: int | None
    duration_ms: int
    is_edited: bool = False


class FreeIds(NamedTuple):
    """The next free id of each table that an import adds rows to."""

    track: int
    source: int
    file: int
    entry: int


@dataclass(slots=True)
class Known:
    """What the database knows about the files of a batch, and about their tracks.

    sources: all of these tracks. files: at the batch's paths or with a payload of these sources.
    removed: tracks, and the keys of albums that the listener removed them from.
    """

    files: Iterable[KnownFile] = ()
    sources: Iterable[KnownSource] = ()
    lines: Iterable[KnownLine] = ()
    removed: Set[tuple[int, str]] = frozenset()


@dataclass(slots=True)
class Placement:
    """What a batch of files changes, ready to be written in this order.

    retagged: words by line. lengths: of whole files, by track and payload. doubled: album entries
    that say what another line of their track says. allowed: albums, by track, that the listener
    removed and that are there again. left: tracks one of whose files gave way to other sound.
    seen_tracks: those with these files. alike: what is asked about tracks. has_lyrics: whether any
    lyrics were added or follow their file.
    """

    new_tracks: list[Columns] = field(default_factory=list)
    new_sources: list[Columns] = field(default_factory=list)
    new_entries: list[Columns] = field(default_factory=list)
    file_changes: list[tuple[int, Columns]] = field(default_factory=list)
    new_files: list[Columns] = field(default_factory=list)
    retagged: dict[Line, Mapping[str, Any]] = field(default_factory=dict)
    lengths: dict[tuple[int, str], Length] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)
    allowed: set[tuple[int, str]] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    seen_tracks: set[int] = field(default_factory=set)
    alike: list[PossiblySame] = field(default_factory=list)
    has_lyrics: bool = False
    updated: int = 0
    moved: int = 0
