"""Keeping favourite moments. What any mark can do besides is in `app/marks/`."""

from __future__ import annotations

from typing import Any

from app.core.ids import ListenId, MomentId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.moments.records import Moment
from app.transactions import changes
from app.transactions.history import DRAW_SPAN
from app.transactions.ledger import Ledger
from db.models.base import new_uid
from db.models.moment import FavouriteMoment
from db.repositories import rows


class Moments:
    """Verbs on favourite moments. Each announces Change(MOMENT) for the moment's track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_moment(
        self,
        track_id: TrackId,
        raw: Span,
        *,
        span: Span | None = None,
        label: str = "",
        note: str = "",
        listen_id: ListenId | None = None,
        uid: str | None = None,
        initiator: object = None,
    ) -> Moment:
        """Keeps where the playhead was and, beside it, where the listener meant (the same, when
        it is left out).
        """
        now, span = Instant.now(), span or raw
        with self._write("Keep favourite moment", (track_id,), initiator) as writing:
            row = rows.add(
                writing.session,
                FavouriteMoment,
                uid=uid or new_uid(),
                track_id=track_id,
                listen_id=listen_id,
                start_ms=span.start_ms,
                end_ms=span.end_ms,
                raw_start_ms=raw.start_ms,
                raw_end_ms=raw.end_ms,
                label=label,
                note=note,
                made_at=now.utc_ms,
                made_offset_min=now.offset_min,
            )
            writing.ids.add(row.id)
        return moment_record(row)

    def extend(
        self, moment_id: MomentId, span: Span, raw: Span, initiator: object = None
    ) -> Moment:
        """The key was held: the point becomes a span. raw: from the press to the release."""
        with self._write(DRAW_SPAN, (), initiator) as writing:
            row = writing.unit.get(FavouriteMoment, moment_id)
            row.start_ms, row.end_ms = span.start_ms, span.end_ms
            row.raw_start_ms, row.raw_end_ms = raw.start_ms, raw.end_ms
            writing.track_ids.add(row.track_id)
        return moment_record(row)

    def _write(self, label: str, tracks: tuple[int, ...], initiator: object) -> Any:
        return self._ledger.write(label, changes.MOMENT, track_ids=tracks, initiator=initiator)


def moment_record(row: Any) -> Moment:
    """A Moment from a mapped row or a query's row."""
    return Moment(
        id=MomentId(row.id),
        uid=row.uid,
        track_id=TrackId(row.track_id),
        listen_id=row.listen_id,
        span=Span(row.start_ms, row.end_ms),
        raw=Span.between(row.raw_start_ms, row.raw_end_ms),
        label=row.label,
        note=row.note,
        made_at_ms=row.made_at,
        made_offset_min=row.made_offset_min,
        preroll_ms=row.preroll_ms,
    )
