"""Carries marks over to another version of their track."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from app.core.ids import AlignmentId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.time_map import TimeMap
from app.core.timecode import Span
from app.core.words import ngettext
from app.marks.kinds import KINDS, changes_of_marks
from app.marks.new_rows import made, placed
from app.marks.rows import added, found_rows
from app.story.alignments import Alignment, alignment_record
from app.transactions.ledger import Ledger, Writing
from db.models.alignment import Alignment as AlignmentRow
from db.models.track import Track
from db.queries.carried import carried_to

CARRIED = frozenset({MarkKind.TAG, MarkKind.MOMENT})  # what was felt; the rest is of one recording


class Carrying:
    """Copies emotion marks and favourite moments to where the same moment is in another version."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def carry_over(
        self, alignment_id: AlignmentId, refs: Iterable[MarkRef], initiator: object = None
    ) -> tuple[MarkRef, ...]:
        """As one undo step. The marks may be on either of the two tracks. Each copy says the same,
        keeps the day, and remembers which mark it was carried over from.

        Returns the copies, in order. Left out are marks that have been carried over before, and
        those whose place the other version doesn't have. Raises LookupError when the alignment or a
        mark is gone, ValueError for a mark on another track or of another kind, and where the
        alignment has no anchors.
        """
        wanted = list(refs)
        label = ngettext("Carry over mark", "Carry over {n} marks", len(wanted))
        kinds = changes_of_marks(pressed=True)
        with self._ledger.write(label, *kinds, initiator=initiator) as writing:
            alignment = alignment_record(writing.unit.get(AlignmentRow, alignment_id))
            found = [(ref.kind, row) for ref, row in found_rows(writing, _felt(wanted))]
            done = _carried_before(writing, alignment, found)
            copies = [
                (kind, copy)
                for kind, row in found
                if row["uid"] not in done
                and (copy := _copy(writing, alignment, kind, row)) is not None
            ]
            return added(writing, copies)


def _felt(refs: list[MarkRef]) -> list[MarkRef]:
    if any(ref.kind not in CARRIED for ref in refs):
        raise ValueError(f"not to be carried over: {refs}")
    return refs


def _carried_before(
    writing: Writing, alignment: Alignment, found: list[tuple[MarkKind, Any]]
) -> frozenset[str]:
    """Their uids."""
    uids: dict[tuple[MarkKind, int], list[str]] = defaultdict(list)
    for kind, row in found:
        there = alignment.seen_from(TrackId(row["track_id"])).other_track_id
        uids[kind, there].append(row["uid"])
    connection = writing.session.connection()
    done = [carried_to(connection, kind, there, some) for (kind, there), some in uids.items()]
    return frozenset().union(*done)


def _copy(
    writing: Writing, alignment: Alignment, kind: MarkKind, row: Any
) -> dict[str, Any] | None:
    """The columns of a mark's copy on the other track; None if that has no such place."""
    here = alignment.seen_from(TrackId(row["track_id"]))
    time_map = here.time_map
    if here.track_id != row["track_id"] or time_map is None:
        raise ValueError(f"alignment {alignment.id} doesn’t lead from track {row['track_id']}")
    length_ms = writing.unit.get(Track, here.other_track_id).duration_ms
    span = there(time_map, Span(row["start_ms"], row["end_ms"]), length_ms)
    if span is None:
        return None
    spec = KINDS[kind]
    says = {name: row[name] for name in (*spec.what, *spec.facts, *spec.texts)}
    pressed = made(span, row["made_at"], row["made_offset_min"])
    marked = {"carried_from": row["uid"], "needs_no_note": True}
    return says | placed(here.other_track_id, span) | pressed | marked


def there(time_map: TimeMap, span: Span, length_ms: int) -> Span | None:
    """A span in the other version, cut at its ends; None if nothing of it is there."""
    start_ms, end_ms = (round(time_map.second_ms(ms)) for ms in (span.start_ms, span.end_ms))
    if span.is_point:
        return Span.point(start_ms) if 0 <= start_ms < length_ms else None
    start_ms, end_ms = max(0, start_ms), min(end_ms, length_ms)
    return Span(start_ms, end_ms) if start_ms < end_ms else None
