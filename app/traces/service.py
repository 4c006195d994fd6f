"""Traces: recorded, replaced where a new pass covers them, deleted, read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.core.ids import ListenId, TraceId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.core.words import _
from app.traces.records import STEP_MS, Stretch, Trace
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.trace import Trace as TraceRow
from db.models.track import Track
from db.queries import traces as queries
from db.repositories import rows


class Traces:
    """Verbs on traces. Each announces Change(TRACE) for the track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_track(self, track_id: TrackId) -> tuple[Trace, ...]:
        """In the order of the track; where two overlap, the one made later comes later."""
        with self._ledger.read() as connection:
            return tuple(_record(row) for row in queries.of_track(connection, track_id))

    def record(
        self,
        track_id: TrackId,
        stretches: Iterable[Stretch],
        *,
        after: TraceId | None = None,
        a_pass: str = "",
        listen_id: ListenId | None = None,
        initiator: object = None,
    ) -> TraceId | None:
        """Saves what was recorded; it replaces earlier passes over the same seconds.

        after: this pass's trace, which the first stretch continues if they touch. a_pass: steps
        with the same one are undone together. Returns the trace that the next stretch may
        continue, `after` if there was nothing to save. Raises LookupError if the track is gone.
        """
        last = after
        with self._ledger.write(
            _("Record trace"), changes.TRACE, initiator=initiator, joins=a_pass
        ) as writing:
            writing.unit.get(Track, track_id)
            for stretch in stretches:
                writing.track_ids.add(track_id)
                _clear(writing, track_id, stretch.span)
                last = _keep(writing, track_id, stretch, last, listen_id)
        return last

    def erase(self, track_id: TrackId, span: Span, initiator: object = None) -> None:
        """Deletes what was traced over a span."""
        with self._ledger.write(_("Delete trace"), changes.TRACE, initiator=initiator) as writing:
            if _clear(writing, track_id, span):
                writing.track_ids.add(track_id)


def _keep(
    writing: Writing,
    track_id: TrackId,
    stretch: Stretch,
    after: TraceId | None,
    listen_id: ListenId | None,
) -> TraceId:
    """As a row of its own, or appended to the one it continues."""
    row: Any = None if after is None else writing.session.get(TraceRow, after)
    touches = row is not None and row.track_id == track_id and row.end_ms == stretch.start_ms
    if touches and row.step_ms == STEP_MS:
        row.samples += stretch.samples
        row.end_ms = stretch.span.end_ms
        writing.session.flush()
        return TraceId(row.id)
    now = Instant.now()
    made = {"made_at": now.utc_ms, "made_offset_min": now.offset_min, "listen_id": listen_id}
    return _add(writing, track_id, stretch.span, stretch.samples, STEP_MS, made)


def _clear(writing: Writing, track_id: TrackId, span: Span) -> bool:
    """Cuts a span out of all traces. Whether there was anything to cut."""
    found = queries.overlapping(writing.session, track_id, span.start_ms, span.end_ms)
    for row in found:
        _cut(writing, row, span)
    writing.session.flush()
    return bool(found)


def _cut(writing: Writing, row: Any, span: Span) -> None:
    before, after = _left_of(row, span.start_ms), _right_of(row, span.end_ms)
    if after is not None:
        made = {name: getattr(row, name) for name in ("made_at", "made_offset_min", "listen_id")}
        _add(writing, row.track_id, *after, row.step_ms, made)
    if before is None:
        writing.unit.remove(row)
    else:
        left, samples = before
        row.end_ms, row.samples = left.end_ms, samples


def _left_of(row: Any, end_ms: int) -> tuple[Span, bytes] | None:
    """The part of a row before a position."""
    if row.start_ms >= end_ms:
        return None
    count = -((row.start_ms - end_ms) // row.step_ms)
    return Span(row.start_ms, end_ms), row.samples[: 2 * count]


def _right_of(row: Any, start_ms: int) -> tuple[Span, bytes] | None:
    """The part of a row from a position on."""
    first = (start_ms - row.start_ms) // row.step_ms
    samples = row.samples[2 * first :]
    return (Span(start_ms, row.end_ms), samples) if row.end_ms > start_ms and samples else None


def _add(
    writing: Writing, track_id: int, span: Span, samples: bytes, step_ms: int, made: dict[str, Any]
) -> TraceId:
    row = rows.add(
        writing.session,
        TraceRow,
        track_id=track_id,
        start_ms=span.start_ms,
        end_ms=span.end_ms,
        step_ms=step_ms,
        samples=samples,
        **made,
    )
    writing.ids.add(row.id)
    return TraceId(row.id)


def _record(row: Any) -> Trace:
    return Trace(
        id=TraceId(row.id),
        uid=row.uid,
        track_id=TrackId(row.track_id),
        span=Span(row.start_ms, row.end_ms),
        step_ms=row.step_ms,
        samples=row.samples,
    )
