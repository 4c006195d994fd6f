"""Tracks and their files: changed one by one for the listener, in batches for imports."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, inspect, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.models.audio_file import AudioFile
from db.models.base import Base, new_uid, now_ms
from db.models.journal_entry import EntryTrack
from db.models.track import BY_TAGS, Track
from db.writing.unit_of_work import UnitOfWork

_TRACKS = cast(Table, Track.__table__)
_FILES = cast(Table, AudioFile.__table__)

# --- verbs of a listener: mapped objects, so that the step can be undone -------------------------


def file_at(session: Session, path: str) -> AudioFile | None:
    return session.scalar(select(AudioFile).where(AudioFile.path == path))


def files_of(session: Session, track_id: int) -> Sequence[AudioFile]:
    return session.scalars(select(AudioFile).where(AudioFile.track_id == track_id)).all()


def add_file(
    session: Session, track_id: int, path: str, size: int, mtime_ns: int, payload_hash: str
) -> AudioFile:
    file = AudioFile(
        track_id=track_id,
        path=path,
        size=size,
        mtime_ns=mtime_ns,
        payload_hash=payload_hash,
        is_available=True,
    )
    session.add(file)
    return file


def merge(unit: UnitOfWork, keep_id: int, other_id: int) -> None:
    """Everything that points at `other_id` points at `keep_id` afterwards, and `other_id` goes."""
    other = unit.get(Track, other_id)
    unit.get(Track, keep_id)
    _drop_doubled_entries(unit, keep_id, other_id)
    for model in pointing_at_tracks():
        column = getattr(model, "track_id")  # noqa: B009 - the models share no base with it
        for row in unit.session.scalars(select(model).where(column == other_id)).all():
            row.track_id = keep_id
    unit.session.flush()
    unit.remove(other)


def pointing_at_tracks() -> list[type[Any]]:
    """Every model with a `track_id` that is a foreign key."""
    return [
        mapper.class_
        for mapper in Base.registry.mappers
        if any(
            key.column.table is _TRACKS for key in inspect(mapper.class_).local_table.foreign_keys
        )
    ]


def _drop_doubled_entries(unit: UnitOfWork, keep_id: int, other_id: int) -> None:
    """An entry that points at both tracks must not point at one track twice."""
    has_keep = select(EntryTrack.entry_id).where(EntryTrack.track_id == keep_id)
    doubled = select(EntryTrack).where(
        EntryTrack.track_id == other_id, EntryTrack.entry_id.in_(has_keep)
    )
    for row in unit.session.scalars(doubled).all():
        unit.remove(row)


# --- batches of an import: many rows at once, not recorded for undo ------------------------------


def next_ids(session: Session) -> tuple[int, int]:
    """The next free (track id, file id). They hold until the end of the transaction."""
    return _next_id(session, _TRACKS), _next_id(session, _FILES)


def _next_id(session: Session, table: Table) -> int:
    statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    used: int | None = session.execute(statement, {"name": table.name}).scalar()
    return (used or 0) + 1


def add_tracks(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: whole tracks with ids, their words as the tags have them."""
    made_at = now_ms()
    stamps = {"created_at": made_at, "updated_at": made_at, **_plain_defaults(_TRACKS)}
    _insert(session, _TRACKS, [{**stamps, **row, "uid": new_uid()} for row in rows])


def add_files(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: files with ids and paths as text; they are there now."""
    seen = {"is_available": True, "seen_at": now_ms()}
    _insert(session, _FILES, [{**row, **seen, "path": os.fsencode(row["path"])} for row in rows])


def _plain_defaults(table: Table) -> dict[str, Any]:
    """What the model gives a column that nobody names."""
    return {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


def _insert(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Straight to the driver, values as it takes them: SQLAlchemy's own handling of the
    parameters was measured at twice the time of the insert itself.
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


def follow_tags(session: Session, words: Mapping[int, Mapping[str, Any]]) -> None:
    """words: columns per track id. Tracks whose words are the listener's keep them.

    The others keep their stamp: what a tag says is no change by the listener, and of two versions
    of the row the one that a person touched last is to stay.
    """
    if not words:
        return
    connection = session.connection()
    following = select(_TRACKS).where(_TRACKS.c.id.in_(words), _TRACKS.c.words_by == BY_TAGS)
    for row in connection.execute(following).all():
        columns = words[row.id]
        if any(getattr(row, name) != value for name, value in columns.items()):
            statement = update(_TRACKS).where(_TRACKS.c.id == row.id)
            connection.execute(statement.values(**columns, updated_at=row.updated_at))


def paths_of(session: Session, file_ids: Collection[int]) -> dict[int, str]:
    found = session.execute(select(_FILES.c.id, _FILES.c.path).where(_FILES.c.id.in_(file_ids)))
    return {int(row.id): str(row.path) for row in found}


def set_availability(session: Session, file_ids: Collection[int], is_available: bool) -> None:
    values: dict[str, Any] = {"is_available": is_available}
    if is_available:
        values["seen_at"] = now_ms()
    session.connection().execute(update(_FILES).where(_FILES.c.id.in_(file_ids)).values(**values))


def exchange_cover(session: Session, old: str, new: str) -> list[int]:
    """Which tracks have the other picture now. Nobody authored it: `updated_at` stays."""
    connection = session.connection()
    ids = list(connection.execute(select(_TRACKS.c.id).where(_TRACKS.c.cover == old)).scalars())
    statement = update(_TRACKS).where(_TRACKS.c.cover == old)
    connection.execute(statement.values(cover=new, updated_at=_TRACKS.c.updated_at))
    return ids
