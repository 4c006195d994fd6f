"""Saves a deed that waited to the journal, exactly once: the journal notes which one it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.core.marks import MarkRef
from app.emotions.tagging import step_name
from app.emotions.vocabulary import Vocabulary
from app.marks.kinds import KINDS
from app.marks.spec import Verb
from app.moments.service import ADD_MOMENT
from app.transactions.history import EXTEND, RAISE, StepKind
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import Typed
from app.waiting.records import Deed, What
from db.models.marks import MARK_TABLES
from db.queries import elsewhere
from db.repositories import rows
from db.writing.placed import last_placed, note_placed


class PlacedBefore(Exception):
    """It was already done, by this process or another; the mark may have changed since.

    ref: the mark in the journal; None if it is gone.
    """

    def __init__(self, deed: Deed, ref: MarkRef | None) -> None:
        super().__init__(deed.key)
        self.ref = ref


def place(
    ledger: Ledger, vocabulary: Vocabulary, deed: Deed, is_due: Callable[[int], bool]
) -> MarkRef | None:
    """Returns the mark in the journal; None if this journal has no place for the action.

    One unit of work and one undo step; steps of one press have the same name. Announces a Change of
    the mark's kind. is_due: called while no one else can write, with what was placed last. Raises
    Problem if the journal can't be written, PlacedBefore if the deed isn't due.
    """
    step_kind = _STEP_KINDS.get(deed.what, StepKind.OTHER)
    change = KINDS[deed.kind].change
    with ledger.write(_label(deed), change, joins=deed.step, kind=step_kind) as writing:
        connection = writing.session.connection()
        row = rows.with_uid(writing.session, MARK_TABLES[deed.kind].model, deed.mark)
        if not is_due(last_placed(connection)):
            raise PlacedBefore(deed, None if row is None else MarkRef(deed.kind, row.id))
        if deed.what is What.PRESS and row is None:
            row = _pressed(writing, vocabulary, deed)
        elif deed.what is not What.PRESS and row is not None:
            _CHANGED[deed.what](row, deed)
        if row is None:
            return None
        note_placed(connection, deed.key)
        writing.track_ids.add(row.track_id)
        writing.session.flush()
        return MarkRef(deed.kind, row.id)


def _label(deed: Deed) -> str:
    if deed.what is What.PRESS:
        return str(ADD_MOMENT) if deed.word is None else step_name(str(deed.word["name"]))
    edit = KINDS[deed.kind].words.steps[Verb.EDIT]
    return str({What.RAISE: RAISE, What.EXTEND: EXTEND, What.NOTE: edit}[deed.what])


_STEP_KINDS = {What.RAISE: StepKind.RAISE, What.EXTEND: StepKind.EXTEND}


def _pressed(writing: Writing, vocabulary: Vocabulary, deed: Deed) -> Any:
    connection = writing.session.connection()
    track_id = elsewhere.track_id(connection, deed.track.uid, deed.track.hashes)
    if track_id is None:
        return None
    made = deed.made
    listen_id = elsewhere.listen_id(connection, track_id, made.utc_ms, deed.listen_id)
    values = _spans(deed) | {
        "uid": deed.mark,
        "track_id": track_id,
        "listen_id": listen_id,
        "made_at": made.utc_ms,
        "made_offset_min": made.offset_min,
    }
    if deed.word is not None:
        values["emotion_id"] = vocabulary.adopt(writing, deed.word)
        values |= {"mode": str(deed.mode), "intensity": deed.intensity}
    row = rows.add(writing.session, MARK_TABLES[deed.kind].model, **values)
    writing.ids.add(row.id)
    return row


def _raise(row: Any, deed: Deed) -> None:
    row.intensity = max(row.intensity, deed.intensity)


def _extend(row: Any, deed: Deed) -> None:
    for name, value in _spans(deed).items():
        setattr(row, name, value)


def _note(row: Any, deed: Deed) -> None:
    row.note = Typed(deed.text, deed.before, is_long=True).over(row.note)


_CHANGED = {What.RAISE: _raise, What.EXTEND: _extend, What.NOTE: _note}


def _spans(deed: Deed) -> dict[str, int]:
    assert deed.span is not None and deed.raw is not None
    return {
        "start_ms": deed.span.start_ms,
        "end_ms": deed.span.end_ms,
        "raw_start_ms": deed.raw.start_ms,
        "raw_end_ms": deed.raw.end_ms,
    }
