"""The library's values: tracks, albums, files and what an import found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.errors import Problem
from app.core.source_time import SourceTime
from app.core.words import Text, _, ngettext

if TYPE_CHECKING:
    from app.core.ids import AlbumEntryId, AudioFileId, LineKey, TrackId, WorkId
    from app.library.skipped import SkippedFile


class Role(StrEnum):
    """What a track does in its work."""

    OPENING_THEME = "opening_theme"
    ENDING_THEME = "ending_theme"
    LOVE_THEME = "love_theme"
    ACTION_THEME = "action_theme"
    CHARACTER_THEME = "character_theme"
    INSERT_SONG = "insert_song"
    SCORE = "score"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What it is called on screen: “Love theme”."""
        return str(_ROLES[self])


_ROLES = {
    Role.OPENING_THEME: Text("Opening theme"),
    Role.ENDING_THEME: Text("Ending theme"),
    Role.LOVE_THEME: Text("Love theme"),
    Role.ACTION_THEME: Text("Action theme"),
    Role.CHARACTER_THEME: Text("Character theme"),
    Role.INSERT_SONG: Text("Insert song"),
    Role.SCORE: Text("Score", "role of a track"),
    Role.OTHER: Text("Other", "role of a track"),
}


UNTOLD_ROLES = frozenset((Role.SCORE, Role.OTHER))  # they say nothing of a track
_KNOWN_ROLES = {str(role): role for role in Role}


def role_label(role: str) -> str:
    """What a role is called; one that is unknown here as it is."""
    return _KNOWN_ROLES[role].label if role in _KNOWN_ROLES else role


class TrackRow(NamedTuple):
    """One line of the track table: a track on one of its albums.

    role: a value of Role. mark_count: counts journal lines. entry_id: of a further album, whose
    words these are; None for the track's own.

    A tuple, because 5,000 of them are made at every start.
    """

    id: TrackId
    title: str
    artist: str
    album: str
    album_artist: str
    disc_number: int | None
    track_number: int | None
    duration_ms: int
    role: str
    work_id: WorkId | None
    work_title: str
    cover: str | None
    year: int | None
    composer: str
    is_available: bool
    mark_count: int
    entry_id: AlbumEntryId | None = None

    @property
    def key(self) -> LineKey:
        """What tells it from every other line; without an entry it is the track's own."""
        return self.id, self.entry_id


def track_rows_of(lines: Iterable[Sequence[Any]]) -> list[TrackRow]:
    """The lines of a query as rows; strings that many tracks share are stored once.

    SQLite creates them again for every line: 25 MB with 100,000 tracks.
    """
    share = dict[str, str]().setdefault
    # `_make` checks the length again: half the time for 100,000.
    new, kind = tuple.__new__, TrackRow
    return [
        new(
            kind,
            (key, title, share(artist, artist), share(album, album), share(of, of),
             disc, number, length, role, work_id, work, cover, year, share(by, by),
             is_there, marks, entry_id),
        )
        for (key, title, artist, album, of, disc, number, length, role, work_id, work, cover,
             year, by, is_there, marks, entry_id) in lines
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrackFilter:
    """Which tracks are wanted; None means any. work_id: whose music they are."""

    ids: frozenset[int] | None = None
    album: str | None = None
    work_id: int | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """An audio file of a track, and where the track's sound is in it: see `SourceTime`.

    duration_ms: of that stretch, in the file's time.
    """

    id: AudioFileId
    path: Path
    size: int
    payload_hash: str
    is_available: bool
    start_ms: int = 0
    end_ms: int | None = None
    offset_ms: int = 0
    tempo_ratio: float = 1.0
    duration_ms: int = 0

    @property
    def source(self) -> SourceTime:
        return SourceTime(self.start_ms, self.end_ms, self.offset_ms, self.tempo_ratio)


@dataclass(frozen=True, slots=True)
class Track:
    """One recording, with all its known files."""

    row: TrackRow
    uid: str
    files: tuple[HeldFile, ...]

    @property
    def id(self) -> TrackId:
        return self.row.id


@dataclass(frozen=True, slots=True)
class Album:
    """Tracks that share an album and its artist; `artist` is “Various artists” when they differ.

    years: the first and the last of its tracks; None if they say none. lines: in the album's order;
    a track may be on it twice.
    """

    title: str
    artist: str
    years: tuple[int, int] | None
    cover: str | None
    lines: tuple[LineKey, ...]
    duration_ms: int

    @property
    def key(self) -> tuple[str, str]:
        return self.title, self.artist

    @property
    def track_ids(self) -> tuple[int, ...]:
        """Each once."""
        return tuple(dict.fromkeys(track_id for track_id, _entry_id in self.lines))


@dataclass(frozen=True, slots=True)
class WorkName:
    """A work, with just what is needed to choose one."""

    id: WorkId
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that couldn’t be imported, and why, in one sentence. mistake: the traceback if the
    program failed, not the file.
    """

    path: Path
    reason: str
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Two tracks that look like one recording in two encodings; only the listener can tell."""

    new_id: TrackId
    existing_id: TrackId
    title: str
    album: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. The first four count files; `moved` and `missing` count them too.

    read_again: unchanged files that an older tag reader had read. paths: what was looked through.

    skipped: sound and video of kinds that aren't imported. with_chapters: files imported as one
    track that say, themselves or by a CUE sheet beside them, where several begin.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    read_again: int = 0
    moved: int = 0
    returned: int = 0
    missing: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    with_chapters: tuple[Path, ...] = ()
    possibly_same: tuple[PossiblySame, ...] = ()
    track_ids: tuple[TrackId, ...] = field(default=(), repr=False)
    paths: tuple[Path, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether no audio file was found at all."""
        found = (self.added, self.updated, self.unchanged, self.read_again)
        return not any((*found, self.unreadable, self.skipped))


class DifferentRecording(Problem):
    """The file chosen for a track has other audio; `locate(…, force=True)` takes it anyway."""


class MarkedTracks(Problem):
    """Tracks to be removed have marks; `remove_lines(…, with_marks=True)` goes on anyway."""

    def __init__(self, marks: Mapping[TrackId, int]) -> None:
        count, total = len(marks), sum(marks.values())
        total_in_words = ngettext("one mark", "{n} marks", total)
        super().__init__(
            # Translators: marks is “one mark” or “12 marks”
            ngettext("One track has {marks}.", "{n} tracks have {marks}.", count,
                     marks=total_in_words),
            _("Removing a track deletes its marks, too."),
            _("Remove them together, or keep the track: it stays in the library without "
              "its file."),
        )  # fmt: skip
        self.marks = dict(marks)
