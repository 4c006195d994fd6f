"""Verbs on one mark or on many, whatever their kinds: each is one unit of work, one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from app.ledger import Ledger, Writing
from app.marks.kinds import KINDS, counted
from app.timecode import Span
from app.timeline.records import MarkRef
from db.repositories import rows


class Marks:
    """Announces one Change for all the kinds and tracks of the marks it was given.

    Every verb raises LookupError when one of the marks is gone; then nothing was changed.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def move(self, spans: Mapping[MarkRef, Span], initiator: object = None) -> None:
        """Each mark to its new span. Where a length changes, the step is called a resize."""
        if not spans:
            return
        with self._write("Move", spans, initiator) as writing:
            for ref, row in _found(writing, spans):
                span = spans[ref]
                if span.duration_ms != row.end_ms - row.start_ms:
                    writing.label = f"Resize {counted(spans)}"
                row.start_ms, row.end_ms = span.start_ms, span.end_ms

    def edit(self, *refs: MarkRef, initiator: object = None, **values: Any) -> None:
        """The same values into fields that all these kinds have (`KINDS[...].editable`).

        Raises TypeError for any other field.
        """
        if not refs:
            return
        with self._write("Edit", refs, initiator) as writing:
            for ref, row in _found(writing, refs):
                rows.edit(row, values, KINDS[ref.kind].editable)

    def remove(self, *refs: MarkRef, initiator: object = None) -> None:
        """And with them what hangs on them; an undo brings all of it back."""
        if not refs:
            return
        with self._write("Remove", refs, initiator) as writing:
            for _ref, row in _found(writing, refs):
                writing.unit.remove(row)

    def _write(
        self, verb: str, refs: Iterable[MarkRef], initiator: object
    ) -> AbstractContextManager[Writing]:
        found = list(refs)
        kinds = {KINDS[ref.kind].change for ref in found}
        return self._ledger.write(f"{verb} {counted(found)}", *kinds, initiator=initiator)


def _found(writing: Writing, refs: Iterable[MarkRef]) -> list[tuple[MarkRef, Any]]:
    """The rows, noting their tracks."""
    found = [(ref, writing.unit.get(KINDS[ref.kind].model, ref.id)) for ref in refs]
    writing.track_ids.update(row.track_id for _, row in found)
    return found
