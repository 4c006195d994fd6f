"""Albums and works: what else is on the albums of a work's music, and which album may be its."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from app.core.ids import TrackId, WorkId
from app.library.records import Album, TrackRow
from app.library.shelf import Shelf
from app.story.suggested_work import suggested_work
from app.works.likeness import likest
from app.works.records import AlbumRest


def album_rests(
    shelf: Shelf, work_id: WorkId, theirs: Collection[TrackId]
) -> tuple[AlbumRest, ...]:
    """In the library's order. theirs: the work's music.

    An album with music of other works, too, is a compilation: the rest of it says nothing.
    """
    return tuple(_rests(shelf, work_id, set(theirs)))


def _rests(shelf: Shelf, work_id: WorkId, theirs: set[TrackId]) -> Iterator[AlbumRest]:
    for album in shelf.albums if theirs else ():
        ids = album.track_ids
        if not album.title or theirs.isdisjoint(ids):
            continue
        rows = [row for row in (shelf.row_of((key, None)) for key in ids) if row is not None]
        rest = tuple(row.id for row in rows if row.id not in theirs)
        if rest and all(row.work_id in (None, work_id) for row in rows):
            yield AlbumRest(album.title, rest)


def by_likeness(title: str, albums: Iterable[Album]) -> list[Album]:
    """Those that are called as the work is come first."""
    named = [album for album in albums if album.title]
    like = _called_like({album.title for album in named}, [title])
    return sorted(named, key=lambda album: album.title not in like)


def tracks_for_scene(
    rows: Iterable[TrackRow],
    scene: str,
    works: Sequence[str],
    theirs: Collection[TrackId],
    loose: Collection[TrackId],
) -> list[TrackRow]:
    """The library's tracks, each once, with the likeliest first: one that is called as the scene
    is, those of the works' music without a scene, the rest of it, albums that are called as the
    works are. works: their titles.
    """
    own = [row for row in rows if row.entry_id is None]
    like = _called_like({row.album for row in own if row.album}, works)
    near = [row for row in own if row.id in theirs or row.album in like]
    (guess,) = likest([scene], [row.title for row in near])
    first = None if guess is None else near[guess].id
    return sorted(
        own,
        key=lambda row: (
            row.id != first, row.id not in loose, row.id not in theirs, row.album not in like
        ),
    )  # fmt: skip


def _called_like(albums: Collection[str], works: Sequence[str]) -> set[str]:
    ordered = list(albums)
    liked = likest([suggested_work(album) for album in ordered], works)
    return {album for album, at in zip(ordered, liked, strict=True) if at is not None}
