"""The albums of a shelf as the grid has them: in each order, and those that were found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

from app.core.natural_order import natural_key
from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.library.records import Album

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.core.ids import LineKey
    from app.core.instant import Instant
    from app.library.shelf import Shelf

Key = tuple[str, str]


class GridAlbums:
    """Those on the shelf, and one more for the tracks that are on none. What takes long with
    thousands of them is found out once.

    heard: when each track was last heard.
    """

    def __init__(self, shelf: Shelf, heard: Mapping[int, Instant]) -> None:
        self._shelf = shelf
        self._heard = heard
        self._albums = list(shelf.albums)
        self._stretches: list[Sequence[int]] = list(shelf.stretches)
        if loose := _on_no_album(shelf):
            self._albums.append(loose)
            self._stretches.append([shelf.numbers[key] for key in loose.lines])
        self._marks: dict[Key, int] = {}
        self._in_order: dict[str, list[int]] = {}

    def in_order(self, order: str, found: bytes | None = None) -> list[Album]:
        """found: for each line of the shelf 1 if it was found; None for all."""
        if order not in self._in_order:
            self._in_order[order] = self._sorted(order)
        places = self._in_order[order]
        if found is not None:
            places = [place for place in places if _has_one(found, self._stretches[place])]
        return [self._albums[place] for place in places]

    def with_any_of(self, lines: Iterable[LineKey]) -> Album | None:
        """The first on which any of them is."""
        numbers = {self._shelf.numbers.get(key) for key in lines}
        stretches = (not numbers.isdisjoint(stretch) for stretch in self._stretches)
        return next(compress(self._albums, stretches), None)

    def count_marks(self, album: Album) -> int:
        if album.key not in self._marks:
            rows = (self._shelf.row_of((one, None)) for one in album.track_ids)
            self._marks[album.key] = sum(row.mark_count for row in rows if row is not None)
        return self._marks[album.key]

    def counted(self, shown: Sequence[Album]) -> str:
        """How many these are, how many tracks are on them, and how long they play."""
        if not shown:
            return ""
        length = format_ms(sum(album.duration_ms for album in shown))
        tracks = len(set().union(*(self._ids[album.key] for album in shown)))
        told = (
            ngettext("1 album", "{n} albums", len(shown)),
            ngettext("{n} track · {length}", "{n} tracks · {length}", tracks, length=length),
        )
        return dotted(*told)

    @cached_property
    def _ids(self) -> dict[Key, list[int]]:
        lines = self._shelf.lines
        return {
            album.key: [lines[number].id for number in stretch]
            for album, stretch in zip(self._albums, self._stretches, strict=True)
        }

    def _sorted(self, order: str) -> list[int]:
        keys: dict[str, Callable[[Album], Any]] = {
            "title": lambda album: natural_key(album.title),
            "year": lambda album: -(album.years or (0, 0))[0],
            "marks": lambda album: -self.count_marks(album),
            "heard": lambda album: -self._heard_at(album),
        }
        places = range(len(self._albums))
        if order not in keys:
            return list(places)  # as on the shelf
        return sorted(places, key=lambda place: keys[order](self._albums[place]))

    def _heard_at(self, album: Album) -> int:
        """When any of its tracks was; 0 for never."""
        heard = (self._heard.get(track_id) for track_id in self._ids[album.key])
        return max((one.utc_ms for one in heard if one is not None), default=0)


def _has_one(found: bytes, stretch: Sequence[int]) -> bool:
    if isinstance(stretch, range):
        return 1 in found[stretch.start : stretch.stop]
    return any(map(found.__getitem__, stretch))


def _on_no_album(shelf: Shelf) -> Album | None:
    """As if these tracks were on one."""
    lines = [line for line in shelf.lines if not line.album]
    if not lines:
        return None
    return Album(
        title=_("On no album"),
        artist=_("Various artists"),
        years=None,
        cover=next((line.cover for line in lines if line.cover), None),
        lines=tuple(line.key for line in lines),
        duration_ms=sum(line.duration_ms for line in lines),
    )
