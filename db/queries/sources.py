"""Which files a track's sound is in, and whose sound a file is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Exists,
    Row,
    case,
    exists,
    literal_column,
    not_,
    null,
    or_,
    select,
)

from db.models.album_entry import AlbumEntry
from db.models.audio_file import AudioFile
from db.models.track import BY_LISTENER, Track
from db.models.track_source import BY_DECODING, TrackSource
from db.queries.sound import is_sound
from db.ranges.mending import nearest
from db.writing.unit_of_work import in_parts

Rows = Sequence[Row[*tuple[Any, ...]]]

_SOURCE: Any = TrackSource.__table__
_FILE: Any = AudioFile.__table__
_SHELF = ("title", "artist", "album", "album_artist", "disc_number", "track_number")
_SAME_PAYLOAD = _FILE.c.payload_hash == _SOURCE.c.payload_hash


def is_there(track_id: Any) -> Exists:
    """A condition: the track with the id in this column has an available file."""
    return exists(literal_column("1")).where(
        _SOURCE.c.track_id == track_id, _SAME_PAYLOAD, _FILE.c.is_available.is_(True)
    )


_HELD = (
    _FILE.c.id,
    _FILE.c.path,
    _FILE.c.size,
    _FILE.c.payload_hash,
    _FILE.c.is_available,
    _SOURCE.c.start_ms,
    _SOURCE.c.end_ms,
    _SOURCE.c.offset_ms,
    _SOURCE.c.tempo_ratio,
    _SOURCE.c.duration_ms,
)
_AS_TRIED = (
    _FILE.c.is_available.desc(),
    _SOURCE.c.is_preferred.desc(),
    _SOURCE.c.id,
    _FILE.c.id,
)


def files_of(connection: Connection, track_id: int) -> Rows:
    """A track's files, as they should be tried: available ones first, of them the preferred.

    (id, path, size, payload_hash, is_available, start_ms, end_ms, offset_ms, tempo_ratio,
    duration_ms).
    """
    found = select(*_HELD).join_from(_SOURCE, _FILE, _SAME_PAYLOAD)
    found = found.where(_SOURCE.c.track_id == track_id, is_sound(_SOURCE))
    return connection.execute(found.order_by(*_AS_TRIED)).all()


def files_of_tracks(connection: Connection, track_ids: Collection[int]) -> Rows:
    """The same for several tracks, with `track_id` as the last column."""
    found = select(*_HELD, _SOURCE.c.track_id).join_from(_SOURCE, _FILE, _SAME_PAYLOAD)
    found = found.where(_SOURCE.c.track_id.in_(set(track_ids)), is_sound(_SOURCE))
    return connection.execute(found.order_by(*_AS_TRIED)).all()


def first_files(connection: Connection, track_ids: Collection[int]) -> dict[int, str]:
    """The path of the file of each track that is tried first."""
    file, source = _FILE.c, _SOURCE.c
    order = (file.is_available, source.is_preferred, source.id.desc(), file.id.desc())
    query = select(source.track_id, file.path).join_from(_SOURCE, _FILE, _SAME_PAYLOAD)
    return {
        row.track_id: str(row.path)
        for part in in_parts(sorted(track_ids))
        for row in connection.execute(query.where(source.track_id.in_(part)).order_by(*order))
    }


def tracks_of_whole_files(connection: Connection, paths: Collection[str]) -> list[tuple[str, int]]:
    """(path, track) of those of these files that are all of a track, in the track's own time."""
    file, source = _FILE.c, _SOURCE.c
    query = (
        select(file.path, source.track_id)
        .join_from(_FILE, _SOURCE, _SAME_PAYLOAD)
        .where(source.start_ms == 0, source.end_ms.is_(None), _has_tracks_time(source))
        .order_by(source.track_id, file.id)
    )
    return [
        (str(row.path), row.track_id)
        for part in in_parts(sorted(paths))
        for row in connection.execute(query.where(file.path.in_(part)))
    ]


class KnownLength(NamedTuple):
    """How long a whole file is as a track's source, and the track.

    offset_ms, tempo_ratio: as in the source. is_tracks: whether the track is as long as this
    source: the first one that has the track's own time, or else any.
    """

    duration_ms: int
    is_decoded: bool
    track_ms: int
    offset_ms: int
    tempo_ratio: float
    is_tracks: bool

    def on_track(self, file_ms: int) -> int:
        """Where a place in the file is on the track."""
        track_ms = round(self.offset_ms + file_ms * self.tempo_ratio)
        return int(nearest("track", "duration_ms", track_ms))


def lengths_of(
    connection: Connection, track_ids: Collection[int]
) -> dict[tuple[int, str], KnownLength]:
    """Of the whole files that are sources of these tracks, by track and payload."""
    source, track, other = _SOURCE.c, Track.__table__.c, _SOURCE.alias().c
    is_before = or_(other.id < source.id, not_(_has_tracks_time(source)))
    before = exists().where(
        other.track_id == source.track_id, other.id != source.id, _has_tracks_time(other), is_before
    )
    query = (
        select(
            source.track_id,
            source.payload_hash,
            source.duration_ms,
            source.length_by == BY_DECODING,
            track.duration_ms,
            source.offset_ms,
            source.tempo_ratio,
            not_(before.correlate(_SOURCE)),
        )
        .join_from(_SOURCE, Track.__table__, track.id == source.track_id)
        .where(source.start_ms == 0, source.end_ms.is_(None))
    )
    return {
        (track_id, payload_hash): KnownLength(*known)
        for part in in_parts(sorted(track_ids))
        for track_id, payload_hash, *known in connection.execute(
            query.where(source.track_id.in_(part))
        )
    }


