"""What the library hands out: tracks, albums, files and what an import found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.counting import counted
from app.core.errors import Problem

if TYPE_CHECKING:
    from app.core.ids import AudioFileId, TrackId, WorkId


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
        """The role in the listener's words: “Love theme”."""
        return self.value.replace("_", " ").capitalize()


class TrackRow(NamedTuple):
    """One line of the track table. `role` is a value of Role; mark_count counts journal lines.

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
    is_available: bool
    mark_count: int


def track_rows_of(lines: Iterable[Sequence[Any]]) -> list[TrackRow]:
    """The lines of a query as rows; words that many tracks have in common are kept once.

    SQLite makes them anew for every line: with 100,000 tracks 25 MB.
    """
    share = dict[str, str]().setdefault
    make = TrackRow._make
    return [
        make((key, title, share(artist, artist), share(album, album), share(of, of), *others))
        for key, title, artist, album, of, *others in lines
    ]


@dataclass(frozen=True, slots=True)
class TrackFilter:
    """Which tracks are asked for; None leaves a question out."""

    ids: frozenset[int] | None = None
    album: str | None = None
    work_id: int | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that holds a track."""

    id: AudioFileId
    path: Path
    size: int
    payload_hash: str
    is_available: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One recording, with every file that is known to hold it."""

    row: TrackRow
    uid: str
    files: tuple[HeldFile, ...]

    @property
    def id(self) -> TrackId:
        return self.row.id


@dataclass(frozen=True, slots=True)
class Album:
    """Tracks that share an album and its artist; `artist` is “Various artists” when they differ."""

    title: str
    artist: str
    year: int | None
    cover: str | None
    track_ids: tuple[TrackId, ...]
    duration_ms: int

    @property
    def key(self) -> tuple[str, str]:
        return self.title, self.artist


@dataclass(frozen=True, slots=True)
class WorkName:
    """A work, as far as choosing one needs it."""

    id: WorkId
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that an import could not take in, and why, in one sentence."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Two tracks that look like one recording in two encodings; only the listener can know."""

    new_id: TrackId
    existing_id: TrackId
    title: str
    album: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. The first three count files; `moved` and `missing` count them too."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: int = 0
    returned: int = 0
    missing: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    possibly_same: tuple[PossiblySame, ...] = ()
    track_ids: tuple[TrackId, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing audible was found at all."""
        return not (self.added or self.updated or self.unchanged or self.unreadable)


class DifferentRecording(Problem):
    """A file that was offered for a track holds other sound; `locate(…, force=True)` takes it."""


class MarkedTracks(Problem):
    """Tracks that are to be removed carry marks; `remove_tracks(…, with_marks=True)` goes on."""

    def __init__(self, marks: Mapping[TrackId, int]) -> None:
        count, total = len(marks), sum(marks.values())
        tracks = counted(count, "One track carries", "{n} tracks carry")
        super().__init__(
            f"{tracks} {counted(total, '1 mark', '{n} marks')}.",
            "Removing a track removes its marks too.",
            "Remove them together, or keep the track: without its file it stays in the journal.",
        )
        self.marks = dict(marks)


def albums_of(rows: Iterable[TrackRow]) -> list[Album]:
    """The albums of tracks, in the order of their first tracks; loose tracks have none.

    Tracks that name no album artist join the one album of that title; where several artists made
    an album of that title, they stand apart.
    """
    titles: dict[str, dict[str, list[TrackRow]]] = {}
    for row in rows:
        if row.album:
            by_artist = titles.setdefault(row.album.casefold(), {})
            by_artist.setdefault(row.album_artist.casefold(), []).append(row)
    groups: list[list[TrackRow]] = []
    for by_artist in titles.values():
        if len(by_artist.keys() - {""}) <= 1:
            groups.append([row for group in by_artist.values() for row in group])
        else:
            groups += by_artist.values()
    return [_album(group) for group in groups]


def _album(rows: list[TrackRow]) -> Album:
    artists = {row.album_artist for row in rows} - {""} or {row.artist for row in rows}
    return Album(
        title=rows[0].album,
        artist=artists.pop() if len(artists) == 1 else "Various artists",
        year=next((row.year for row in rows if row.year), None),
        cover=next((row.cover for row in rows if row.cover), None),
        track_ids=tuple(row.id for row in rows),
        duration_ms=sum(row.duration_ms for row in rows),
    )
