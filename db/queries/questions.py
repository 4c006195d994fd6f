"""The open questions whether two tracks are the same recording, and what was refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from db.models.question import ALBUM_LINE, ROLE, SAME_TRACK, OpenQuestion, Refusal
from db.models.track import Track
from db.models.track_source import TrackSource
from db.writing.unit_of_work import in_parts

Rows = Sequence[Row[*tuple[Any, ...]]]

_QUESTION: Any = OpenQuestion.__table__
_REFUSAL: Any = Refusal.__table__
_TRACK: Any = Track.__table__
_SOURCE: Any = TrackSource.__table__


def how_many(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(_QUESTION)) or 0


def open_questions(connection: Connection) -> Rows:
    """(id, track_id, other_id), in the order in which they were asked."""
    question = _QUESTION.c
    query = select(question.id, question.track_id, question.other_id).order_by(question.id)
    return connection.execute(query).all()


def removed_albums(connection: Connection, track_ids: Collection[int]) -> set[tuple[int, str]]:
    """(track id, `album_key`) of the albums that the listener removed these tracks from."""
    refusal = _REFUSAL.c
    query = select(refusal.track_id, refusal.what).where(refusal.kind == ALBUM_LINE)
    return {
        (row.track_id, row.what)
        for part in in_parts(sorted(track_ids))
        for row in connection.execute(query.where(refusal.track_id.in_(part)))
    }


def refused_roles(connection: Connection, track_ids: Collection[int]) -> set[tuple[int, str]]:
    """(track id, role) that these tracks don't have, whatever their titles say."""
    refusal = _REFUSAL.c
    query = select(refusal.track_id, refusal.what).where(refusal.kind == ROLE)
    return {
        (row.track_id, row.what)
        for part in in_parts(sorted(track_ids))
        for row in connection.execute(query.where(refusal.track_id.in_(part)))
    }


def asked_pairs(connection: Connection) -> set[frozenset[int]]:
    """Of tracks that it is asked about whether they are the same."""
    return {frozenset((row.track_id, row.other_id)) for row in open_questions(connection)}


def refused_pairs(connection: Connection) -> set[frozenset[int]]:
    """Of tracks that aren't the same, whether it is known by their uids or by their sound."""
    refusal, track, source = _REFUSAL.c, _TRACK.c, _SOURCE.c
    is_one = refusal.kind == SAME_TRACK
    by_uid = select(refusal.track_id, track.id.label("other_id"))
    by_uid = by_uid.join_from(_REFUSAL, _TRACK, track.uid == refusal.what).where(is_one)
    by_sound = select(refusal.track_id, source.track_id.label("other_id"))
    by_sound = by_sound.join_from(_REFUSAL, _SOURCE, source.payload_hash == refusal.what)
    return {
        frozenset((row.track_id, row.other_id))
        for query in (by_uid, by_sound.where(is_one))
        for row in connection.execute(query)
    }


def refused(connection: Connection) -> set[tuple[int, str]]:
    """(track id, uid of a track or payload of a removed one that isn't the same)."""
    refusal = _REFUSAL.c
    query = select(refusal.track_id, refusal.what).where(refusal.kind == SAME_TRACK)
    return {(row.track_id, row.what) for row in connection.execute(query)}
