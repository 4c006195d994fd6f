"""Whether two tracks are the same recording: asked, answered with no, and kept in mind.

A question is of a pair of tracks, and so is a refusal, whichever of the two it is stored with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.base import now_ms
from db.models.question import ALBUM_LINE, SAME_TRACK, OpenQuestion, Refusal
from db.models.track import Track
from db.models.track_source import TrackSource
from db.writing.unit_of_work import UnitOfWork, in_parts

_ASK = (
    "INSERT OR IGNORE INTO open_question (track_id, other_id, asked_at) SELECT ?, ?, ? "
    "WHERE (SELECT count(*) FROM track WHERE id IN (?, ?)) = 2"
)


def ask(session: Session, pairs: Iterable[tuple[int, int]]) -> None:
    """Not recorded for undo: part of an import. Pairs of which a track is gone are left out."""
    now = now_ms()
    values = [(track_id, other_id, now, track_id, other_id) for track_id, other_id in pairs]
    if values:
        session.connection().exec_driver_sql(_ASK, values)


def refuse(unit: UnitOfWork, question_ids: Collection[int]) -> set[int]:
    """Answers questions with no. Returns the tracks they were about.

    Those that were answered meanwhile are left as they are.
    """
    asked = _questions(unit.session, OpenQuestion.id, question_ids)
    about = {track_id for row in asked for track_id in (row.track_id, row.other_id)}
    uids = _uids(unit.session, about)
    unit.session.add_all(
        Refusal(kind=SAME_TRACK, track_id=row.track_id, what=uids[row.other_id]) for row in asked
    )
    unit.remove_all(asked)
    return about


def remember_by_sound(unit: UnitOfWork, track_ids: Collection[int]) -> None:
    """Lets the other tracks of refusals know these by their payloads: they are about to be removed,
    and get another uid if they are imported again.
    """
    session = unit.session
    ids = {uid: track_id for track_id, uid in _uids(session, track_ids).items()}
    theirs = _refusals(session, Refusal.track_id, track_ids)
    others = _ids(session, [refusal.what for refusal in theirs])
    pairs = [(others.get(refusal.what), refusal.track_id) for refusal in theirs]
    of_others = _refusals(session, Refusal.what, ids)
    pairs += [(refusal.track_id, ids[refusal.what]) for refusal in of_others]
    payloads = _payloads(session, [gone_id for _, gone_id in pairs])
    for stays_id, gone_id in pairs:
        if stays_id is not None and stays_id not in track_ids:
            _refuse_sounds(session, stays_id, payloads.get(gone_id, ()))
    session.flush()


def pass_on(
    unit: UnitOfWork, into: Mapping[int, int], albums: Mapping[int, Collection[str]]
) -> None:
    """What was asked and refused about tracks is about those they go into from now on, once.

    into: the track kept, by the track that goes into it. albums: the `album_key`s of those that the
    tracks kept are on.
    """
    _drop_void_albums(unit, into, albums)
    refused = _pass_on_refusals(unit, into)
    _pass_on_questions(unit, into, refused)


def _drop_void_albums(
    unit: UnitOfWork, into: Mapping[int, int], albums: Mapping[int, Collection[str]]
) -> None:
    """Where a track is on an album that one of them was removed from, or two were."""
    seen = {(track_id, album) for track_id, keys in albums.items() for album in keys}
    void: list[Refusal] = []
    for refusal in _refusals(unit.session, Refusal.track_id, {*into, *into.values()}, ALBUM_LINE):
        removed = into.get(refusal.track_id, refusal.track_id), refusal.what
        if removed in seen:
            void.append(refusal)
        seen.add(removed)
    unit.remove_all(void)


def _pass_on_refusals(unit: UnitOfWork, into: Mapping[int, int]) -> set[frozenset[int]]:
    """Returns the pairs that aren't the same, as far as they have to do with these tracks."""
    session = unit.session
    uids = _uids(session, {*into, *into.values()})
    ids = {uid: track_id for track_id, uid in uids.items()}
    payloads = _payloads(session, uids)
    own: dict[int, set[str]] = {}
    for track_id in uids:
        own.setdefault(into.get(track_id, track_id), set()).update(payloads.get(track_id, ()))
    seen: set[tuple[int, str]] = set()
    void: list[Refusal] = []
    refused: set[frozenset[int]] = set()
    about = {*_refusals(session, Refusal.track_id, uids), *_refusals(session, Refusal.what, ids)}
    strangers = _ids(session, {refusal.what for refusal in about})
    for refusal in sorted(about, key=lambda refusal: refusal.id):
        track_id = into.get(refusal.track_id, refusal.track_id)
        other_id = strangers.get(refusal.what)
        other_id = other_id if other_id is None else into.get(other_id, other_id)
        what = uids.get(other_id or 0, refusal.what)
        is_self = other_id == track_id or what in own.get(track_id, ())
        if is_self or (track_id, what) in seen:
            void.append(refusal)
        else:
            refusal.track_id, refusal.what = track_id, what
        seen.add((track_id, what))
        if other_id is not None:
            refused.add(frozenset((track_id, other_id)))
    unit.remove_all(void)
    session.flush()
    return refused


