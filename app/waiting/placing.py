"""Puts a deed that waited into the journal, once: the journal notes which it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.core.marks import MarkKind, MarkRef
from app.emotions.vocabulary import Vocabulary
from app.marks.kinds import KINDS
from app.transactions.history import DRAW_SPAN, RAISE
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import Typed
from app.waiting.records import Deed, What
from db.models.marks import MARK_TABLES
from db.queries import elsewhere
from db.repositories import rows
from db.writing.placed import last_placed, note_placed


class PlacedBefore(Exception):
    """It was done, by whomever; what it made may have been changed since.

    ref: the mark as the journal knows it; None when it is gone.
    """

    def __init__(self, deed: Deed, ref: MarkRef | None) -> None:
        super().__init__(deed.key)
        self.ref = ref


def place(
    ledger: Ledger, vocabulary: Vocabulary, deed: Deed, is_due: Callable[[int], bool]
) -> MarkRef | None:
    """The mark as the journal knows it now; None when this journal has no place for the deed.

    One unit of work and one step to undo; steps of one press carry the same name. Announces
    a Change of its kind. is_due: asked while nobody else can write, with what was placed last.
    Raises Problem when the journal can't be written, PlacedBefore when it isn't due.
    """
    with ledger.write(_label(deed), KINDS[deed.kind].change, joins=deed.step) as writing:
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
        word = "" if deed.word is None else str(deed.word["name"]).lower()
        return f"Tag {word}" if deed.kind is MarkKind.TAG else "Keep favourite moment"
    edit = f"Edit {KINDS[deed.kind].words.step}"
    return {What.RAISE: RAISE, What.EXTEND: DRAW_SPAN, What.NOTE: edit}[deed.what]


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
