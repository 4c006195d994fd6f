"""Tracks and their files: changed one by one for the listener, in batches for imports."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    Column,
    Connection,
    Exists,
    Table,
    delete,
    exists,
    inspect,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.models.album_entry import AlbumEntry
from db.models.audio_file import AudioFile
from db.models.base import Base, new_uid, now_ms
from db.models.question import ALBUM_LINE, OpenQuestion, Refusal
from db.models.track import BY_TAGS, SCORE, Track
from db.models.track_source import TrackSource
from db.ranges.mending import nearest
from db.repositories import questions
from db.writing.unit_of_work import UnitOfWork, in_parts

_TRACKS = cast(Table, Track.__table__)
_FILES = cast(Table, AudioFile.__table__)
_SOURCES = cast(Table, TrackSource.__table__)
_ENTRIES = cast(Table, AlbumEntry.__table__)
_QUESTIONS = cast(Table, OpenQuestion.__table__)
_REFUSALS = cast(Table, Refusal.__table__)


class PathTaken(Exception):
    """Another file has this path by now."""


# --- the listener's changes: mapped objects, so that they can be undone --------------------------


def file_at(session: Session, path: str) -> AudioFile | None:
    return session.scalar(select(AudioFile).where(AudioFile.path == path))


def files_of(session: Session, track_id: int, payload_hash: str) -> Sequence[AudioFile]:
    """A track's files with a payload."""
    payloads = select(TrackSource.payload_hash).where(
        TrackSource.track_id == track_id, TrackSource.payload_hash == payload_hash
    )
    return session.scalars(select(AudioFile).where(AudioFile.payload_hash.in_(payloads))).all()


def has_payload(session: Session, track_id: int, payload_hash: str) -> bool:
    same = exists().where(
        TrackSource.track_id == track_id, TrackSource.payload_hash == payload_hash
    )
    return bool(session.scalar(select(same)))


def existing(session: Session, track_ids: Collection[int]) -> set[int]:
    """Those of the tracks that are still there."""
    return {
        track_id
        for part in in_parts(sorted(track_ids))
        for track_id in session.scalars(select(Track.id).where(Track.id.in_(part)))
    }


def add_file(session: Session) -> AudioFile:
    """A new file; the caller fills it in."""
    file = AudioFile()
    session.add(file)
    return file


def take_source(unit: UnitOfWork, track_id: int, payload_hash: str, duration_ms: int) -> set[int]:
    """Makes a whole file's sound a track's own, from its start on and in its words. Returns the
    tracks that it was taken from.
    """
    whole = select(TrackSource).where(
        TrackSource.payload_hash == payload_hash,
        TrackSource.start_ms == 0,
        TrackSource.end_ms.is_(None),
    )
    taken = unit.session.scalars(whole).all()
    losing = {source.track_id for source in taken}
    if taken:
        source = taken[0]
        source.track_id, source.offset_ms, source.tempo_ratio = track_id, 0, 1.0
        source.is_preferred = False
        unit.remove_all(taken[1:])
        told = select(AudioFile).where(
            AudioFile.payload_hash == payload_hash, AudioFile.album_entry_id.is_not(None)
        )
        for file in unit.session.scalars(told).all():
            file.album_entry_id = None
    else:
        unit.session.add(
            TrackSource(track_id=track_id, payload_hash=payload_hash, duration_ms=duration_ms)
        )
    return losing


def remove(unit: UnitOfWork, track_ids: Collection[int]) -> None:
    """Removes tracks, and the files that no other track has a source in."""
    questions.remember_by_sound(unit, track_ids)
    payloads: set[str] = set()
    for part in in_parts(sorted(track_ids)):
        mine = select(TrackSource.payload_hash).where(TrackSource.track_id.in_(part))
        payloads.update(unit.session.scalars(mine))
    unit.remove_all([unit.get(Track, track_id) for track_id in track_ids])
    remove_lost_files(unit, payloads)


def remove_lost_files(unit: UnitOfWork, payloads: Collection[str]) -> None:
    """Removes the files with these payloads, of which no track has a source any more."""
    held = exists().where(TrackSource.payload_hash == AudioFile.payload_hash)
    for part in in_parts(sorted(payloads)):
        lost = select(AudioFile).where(AudioFile.payload_hash.in_(part), ~held)
        unit.remove_all(unit.session.scalars(lost).all())


