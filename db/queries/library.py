"""Tracks, their files and numbers of marks, for the library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, not_, null, select

from db.models.album_entry import AlbumEntry
from db.models.journal_line import JournalLine
from db.models.track import Track
from db.models.work import Work
from db.queries.music_of_works import tracks_of_works
from db.queries.sound import is_sound, showable
from db.queries.sources import is_there
from db.ranges.mending import with_mended_tracks
from db.writing.unit_of_work import in_parts

Rows = Sequence[Row[*tuple[Any, ...]]]


def track_rows(
    connection: Connection,
    *,
    ids: Collection[int] | None = None,
    album: str | None = None,
    work_id: int | None = None,
    role: str | None = None,
) -> Rows:
    """Tracks in their own words, in any order."""
    query = _track_rows(Track.__table__)
    if ids is not None:
        query = query.where(Track.id.in_(ids))
    if album is not None:
        query = query.where(Track.album == album)
    if work_id is not None:
        query = query.where(Track.id.in_(tracks_of_works([work_id])))
    if role is not None:
        query = query.where(Track.role == role)
    return _mended(connection, connection.execute(query).all())


def rows_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Row[Any]]:
    """Some tracks in their own words."""
    return {
        row[0]: row for part in in_parts(sorted(ids)) for row in track_rows(connection, ids=part)
    }


def track_lines(connection: Connection, ids: Collection[int] | None = None) -> Rows:
    """The same for every track, or for at most 500, also in the words of its further albums."""
    query, further_query = _track_rows(Track.__table__), _track_rows(AlbumEntry.__table__)
    if ids is not None:
        query = query.where(Track.id.in_(ids))
        further_query = further_query.where(AlbumEntry.track_id.in_(ids))
    own: Any = connection.execute(query).all()
    further = connection.execute(further_query).all()
    return _mended(connection, [*own, *further] if further else own)


def _mended(connection: Connection, rows: Any) -> Rows:
    odd = _odd_tracks(connection)
    return with_mended_tracks(rows, odd) if odd else rows


def _odd_tracks(connection: Connection) -> frozenset[int]:
    """Those with a line that can't be shown as it is."""
    track: Any = Track.__table__
    entry: Any = AlbumEntry.__table__
    tracks = select(track.c.id).where(not_(is_sound(track)))
    entries = select(entry.c.track_id).where(not_(is_sound(entry)))
    return frozenset(connection.scalars(tracks.union(entries)))


def _track_rows(words: Any) -> Select[*tuple[Any, ...]]:
    """words: the table with what is said about a track, its own or that of its further albums."""
    # A subquery per track, each on an index: for 5,000 tracks with 100,000 marks that takes 16 ms,
    # grouping first and joining 20 ms.
    mark_count = (
        select(func.count())
        .select_from(JournalLine)
        .where(JournalLine.track_id == Track.id)
        .correlate(Track)
        .scalar_subquery()
    )
    track: Any = Track.__table__
    rows = select(
        Track.id,
        words.c.title,
        words.c.artist,
        words.c.album,
        words.c.album_artist,
        words.c.disc_number,
        words.c.track_number,
        Track.duration_ms,
        Track.role,
        Track.work_id,
        func.coalesce(Work.title, ""),
        words.c.cover,
        words.c.year,
        words.c.composer,
        is_there(Track.id).correlate(Track),
        mark_count,
        null() if words is track else words.c.id,
    )
    if words is not track:
        rows = rows.join_from(words, track, track.c.id == words.c.track_id)
    return rows.outerjoin(Work, Work.id == Track.work_id)


def track_uid(connection: Connection, track_id: int) -> str | None:
    return connection.execute(select(Track.uid).where(Track.id == track_id)).scalar()


def track_uids(connection: Connection) -> dict[int, str]:
    """Of every track, by id."""
    return {int(row[0]): str(row[1]) for row in connection.execute(select(Track.id, Track.uid))}


def track_words(connection: Connection) -> Rows:
    """For finding duplicates: (id, title, artist, album, duration_ms)."""
    return connection.execute(
        select(Track.id, Track.title, Track.artist, Track.album, Track.duration_ms)
    ).all()


def mark_counts(connection: Connection, track_ids: Collection[int]) -> dict[int, int]:
    """The number of marks by track, without tracks that have none."""
    query = (
        select(JournalLine.track_id, func.count())
        .where(JournalLine.track_id.in_(track_ids))
        .group_by(JournalLine.track_id)
    )
    return {int(track_id): count for track_id, count in connection.execute(query) if track_id}


def work_names(connection: Connection) -> Rows:
    """Rows (id, title, kind) of every work, by title."""
    work: Any = Work.__table__
    found = select(work.c.id, work.c.title, work.c.kind).order_by(work.c.title)
    return showable(work, connection.execute(found))
