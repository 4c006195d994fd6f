"""Adds and extends the marks of one kind. What all marks have in common is in `app/marks/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from app.core.ids import ListenId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.transactions.history import EXTEND, StepKind
from app.transactions.ledger import Ledger, Writing
from db.models.base import new_uid
from db.repositories import rows


class MarkRows:
    """For the service of one kind. Each verb announces its Change for the mark's track."""

    def __init__(self, ledger: Ledger, model: type[Any], change: str) -> None:
        self._ledger = ledger
        self._model = model
        self._change = change

    def write(
        self,
        label: str,
        track_ids: Iterable[int],
        initiator: object,
        kind: StepKind = StepKind.OTHER,
    ) -> AbstractContextManager[Writing]:
        return self._ledger.write(
            label, self._change, track_ids=track_ids, initiator=initiator, kind=kind
        )

    def add(self, writing: Writing, track_id: TrackId, span: Span, **says: Any) -> Any:
        place = {"track_id": track_id, "start_ms": span.start_ms, "end_ms": span.end_ms}
        row = rows.add(writing.session, self._model, **place, **says)
        writing.ids.add(row.id)
        return row

    def press(
        self,
        step: str,
        track_id: TrackId,
        raw: Span,
        span: Span | None,
        listen_id: ListenId | None,
        uid: str | None,
        initiator: object,
        **says: Any,
    ) -> Any:
        """Adds a mark made with a key. raw: where the playhead was; span: where the listener meant,
        the same when None. step: the undo step's name.
        """
        now = Instant.now()
        press = {
            "uid": uid or new_uid(),
            "listen_id": listen_id,
            "raw_start_ms": raw.start_ms,
            "raw_end_ms": raw.end_ms,
            "made_at": now.utc_ms,
            "made_offset_min": now.offset_min,
        }
        with self.write(step, (track_id,), initiator) as writing:
            return self.add(writing, track_id, span or raw, **press, **says)

    @contextmanager
    def changing(
        self, row_id: int, label: str, initiator: object, kind: StepKind = StepKind.OTHER
    ) -> Iterator[Any]:
        """The row, to change in the block. Raises LookupError when it was deleted."""
        with self.write(label, (), initiator, kind) as writing:
            row = writing.unit.get(self._model, row_id)
            yield row
            writing.track_ids.add(row.track_id)

    def extend(self, row_id: int, span: Span, raw: Span, initiator: object) -> Any:
        """The key was held, so the point becomes a passage. raw: from press to release."""
        with self.changing(row_id, str(EXTEND), initiator, StepKind.EXTEND) as row:
            row.start_ms, row.end_ms = span.start_ms, span.end_ms
            row.raw_start_ms, row.raw_end_ms = raw.start_ms, raw.end_ms
        return row
