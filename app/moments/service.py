"""Marking favourite moments. What can be done with any mark is in `app/marks/`."""

from __future__ import annotations

from typing import Any

from app.core.ids import ListenId, MomentId, TrackId
from app.core.timecode import Span
from app.core.words import Text
from app.moments.records import Moment
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.mark_rows import MarkRows
from db.models.moment import FavouriteMoment

ADD_MOMENT = Text("Mark favourite moment")


class Moments:
    """Verbs on favourite moments. Each announces Change(MOMENT) for the moment's track."""

    def __init__(self, ledger: Ledger) -> None:
        self._rows = MarkRows(ledger, FavouriteMoment, changes.MOMENT)

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
        """raw: where the playhead was; span: where the listener meant, None for the same place."""
        row = self._rows.press(
            str(ADD_MOMENT),
            track_id,
            raw,
            span,
            listen_id,
            uid,
            initiator,
            label=label,
            note=note,
        )
        return moment_record(row)

    def extend(
        self, moment_id: MomentId, span: Span, raw: Span, initiator: object = None
    ) -> Moment:
        """The key was held: the point becomes a span. raw: from the press to the release."""
        return moment_record(self._rows.extend(moment_id, span, raw, initiator))


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
        carried_from=row.carried_from,
    )
