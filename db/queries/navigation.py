"""Which tracks have marks, and where: for going from mark to mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    exists,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.queries.sound import is_sound
from db.queries.sources import is_there
from db.writing.unit_of_work import in_parts


def tracks_of_marks(
    connection: Connection, kind: str, ids: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of a mark's id and its track's, for the marks that exist."""
    marks = MARK_TABLES[kind].table
    for part in in_parts(ids):
        found = select(marks.c.id, marks.c.track_id).where(marks.c.id.in_(part))
        yield from ((row.id, row.track_id) for row in connection.execute(found))


def tracks_with_marks(connection: Connection, emotion_id: int | None) -> list[int]:
    """Ids, in any order: the tracks that have a mark of this emotion, or any mark if it is None.

    One index lookup per track, whatever the number of marks: so marks that can't be shown count,
    too.
    """
    track = Track.__table__
    found = [
        exists().where(*_matching(kind, emotion_id, track.c.id)) for kind in _kinds(emotion_id)
    ]
    return list(connection.execute(select(track.c.id).where(or_(*found))).scalars())


def can_be_played(connection: Connection, track_id: int) -> bool:
    track = Track.__table__.c
    found = select(track.id).where(track.id == track_id, is_there(track.id))
    return connection.execute(found).first() is not None


def title_of(connection: Connection, track_id: int) -> str:
    track = Track.__table__.c
    found = select(track.title).where(track.id == track_id)
    title: str = connection.execute(found).scalar_one()
    return title


def marks_of(connection: Connection, track_id: int, emotion_id: int | None) -> Sequence[Row[Any]]:
    """Rows (kind, id, start_ms, end_ms, preroll_ms) of a track that can be shown, in any order."""
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
    """All, or those with an emotion."""
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