def pointing_at_tracks() -> list[type[Any]]:
    """Every model with a `track_id` that is a foreign key."""
    import db.models.all  # noqa: F401 - a command has loaded only the models that it needs

    return [
        mapper.class_
        for mapper in Base.registry.mappers
        if any(
            key.column.table is _TRACKS and key.parent.name == "track_id"
            for key in inspect(mapper.class_).local_table.foreign_keys
        )
    ]


def further_links_to_tracks() -> list[Column[Any]]:
    """Every other column that is a foreign key to a track: of rows that belong to another track, or
    to a work. Without those of open questions, which are about a pair.
    """
    import db.models.all  # noqa: F401 - as above

    return [
        key.parent
        for mapper in Base.registry.mappers
        for key in inspect(mapper.class_).local_table.foreign_keys
        if key.column.table is _TRACKS
        and key.parent.name != "track_id"
        and key.parent.table is not _QUESTIONS
    ]


# --- batches of an import: many rows at once, not recorded for undo ------------------------------


def next_ids(session: Session) -> tuple[int, int, int, int]:
    """The next free ids of (tracks, sources, files, album entries), until the transaction ends."""
    found = session.execute(text("SELECT name, seq FROM sqlite_sequence")).all()
    used = {name: int(seq) for name, seq in found}
    tracks, sources, files, entries = (
        used.get(table.name, 0) + 1 for table in (_TRACKS, _SOURCES, _FILES, _ENTRIES)
    )
    return tracks, sources, files, entries