def _pass_on_questions(
    unit: UnitOfWork, into: Mapping[int, int], refused: Set[frozenset[int]]
) -> None:
    ids = {*into, *into.values()}
    columns = (OpenQuestion.track_id, OpenQuestion.other_id)
    about = {question for column in columns for question in _questions(unit.session, column, ids)}
    asked = set(refused)
    passed_on: list[tuple[OpenQuestion, tuple[int, int]]] = []
    settled = []
    for question in sorted(about, key=lambda question: question.id):
        track_id = into.get(question.track_id, question.track_id)
        other_id = into.get(question.other_id, question.other_id)
        pair = frozenset((track_id, other_id))
        if len(pair) == 1 or pair in asked:
            settled.append(question)
        else:
            asked.add(pair)
            passed_on.append((question, (track_id, other_id)))
    unit.remove_all(settled)
    for question, (track_id, other_id) in passed_on:
        question.track_id, question.other_id = track_id, other_id
    unit.session.flush()


def _refuse_sounds(session: Session, track_id: int, payloads: Iterable[str]) -> None:
    known = {refusal.what for refusal in _refusals(session, Refusal.track_id, [track_id])}
    session.add_all(
        Refusal(kind=SAME_TRACK, track_id=track_id, what=payload_hash)
        for payload_hash in payloads
        if payload_hash not in known
    )


def _refusals(
    session: Session, column: Any, values: Collection[Any], kind: str = SAME_TRACK
) -> Sequence[Refusal]:
    kept = select(Refusal).where(Refusal.kind == kind).order_by(Refusal.id)
    return [
        refusal
        for part in in_parts(sorted(values))
        for refusal in session.scalars(kept.where(column.in_(part)))
    ]


def _questions(session: Session, column: Any, values: Collection[int]) -> Sequence[OpenQuestion]:
    return [
        question
        for part in in_parts(sorted(values))
        for question in session.scalars(select(OpenQuestion).where(column.in_(part)))
    ]


def _uids(session: Session, track_ids: Collection[int]) -> dict[int, str]:
    return {
        track_id: uid
        for part in in_parts(sorted(track_ids))
        for track_id, uid in session.execute(select(Track.id, Track.uid).where(Track.id.in_(part)))
    }


def _ids(session: Session, uids: Collection[str]) -> dict[str, int]:
    return {
        uid: track_id
        for part in in_parts(sorted(uids))
        for uid, track_id in session.execute(select(Track.uid, Track.id).where(Track.uid.in_(part)))
    }


def _payloads(session: Session, track_ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for part in in_parts(sorted(track_ids)):
        rows = select(TrackSource.track_id, TrackSource.payload_hash)
        for track_id, payload_hash in session.execute(rows.where(TrackSource.track_id.in_(part))):
            found.setdefault(track_id, []).append(payload_hash)
    return found
