"""Tracks, their files and their marks, as the library asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, not_, select

from db.models.audio_file import AudioFile
from db.models.journal_line import JournalLine
from db.models.track import Track
from db.models.work import Work
from db.queries.sound import is_sound, showable
from db.ranges.mending import with_mended_tracks

Rows = Sequence[Row[*tuple[Any, ...]]]


def track_rows(
    connection: Connection,
    *,
    ids: Collection[int] | None = None,
    album: str | None = None,
    work_id: int | None = None,
    role: str | None = None,
) -> Rows:
    """Tracks in shelf order: album artist, album, disc, number."""
    query = _track_rows()
    if ids is not None:
        query = query.where(Track.id.in_(ids))
    if album is not None:
        query = query.where(Track.album == album)
    if work_id is not None:
        query = query.where(Track.work_id == work_id)
    if role is not None:
        query = query.where(Track.role == role)
    found = connection.execute(query).all()
    table: Any = Track.__table__
    odd = connection.scalars(select(Track.id).where(not_(is_sound(table)))).all()
    return with_mended_tracks(found, frozenset(odd)) if odd else found


def _track_rows() -> Select[*tuple[Any, ...]]:
    # Asked per track, along an index each: over 5,000 tracks with 100,000 marks that takes 16 ms,
    # grouping first and joining 20 ms.
    is_available = (
        exists().where(AudioFile.track_id == Track.id, AudioFile.is_available).correlate(Track)
    )
    mark_count = (
        select(func.count())
        .select_from(JournalLine)
        .where(JournalLine.track_id == Track.id)
        .correlate(Track)
        .scalar_subquery()
    )
    return (
        select(
            Track.id,
            Track.title,
            Track.artist,
            Track.album,
            Track.album_artist,
            Track.disc_number,
            Track.track_number,
            Track.duration_ms,
            Track.role,
            Track.work_id,
            func.coalesce(Work.title, ""),
            Track.cover,
            Track.year,
            is_available,
            mark_count,
        )
        .outerjoin(Work, Work.id == Track.work_id)
        # Exactly the columns of ix_track_album_artist_album, so that nothing is sorted.
        .order_by(Track.album_artist, Track.album, Track.disc_number, Track.track_number)
    )


def track_uid(connection: Connection, track_id: int) -> str | None:
    return connection.execute(select(Track.uid).where(Track.id == track_id)).scalar()


def files_of(connection: Connection, track_id: int) -> Rows:
    """A track's files: (id, path, size, payload_hash, is_available), available ones first."""
    query = (
        select(
            AudioFile.id,
            AudioFile.path,
            AudioFile.size,
            AudioFile.payload_hash,
            AudioFile.is_available,
        )
        .where(AudioFile.track_id == track_id)
        .order_by(AudioFile.is_available.desc(), AudioFile.id)
    )
    return connection.execute(query).all()


def files_with_cover(connection: Connection, cover: str, at_most: int) -> list[str]:
    """Paths of available files of the tracks whose cover it is."""
    query = (
        select(AudioFile.path)
        .join(Track, Track.id == AudioFile.track_id)
        .where(Track.cover == cover, AudioFile.is_available)
        .order_by(AudioFile.id)
        .limit(at_most)
    )
    return [str(path) for path in connection.execute(query).scalars()]


def all_files(connection: Connection) -> Rows:
    """Every file: (id, track_id, path, is_available); held while 100,000 are looked for."""
    query = select(AudioFile.id, AudioFile.track_id, AudioFile.path, AudioFile.is_available)
    return connection.execute(query).all()


def files_like(connection: Connection, paths: Collection[str], hashes: Collection[str]) -> Rows:
    """Files at one of these paths or with one of these payloads: (id, track_id, path, size,
    mtime_ns, payload_hash, is_available).
    """
    if not paths and not hashes:
        return []
    query = select(
        AudioFile.id,
        AudioFile.track_id,
        AudioFile.path,
        AudioFile.size,
        AudioFile.mtime_ns,
        AudioFile.payload_hash,
        AudioFile.is_available,
    ).where(AudioFile.path.in_(paths) | AudioFile.payload_hash.in_(hashes))
    return connection.execute(query).all()


def track_words(connection: Connection) -> Rows:
    """What tells lookalikes: (id, title, artist, album, duration_ms)."""
    return connection.execute(
        select(Track.id, Track.title, Track.artist, Track.album, Track.duration_ms)
    ).all()


def mark_counts(connection: Connection, track_ids: Collection[int]) -> dict[int, int]:
    """Marks per track; tracks without any are left out."""
    query = (
        select(JournalLine.track_id, func.count())
        .where(JournalLine.track_id.in_(track_ids))
        .group_by(JournalLine.track_id)
    )
    return {int(track_id): count for track_id, count in connection.execute(query) if track_id}


def holder_of(connection: Connection, payload_hash: str) -> tuple[int, str] | None:
    """(id, title) of the track that holds this payload."""
    query = (
        select(Track.id, Track.title)
        .join(AudioFile, AudioFile.track_id == Track.id)
        .where(AudioFile.payload_hash == payload_hash)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def work_names(connection: Connection) -> Rows:
    """Rows (id, title, kind) of every work, by title."""
    work: Any = Work.__table__
    found = select(work.c.id, work.c.title, work.c.kind).order_by(work.c.title)
    return showable(work, connection.execute(found))
