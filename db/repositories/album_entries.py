"""Lines of tracks on albums: each is a track's own words or an album entry, by (track, entry)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select

from db.models.album_entry import ALBUM_WORDS, AlbumEntry
from db.models.audio_file import AudioFile
from db.models.question import ALBUM_LINE, Refusal
from db.models.track import Track
from db.models.track_source import TrackSource
from db.ranges.album_key import album_key
from db.writing.unit_of_work import UnitOfWork

Line = tuple[int, int | None]


def holder_of(unit: UnitOfWork, line: Line) -> Track | AlbumEntry:
    """What holds its words. Raises LookupError if there is no such line."""
    track_id, entry_id = line
    return unit.get(Track, track_id) if entry_id is None else unit.get(AlbumEntry, entry_id)


def remove(unit: UnitOfWork, lines: Collection[Line]) -> None:
    """Removes lines of tracks that have others, for good: files that name such an album stay the
    track's, and make no line. Raises LookupError for a track's only one."""
    for track_id, entry_id in lines:
        if entry_id is not None:
            entry = unit.get(AlbumEntry, entry_id)
            _silence_files(unit, track_id, entry_id)
            _refuse(unit, track_id, entry)
            unit.remove(entry)
    for track_id, entry_id in lines:
        if entry_id is None:
            _take_next_words(unit, unit.get(Track, track_id))


def _take_next_words(unit: UnitOfWork, track: Track) -> None:
    """The track's own line goes; the words of its next album become its own."""
    entries = select(AlbumEntry).where(AlbumEntry.track_id == track.id).order_by(AlbumEntry.id)
    entry = unit.session.scalar(entries.limit(1))
    if entry is None:
        raise LookupError(f"track {track.id} is on no other album")
    _silence_files(unit, track.id, None)
    _refuse(unit, track.id, track)
    for name in ALBUM_WORDS:
        setattr(track, name, getattr(entry, name))
    unit.remove(entry)  # its files are then the track's own


def _silence_files(unit: UnitOfWork, track_id: int, entry_id: int | None) -> None:
    """The tags of the line's files are nobody's words from now on. Those of a track's own line stay
    as they are if another track is in the file, too.
    """
    mine = select(TrackSource.payload_hash).where(TrackSource.track_id == track_id)
    found = select(AudioFile).where(
        AudioFile.payload_hash.in_(mine), AudioFile.album_entry_id.is_not_distinct_from(entry_id)
    )
    for file in unit.session.scalars(found).all():
        if entry_id is not None or not _is_shared(unit, file, track_id):
            file.album_entry_id, file.is_wordless = None, True
    unit.session.flush()


def _refuse(unit: UnitOfWork, track_id: int, words: Track | AlbumEntry) -> None:
    """The line isn't made again for files that name its album."""
    album = album_key(words.album, words.album_artist, words.artist)
    if album:
        unit.session.add(Refusal(kind=ALBUM_LINE, track_id=track_id, what=album))


def _is_shared(unit: UnitOfWork, file: AudioFile, track_id: int) -> bool:
    others = exists().where(
        TrackSource.payload_hash == file.payload_hash, TrackSource.track_id != track_id
    )
    return bool(unit.session.scalar(select(others)))