def add_tracks(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: whole tracks with ids; their texts are from the tags."""
    _add_authored(session, _TRACKS, rows)


def add_sources(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: whole files as sources, with ids."""
    _add_authored(session, _SOURCES, rows)


def add_entries(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: further albums with ids; their texts are from the tags."""
    _add_authored(session, _ENTRIES, rows)


def add_files(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: available files with ids, and paths as text. Raises PathTaken."""
    seen = {"is_available": True, "seen_at": now_ms()}
    added = [{**row, **seen, "path": os.fsencode(row["path"])} for row in rows]
    try:
        _insert(session, _FILES, added)
    except IntegrityError as error:
        raise PathTaken from error


def _add_authored(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    made_at = now_ms()
    stamps = {"created_at": made_at, "updated_at": made_at, **_plain_defaults(table)}
    _insert(session, table, [{**stamps, **row, "uid": new_uid()} for row in rows])


def _plain_defaults(table: Table) -> dict[str, Any]:
    """The model's defaults."""
    return {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


def _insert(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Passes values directly to the driver: SQLAlchemy's handling of the parameters was measured
    at twice the time of the insert itself.
    """
    if not rows:
        return
    names = list(rows[0])
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"
    session.connection().exec_driver_sql(statement, [tuple(row.values()) for row in rows])


def change_files(session: Session, changes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """changes: (file id, columns)."""
    for file_id, columns in changes:
        session.connection().execute(update(_FILES).where(_FILES.c.id == file_id).values(**columns))


def follow_tags(
    session: Session, words: Mapping[tuple[int, int | None], Mapping[str, Any]]
) -> None:
    """words: columns by track and album entry (None: the track's own words). What the listener
    edited keeps its texts.

    The others keep their stamp: a changed tag isn't a change by the listener, and of two versions
    of a row, the one that a person changed last is to win. Lengths stay: they are the sound's.
    """
    own = {track_id: said for (track_id, entry_id), said in words.items() if entry_id is None}
    further = {entry_id: said for (_, entry_id), said in words.items() if entry_id is not None}
    for table, rows in ((_TRACKS, own), (_ENTRIES, further)):
        if rows:
            _follow(session.connection(), table, rows)


def _follow(connection: Connection, table: Table, words: Mapping[int, Mapping[str, Any]]) -> None:
    following = select(table).where(table.c.id.in_(words), table.c.words_by == BY_TAGS)
    for row in connection.execute(following).all():
        said = {name: words[row.id][name] for name in words[row.id] if name != "duration_ms"}
        if any(getattr(row, name) != value for name, value in said.items()):
            statement = update(table).where(table.c.id == row.id)
            connection.execute(statement.values(**said, updated_at=row.updated_at))


def put_lengths_right(
    session: Session,
    sources: Mapping[tuple[int, str], tuple[int, str]],
    tracks: Mapping[int, int],
) -> None:
    """sources: of whole files, their length in ms and how it is known, by track and payload.
    tracks: lengths in ms.

    The rows keep their stamps, as for a changed tag. Many at once, as when adding.
    """
    run = session.connection().exec_driver_sql
    if sources:
        run(
            "UPDATE track_source SET duration_ms = ?, length_by = ?"
            " WHERE track_id = ? AND payload_hash = ? AND start_ms = 0 AND end_ms IS NULL",
            [
                (nearest("track_source", "duration_ms", duration_ms), length_by, *key)
                for key, (duration_ms, length_by) in sources.items()
            ],
        )
    if tracks:
        run(
            "UPDATE track SET duration_ms = ? WHERE id = ?",
            [(nearest("track", "duration_ms", ms), track_id) for track_id, ms in tracks.items()],
        )


def allow_lines(session: Session, albums: Iterable[tuple[int, str]]) -> None:
    """Forgets that the listener removed tracks from albums. albums: (track id, `album_key`)."""
    refusal = _REFUSALS.c
    for track_id, album in albums:
        session.connection().execute(
            delete(_REFUSALS).where(
                refusal.kind == ALBUM_LINE, refusal.track_id == track_id, refusal.what == album
            )
        )


def drop_doubled(session: Session, entry_ids: Collection[int]) -> None:
    """Deletes album entries that say what another line of their track says, by tags alone."""
    following = _ENTRIES.c.id.in_(entry_ids) & (_ENTRIES.c.words_by == BY_TAGS)
    session.connection().execute(delete(_ENTRIES).where(following))


def drop_ghosts(session: Session, track_ids: Collection[int]) -> int:
    """Deletes those of the tracks that have no file and about which the listener said nothing.
    Returns how many.
    """
    connection = session.connection()
    held = exists().where(
        _SOURCES.c.track_id == _TRACKS.c.id, _SOURCES.c.payload_hash == _FILES.c.payload_hash
    )
    is_untouched = (
        (_TRACKS.c.words_by == BY_TAGS) & (_TRACKS.c.role == SCORE) & _TRACKS.c.work_id.is_(None)
    )
    gone = delete(_TRACKS).where(is_untouched, ~held, ~or_(*_said_about_tracks()))
    return sum(
        connection.execute(gone.where(_TRACKS.c.id.in_(part))).rowcount
        for part in in_parts(sorted(track_ids))
    )


def _said_about_tracks() -> list[Exists]:
    """What the listener may have said about a track, in other tables than its own."""
    source, entry = _SOURCES.c, _ENTRIES.c
    is_arranged = or_(
        *(source.is_preferred, source.start_ms != 0, source.end_ms.is_not(None)),
        *(source.offset_ms != 0, source.tempo_ratio != 1),
    )
    of_rows = [
        exists().where(table.c.track_id == _TRACKS.c.id)
        for table in (inspect(model).local_table for model in pointing_at_tracks())
        if table not in (_SOURCES, _QUESTIONS, _ENTRIES)
    ]
    linked = [exists().where(column == _TRACKS.c.id) for column in further_links_to_tracks()]
    return [
        *of_rows,
        *linked,
        exists().where(source.track_id == _TRACKS.c.id, is_arranged),
        exists().where(entry.track_id == _TRACKS.c.id, entry.words_by != BY_TAGS),
        exists().where(_REFUSALS.c.what == _TRACKS.c.uid),
    ]


def paths_of(session: Session, file_ids: Collection[int]) -> dict[int, str]:
    found = session.execute(select(_FILES.c.id, _FILES.c.path).where(_FILES.c.id.in_(file_ids)))
    return {int(row.id): str(row.path) for row in found}


def set_availability(session: Session, file_ids: Collection[int], is_available: bool) -> None:
    values: dict[str, Any] = {"is_available": is_available}
    if is_available:
        values["seen_at"] = now_ms()
    session.connection().execute(update(_FILES).where(_FILES.c.id.in_(file_ids)).values(**values))


def exchange_cover(session: Session, old: str, new: str) -> list[int]:
    """Returns the changed tracks. `updated_at` stays: the listener hasn't changed them."""
    connection = session.connection()
    ids: set[int] = set()
    for table, track_id in ((_TRACKS, _TRACKS.c.id), (_ENTRIES, _ENTRIES.c.track_id)):
        ids.update(connection.scalars(select(track_id).where(table.c.cover == old)))
        statement = update(table).where(table.c.cover == old)
        connection.execute(statement.values(cover=new, updated_at=table.c.updated_at))
    return sorted(ids)
