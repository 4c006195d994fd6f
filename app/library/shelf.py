"""The one order of the library, and the albums that its lines make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

from app.core.ids import LineKey
from app.core.natural_order import NaturalKey, natural_key
from app.core.words import _
from app.library.records import Album, TrackRow

_ALBUM: Callable[[TrackRow], tuple[str, str]] = attrgetter("album", "album_artist")
_PLACE = attrgetter("disc_number", "track_number", "id", "entry_id")
_LAST = 1 << 30  # where a missing number sorts


class Shelf:
    """Lines in order, like records on a shelf: by artist, album, disc, number, title.

    An album stays together, under its album artist; without one, under the artist of its tracks, or
    among “Various artists” if they differ. Tracks without an album come last of their artist's.
    Tracks without a number come after those of their disc that have one, and at the end of the
    album if their disc isn't known either.
    """

    def __init__(self, lines: Iterable[TrackRow] = ()) -> None:
        self._groups = _grouped(lines)
        self._groups.sort(key=_Group.place)
        for group in self._groups:
            group.lines.sort(key=_place_on_album)
        self.lines: list[TrackRow] = list(chain.from_iterable(g.lines for g in self._groups))

    @cached_property
    def albums(self) -> list[Album]:
        return [group.album() for group in self._groups if group.title]

    @cached_property
    def stretches(self) -> list[range]:
        """Where the lines of each of the albums are."""
        ends = accumulate(len(group.lines) for group in self._groups)
        return [
            range(end - len(group.lines), end)
            for group, end in zip(self._groups, ends, strict=True)
            if group.title
        ]

    @cached_property
    def totals(self) -> tuple[int, int]:
        """How many tracks there are, and their milliseconds, each once."""
        lengths = {line.id: line.duration_ms for line in self.lines}
        return len(lengths), sum(lengths.values())

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each track is: at the first of its lines."""
        places: dict[int, int] = {}
        for place, line in enumerate(self.lines):
            places.setdefault(line.id, place)
        return places

    @cached_property
    def numbers(self) -> dict[LineKey, int]:
        """Where each line is."""
        return {line.key: number for number, line in enumerate(self.lines)}

    @cached_property
    def _further(self) -> dict[int, dict[int, TrackRow]]:
        """The lines on further albums, of the tracks that have any, by album entry."""
        further: dict[int, dict[int, TrackRow]] = {}
        for line in self.lines:
            if line.entry_id is not None:
                further.setdefault(line.id, {})[line.entry_id] = line
        return further

    @cached_property
    def _own(self) -> dict[int, TrackRow]:
        """The own lines of the tracks that are on further albums."""
        further = self._further
        return {line.id: line for line in self.lines if line.id in further and not line.entry_id}

    def lines_of(self, track_id: int) -> list[LineKey]:
        """Of a track on the shelf, its own first."""
        entries = self._further.get(track_id, ())
        return [(track_id, None), *((track_id, entry_id) for entry_id in entries)]

    def row_of(self, line: LineKey) -> TrackRow | None:
        """The track’s own line if it is no longer on that album; None if it isn’t on the shelf."""
        track_id, entry_id = line
        further = self._further.get(track_id)
        if further is None:
            place = self.places.get(track_id)
            return None if place is None else self.lines[place]
        if entry_id is not None and entry_id in further:
            return further[entry_id]
        return self._own[track_id]

    @cached_property
    def on_several_discs(self) -> frozenset[LineKey]:
        """The lines of albums that have more than one disc."""
        several = (group.lines for group in self._groups if group.has_several_discs)
        return frozenset(line.key for line in chain.from_iterable(several))

    def leaving(self, lines: Collection[LineKey]) -> list[int]:
        """The tracks that are on no other album than with these lines."""
        wanted = set(lines)
        ids = dict.fromkeys(track_id for track_id, _entry_id in lines)
        return [track_id for track_id in ids if wanted.issuperset(self.lines_of(track_id))]