def _has_tracks_time(source: Any) -> Any:
    return (source.offset_ms == 0) & (source.tempo_ratio == 1)


def all_files(connection: Connection) -> Rows:
    """Every file with its track: (id, track_id, path, is_available, album_entry_id); held while
    100,000 are looked for. A file with several tracks is there several times.
    """
    file = _FILE.c
    query = select(
        file.id, _SOURCE.c.track_id, file.path, file.is_available, file.album_entry_id
    ).join_from(_FILE, _SOURCE, _SAME_PAYLOAD)
    return connection.execute(query).all()


def sounds_there(connection: Connection) -> Rows:
    """What of each track could be read now: (track_id, payload_hash, path, start_ms, duration_ms),
    a track's preferred source first.
    """
    file, source = _FILE.c, _SOURCE.c
    query = (
        select(source.track_id, source.payload_hash, file.path, source.start_ms, source.duration_ms)
        .join_from(_SOURCE, _FILE, _SAME_PAYLOAD)
        .where(file.is_available.is_(True), is_sound(_SOURCE))
        .order_by(source.track_id, source.is_preferred.desc(), source.id, file.id)
    )
    return connection.execute(query).all()


def files_with_cover(connection: Connection, cover: str, at_most: int) -> list[str]:
    """Paths of available files of the tracks and album entries with this cover."""
    track, entry = Track.__table__.c, AlbumEntry.__table__.c
    tracks = select(track.id).where(track.cover == cover)
    entries = select(entry.track_id).where(entry.cover == cover)
    query = (
        select(_FILE.c.path)
        .join_from(_SOURCE, _FILE, _SAME_PAYLOAD)
        .where(_SOURCE.c.track_id.in_(tracks.union(entries)), _FILE.c.is_available.is_(True))
        .order_by(_FILE.c.id)
        .distinct()
        .limit(at_most)
    )
    return [str(path) for path in connection.execute(query).scalars()]


def track_with(connection: Connection, hashes: Collection[str]) -> int | None:
    """A track with one of these payloads."""
    held = select(_SOURCE.c.track_id).where(_SOURCE.c.payload_hash.in_(hashes))
    return connection.scalar(held.order_by(_SOURCE.c.id).limit(1))


def holder_of(connection: Connection, payload_hash: str) -> tuple[int, str] | None:
    """(id, title) of the track with this payload."""
    track_id = track_with(connection, (payload_hash,))
    row = connection.execute(select(Track.id, Track.title).where(Track.id == track_id)).first()
    return None if row is None else (row[0], row[1])


def files_like(connection: Connection, paths: Collection[str], hashes: Collection[str]) -> Rows:
    """Files at one of these paths or with one of these payloads: (id, path, size, mtime_ns,
    payload_hash, is_available, album_entry_id); the last is 0 if its tags are nobody's words.
    """
    if not paths and not hashes:
        return []
    file = _FILE.c
    query = select(
        file.id,
        file.path,
        file.size,
        file.mtime_ns,
        file.payload_hash,
        file.is_available,
        case((file.is_wordless, 0), else_=file.album_entry_id),
    ).where(file.path.in_(paths) | file.payload_hash.in_(hashes))
    return connection.execute(query).all()


def sources_with(connection: Connection, hashes: Collection[str]) -> list[tuple[Any, ...]]:
    """All sources of the tracks with these payloads: (payload_hash, track_id, is_whole, id,
    is_preferred, duration_ms, length_by).
    """
    source, theirs = _SOURCE.c, _SOURCE.alias().c
    is_whole = (source.start_ms == 0) & source.end_ms.is_(None)
    query = select(
        source.payload_hash,
        source.track_id,
        is_whole,
        source.id,
        source.is_preferred,
        source.duration_ms,
        source.length_by,
    )
    found = {
        row.id: tuple(row)
        for part in in_parts(sorted(hashes))
        for row in connection.execute(
            query.where(
                source.track_id.in_(select(theirs.track_id).where(theirs.payload_hash.in_(part)))
            )
        )
    }
    return [found[source_id] for source_id in sorted(found)]


def appearances_of(connection: Connection, track_ids: Collection[int]) -> Rows:
    """The albums of these tracks: (track_id, album_entry_id, title, artist, album, album_artist,
    disc_number, track_number, duration_ms, is_edited); the id is None for the track's own words.
    """
    track, entry = Track.__table__.c, AlbumEntry.__table__.c
    own = select(
        track.id,
        null(),
        *(track[name] for name in _SHELF),
        track.duration_ms,
        track.words_by == BY_LISTENER,
    )
    further = select(
        entry.track_id,
        entry.id,
        *(entry[name] for name in _SHELF),
        track.duration_ms,
        entry.words_by == BY_LISTENER,
    ).join_from(AlbumEntry.__table__, Track.__table__, track.id == entry.track_id)
    return [
        row
        for part in in_parts(sorted(track_ids))
        for query in (own.where(track.id.in_(part)), further.where(entry.track_id.in_(part)))
        for row in connection.execute(query)
    ]
