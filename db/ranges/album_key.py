"""What tells one album from another, and one line of an album from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeVar

L = TypeVar("L")


class AlbumWords(Protocol):
    """A track or an album entry: a track as an album has it."""

    @property
    def album(self) -> str: ...
    @property
    def album_artist(self) -> str: ...
    @property
    def artist(self) -> str: ...
    @property
    def disc_number(self) -> int | None: ...
    @property
    def track_number(self) -> int | None: ...


class AlbumPlace(NamedTuple):
    """Where an album has a track. album: its `album_key`."""

    album: str
    disc_number: int | None
    track_number: int | None

    def is_same_line(self, other: AlbumPlace) -> bool:
        """Whether both are one line of one album. A number that either doesn't say speaks against
        nothing: of two encodings, one often has no numbers.
        """
        return (
            self.album == other.album
            and _agree(self.disc_number, other.disc_number)
            and _agree(self.track_number, other.track_number)
        )


def place_of(words: AlbumWords) -> AlbumPlace:
    key = album_key(words.album, words.album_artist, words.artist)
    return AlbumPlace(key, words.disc_number, words.track_number)


def same_lines(place: AlbumPlace, lines: Mapping[L, AlbumPlace]) -> list[L]:
    """Those of the lines that are the same, the ones with the very same numbers first."""
    same = [line for line, other in lines.items() if place.is_same_line(other)]
    return sorted(same, key=lambda line: lines[line] != place)


def album_key(album: str, album_artist: str, artist: str) -> str:
    """However its name is written. Empty without an album. artist: counts where the album names
    none.
    """
    return f"{album}\n{album_artist or artist}".casefold() if album else ""


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other
