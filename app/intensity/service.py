"""Corrects what was found of a track's intensity. What was found itself is never written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Any

from app.core.ids import IntensityEventId, TrackId
from app.core.timecode import Span
from app.core.words import Text, ngettext
from app.intensity.records import Correction, EventKind, IntensityEvent
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.intensity_event import IntensityEvent as Row
from db.models.track import Track
from db.queries import intensity as queries
from db.repositories import rows

_ADD = {
    EventKind.BUILD: Text("Add build"),
    EventKind.CLIMAX: Text("Add climax"),
    EventKind.DROP: Text("Add drop"),
    EventKind.BREAK: Text("Add break"),
}
_MOVE = {
    EventKind.BUILD: Text("Move build"),
    EventKind.CLIMAX: Text("Move climax"),
    EventKind.DROP: Text("Move drop"),
    EventKind.BREAK: Text("Move break"),
}
_REMOVE = {
    EventKind.BUILD: Text("Remove build"),
    EventKind.CLIMAX: Text("Remove climax"),
    EventKind.DROP: Text("Remove drop"),
    EventKind.BREAK: Text("Remove break"),
}


class Intensity:
    """Verbs on corrections. Each is one undo step, and announces Change(INTENSITY) for the track.

    Spans are cut at the track's end. A verb raises LookupError when the track or the correction is
    gone, ValueError for a place after the track's end.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def corrections(self, track_ids: Collection[int]) -> dict[TrackId, tuple[Correction, ...]]:
        """Of all these tracks, by one reading; tracks that have none are left out."""
        with self._ledger.read() as connection:
            found = queries.corrections(connection, track_ids)
        by_track: dict[TrackId, list[Correction]] = defaultdict(list)
        for row in found:
            by_track[TrackId(row.track_id)].append(_correction(row))
        return {track_id: tuple(some) for track_id, some in by_track.items()}

    def add(
        self,
        track_id: TrackId,
        kind: EventKind,
        span: Span,
        peak_ms: int | None = None,
        initiator: object = None,
    ) -> IntensityEventId:
        """An event that wasn't found. peak_ms: inside the span, or brought there."""
        with self._write(str(_ADD[kind]), track_id, initiator) as writing:
            return _add(writing, track_id, kind, span, peak_ms)

    def move(
        self,
        track_id: TrackId,
        event: IntensityEvent,
        span: Span,
        peak_ms: int | None = None,
        initiator: object = None,
    ) -> IntensityEventId:
        """An event is elsewhere, or longer or shorter. peak_ms: None moves the peak along.

        Of one that was found, two corrections remain: it isn't where it was found, and it is here.
        """
        if peak_ms is None and event.peak_ms is not None:
            peak_ms = event.peak_ms + span.start_ms - event.span.start_ms
        with self._write(str(_MOVE[event.kind]), track_id, initiator) as writing:
            if event.correction_id is None:
                _add(writing, track_id, event.kind, event.span, event.peak_ms, is_removed=True)
                return _add(writing, track_id, event.kind, span, peak_ms)
            row = writing.unit.get(Row, event.correction_id)
            for name, value in _placed(writing, track_id, span, peak_ms).items():
                setattr(row, name, value)
            writing.ids.add(row.id)
            return event.correction_id

    def remove(self, track_id: TrackId, event: IntensityEvent, initiator: object = None) -> None:
        """An event isn't there. One that the listener put there isn't found there either."""
        with self._write(str(_REMOVE[event.kind]), track_id, initiator) as writing:
            if event.correction_id is None:
                _add(writing, track_id, event.kind, event.span, event.peak_ms, is_removed=True)
            else:
                writing.unit.get(Row, event.correction_id).is_removed = True
                writing.ids.add(event.correction_id)

    def take_back(self, track_id: TrackId, initiator: object = None) -> None:
        """The track's events are as they were found: all its corrections go."""
        with self._ledger.read() as connection:
            n = len(queries.corrections(connection, (track_id,)))
        # Translators: of builds, climaxes, drops and breaks
        label = ngettext("Take back correction", "Take back {n} corrections", n)
        with self._write(label, track_id, initiator) as writing:
            found = queries.corrections(writing.session.connection(), (track_id,))
            writing.unit.remove_all([writing.unit.get(Row, row.id) for row in found])

    def _write(
        self, label: str, track_id: TrackId, initiator: object
    ) -> AbstractContextManager[Writing]:
        return self._ledger.write(
            label, changes.INTENSITY, track_ids=(track_id,), initiator=initiator
        )


def _add(
    writing: Writing,
    track_id: TrackId,
    kind: EventKind,
    span: Span,
    peak_ms: int | None,
    *,
    is_removed: bool = False,
) -> IntensityEventId:
    place = _placed(writing, track_id, span, peak_ms)
    says = {"kind": str(kind), "is_removed": is_removed}
    row = rows.add(writing.session, Row, track_id=track_id, **says, **place)
    writing.ids.add(row.id)
    return IntensityEventId(row.id)


def _placed(
    writing: Writing, track_id: TrackId, span: Span, peak_ms: int | None
) -> dict[str, int | None]:
    duration_ms = writing.unit.get(Track, track_id).duration_ms
    if span.start_ms >= duration_ms:
        raise ValueError(f"{span} is after the end of track {track_id}")
    held = span.clamped(duration_ms)
    if peak_ms is not None:
        peak_ms = min(held.end_ms, max(held.start_ms, peak_ms))
    return {"start_ms": held.start_ms, "end_ms": held.end_ms, "peak_ms": peak_ms}


def _correction(row: Any) -> Correction:
    return Correction(
        IntensityEventId(row.id),
        row.uid,
        TrackId(row.track_id),
        EventKind(row.kind),
        Span(row.start_ms, row.end_ms),
        row.peak_ms,
        bool(row.is_removed),
    )