class _Group:
    """The lines of an album, or an artist's tracks that are on none; then `title` is empty."""

    def __init__(self, title: str, lines: list[TrackRow]) -> None:
        self.title = title
        self.lines = lines
        self.artist = _artist_of(lines)

    def place(self) -> tuple[NaturalKey, NaturalKey, str, str]:
        return natural_key(self.artist), natural_key(self.title), self.artist, self.title

    @property
    def has_several_discs(self) -> bool:
        """Whether any track is on a second one, though the first may not be here."""
        return bool(self.title) and any((line.disc_number or 1) > 1 for line in self.lines)

    def album(self) -> Album:
        lines = self.lines
        years = [line.year for line in lines if line.year]
        return Album(
            title=self.title,
            artist=self.artist,
            years=(min(years), max(years)) if years else None,
            cover=next((line.cover for line in lines if line.cover), None),
            lines=tuple(line.key for line in lines),
            duration_ms=sum(line.duration_ms for line in lines),
        )


def _grouped(lines: Iterable[TrackRow]) -> list[_Group]:
    """Lines without an album artist join the album of that title, unless several artists have one:
    then that of their own artist, if there is one.
    """
    alike: dict[tuple[str, str], list[TrackRow]] = {}  # as spelled: 100,000 lines, few albums
    for line in lines:
        alike.setdefault(_ALBUM(line), []).append(line)
    titles: dict[str, dict[str, list[TrackRow]]] = {}
    for (album, artist), rows in alike.items():
        by_artist = titles.setdefault(album.casefold(), {})
        by_artist.setdefault(artist.casefold(), []).extend(rows)
    groups = [_Group("", rows) for rows in _on_no_album(titles.pop("", {}))]
    for by_artist in titles.values():
        groups += (_Group(rows[0].album, rows) for rows in _albums_among(by_artist))
    return groups


def _on_no_album(by_artist: dict[str, list[TrackRow]]) -> list[list[TrackRow]]:
    artists = {artist: list(rows) for artist, rows in by_artist.items() if artist}
    for line in by_artist.get("", ()):
        artists.setdefault(line.artist.casefold(), []).append(line)
    return list(artists.values())


def _albums_among(by_artist: dict[str, list[TrackRow]]) -> list[list[TrackRow]]:
    """by_artist: lines of one album title, by album artist."""
    unclaimed = by_artist.pop("", [])
    if len(by_artist) == 1:
        (album,) = by_artist.values()
        return [album + unclaimed]
    left: list[TrackRow] = []
    for line in unclaimed:
        by_artist.get(line.artist.casefold(), left).append(line)
    return [*by_artist.values(), *_without_album_artist(left)]


def _without_album_artist(lines: list[TrackRow]) -> list[list[TrackRow]]:
    """One album; but artists who all have a first track there made an album each."""
    by_artist: dict[str, list[TrackRow]] = {}
    for line in lines:
        by_artist.setdefault(line.artist.casefold(), []).append(line)
    albums = list(by_artist.values())
    if len(albums) > 1 and not all(any(map(_is_first, album)) for album in albums):
        return [lines]
    return albums


def _is_first(line: TrackRow) -> bool:
    return line.track_number == 1


def _artist_of(lines: list[TrackRow]) -> str:
    named = {line.album_artist for line in lines} - {""}
    named = named or {line.artist for line in lines} - {""}
    if len({name.casefold() for name in named}) > 1:
        return _("Various artists")
    return min(named, default="")


def _place_on_album(line: TrackRow) -> tuple[Any, ...]:
    disc, number, key, entry_id = _PLACE(line)
    if number is None:
        disc = _LAST if disc is None else disc
        return disc, _LAST, natural_key(line.title), key, entry_id or 0
    # A title is needed only where there is no number: 5,000 keys take 10 ms.
    return 1 if disc is None else disc, number, (), key, entry_id or 0
