"""The inbox: marks that have no note yet, to go through one by one.

A mark stays there until it has a note (for an emotion a memory will do, for a favourite moment a
name), or until the listener leaves it without one: that is saved with the mark, so that the inbox
can become empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import ngettext
from app.emotions.records import Mode
from app.marks.kinds import KINDS
from app.transactions.ledger import Ledger
from db.models.marks import MARK_TABLES
from db.queries import inbox as queries

MOST = 1000  # beyond this many, “1,000+” says enough


class InboxItem(NamedTuple):
    """A mark without a note, with what is needed to hear it and to recognise it. The inbox reads a
    thousand at a time, and tuples are made in half the time.

    emotion_id: None for a mark of another kind. made: when it was marked. heard_at_ms: UTC, when
    that listen began. is_available: whether its track can be played now.
    """

    ref: MarkRef
    track_id: TrackId
    track_title: str
    album: str
    span: Span
    emotion_id: EmotionId | None
    intensity: int
    mode: Mode
    made: Instant
    preroll_ms: int | None
    heard_at_ms: int
    is_available: bool


class Inbox:
    """Marks without a note. `leave` announces a Change of the mark's kind for its track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def count(self) -> int:
        """How many there are, MOST at most."""
        with self._ledger.read() as connection:
            return queries.count(connection, MOST)

    def items(self) -> tuple[InboxItem, ...]:
        """Those of the newest listen first, each listen in playing order; MOST at most."""
        with self._ledger.read() as connection:
            return tuple(_item(row) for row in queries.newest(connection, MOST))

    def leave(self, refs: Iterable[MarkRef], initiator: object = None) -> None:
        """They need no note: one step, however many. Marks that are gone are skipped."""
        wanted = list(refs)
        kinds = {KINDS[ref.kind].change for ref in wanted}
        label = ngettext("Leave without a note", "Leave {n} marks without a note", len(wanted))
        with self._ledger.write(label, *kinds, initiator=initiator) as writing:
            for ref in wanted:
                row: Any = writing.session.get(MARK_TABLES[ref.kind].model, ref.id)
                if row is not None:
                    row.needs_no_note = True
                    writing.track_ids.add(row.track_id)


def _item(row: Any) -> InboxItem:
    (
        kind,
        row_id,
        track_id,
        title,
        album,
        start_ms,
        end_ms,
        emotion_id,
        intensity,
        mode,
        made_at,
        made_offset_min,
        preroll_ms,
        heard_at,
        is_available,
    ) = row
    return InboxItem(
        MarkRef(MarkKind(kind), row_id),
        TrackId(track_id),
        title,
        album,
        Span(start_ms, end_ms),
        None if emotion_id is None else EmotionId(emotion_id),
        intensity,
        Mode(mode),
        Instant(made_at, made_offset_min),
        preroll_ms,
        heard_at,
        bool(is_available),
    )
