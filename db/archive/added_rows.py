"""The rows of a document that are new here, written many at a time."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from db.archive.collect import Noun
from db.archive.outcome import Values
from db.archive.validate import DocumentFault, Place
from db.ranges.limits import ValueFault, Wrong
from db.writing import bulk_rows
from db.writing.unit_of_work import UnitOfWork

_CHUNK = 2000


class AddedRows:
    """Adds them, and says which one breaks a rule of the database."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._connection = unit.session.connection()

    def add(
        self, noun: Noun, rows: list[tuple[Place, Values]], written: Callable[[int], object]
    ) -> list[int]:
        """The new rows' ids, in their order. written: called with the number just written."""
        ids: list[int] = []
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            try:
                with self._connection.begin_nested():
                    ids += bulk_rows.add(self._unit, noun.table, [values for _, values in chunk])
            except IntegrityError:
                ids += self._find_culprit(noun, chunk)
            written(len(chunk))
        return ids

    def _find_culprit(self, noun: Noun, rows: list[tuple[Place, Values]]) -> list[int]:
        ids: list[int] = []
        for place, values in rows:
            try:
                ids += bulk_rows.add(self._unit, noun.table, [values])
            except IntegrityError as error:
                raise DocumentFault(place, broken_rule(error)) from error
        return ids


def broken_rule(error: IntegrityError) -> ValueFault:
    return ValueFault(Wrong.BREAKS_RULE, str(error.orig))
