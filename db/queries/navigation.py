"""Which tracks hold marks, and where the marks of one are: for going from mark to mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    exists,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from db.models.audio_file import AudioFile
from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.queries.sound import is_sound
from db.writing.unit_of_work import in_parts


def tracks_of_marks(
    connection: Connection, kind: str, ids: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of a mark's id and its track's, for those of the marks that are there."""
    marks = MARK_TABLES[kind].table
    for part in in_parts(ids):
        found = select(marks.c.id, marks.c.track_id).where(marks.c.id.in_(part))
        yield from ((row.id, row.track_id) for row in connection.execute(found))


def tracks_with_marks(
    connection: Connection, emotion_id: int | None, here: int | None
) -> Sequence[Row[Any]]:
    """Rows (id, title, has_marks) in shelf order: the tracks that can be played and have a tag of
    this emotion, or any mark when it is None; and the one that is `here`, whatever it has.

    One look into an index per track, whatever the number of marks: so marks that can't be shown
    count, too.
    """
    track, file = Track.__table__, AudioFile.__table__
    found = [
        exists().where(*_matching(kind, emotion_id, track.c.id)) for kind in _kinds(emotion_id)
    ]
    has_marks = or_(*found)
    is_there = exists().where(file.c.track_id == track.c.id, file.c.is_available)
    shelf = (track.c.album_artist, track.c.album, track.c.disc_number, track.c.track_number)
    rows: Any = (
        select(track.c.id, track.c.title, has_marks.label("has_marks"))
        .where(or_(and_(has_marks, is_there), track.c.id == here))
        .order_by(*shelf, track.c.id)
    )
    return connection.execute(rows).all()


def marks_of(connection: Connection, track_id: int, emotion_id: int | None) -> Sequence[Row[Any]]:
    """Rows (kind, id, start_ms, end_ms, preroll_ms) of a track that can be shown, in no order."""
    parts = [
        select(
            literal(kind).label("kind"),
            marks.c.id,
            marks.c.start_ms,
            marks.c.end_ms,
            marks.c.preroll_ms,
        ).where(is_sound(marks), *_matching(kind, emotion_id, track_id))
        for kind in _kinds(emotion_id)
        for marks in (MARK_TABLES[kind].table,)
    ]
    return connection.execute(union_all(*parts)).all()


def _kinds(emotion_id: int | None) -> list[str]:
    """All, or those that say a feeling."""
    return [
        kind
        for kind, kept in MARK_TABLES.items()
        if emotion_id is None or "emotion_id" in kept.table.c
    ]


def _matching(kind: str, emotion_id: int | None, track_id: Any) -> list[Any]:
    kept = MARK_TABLES[kind]
    marks = kept.table.c
    conditions = [marks.track_id == track_id, literal_column(kept.shown)]
    if emotion_id is not None:
        conditions.append(marks.emotion_id == emotion_id)
    return conditions
