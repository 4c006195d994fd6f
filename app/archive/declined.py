"""Rows that couldn't be restored: one of them must not keep the others from being restored.

The export has them among the unreadable rows, which people can read and a restore ignores. A row
that refers to one of them loses the reference, or is set aside with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.archive.document import Row, Rows
from app.archive.records import LeftOut
from app.core.row_words import one
from app.core.words import _
from db.archive.collect import Noun


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of a table. why: a sentence.

    owned: the list inside the row that has the fault, and `inside` that list's row as JSON.
    field: the wrong field, if it may be empty instead.
    """

    table: str
    uid: str
    why: str
    owned: str = ""
    inside: str = ""
    field: str = ""


@dataclass
class DeclinedRows:
    """The faults known so far, and by table the rows set aside in the last round."""

    _faults: dict[tuple[str, str], list[RowFault]] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    def add(self, faults: Iterable[RowFault]) -> None:
        for fault in faults:
            self._faults.setdefault((fault.table, fault.uid), []).append(fault)

    def told(self) -> tuple[LeftOut, ...]:
        return tuple(
            LeftOut(_("{what} {uid}", what=one(fault.table), uid=fault.uid), fault.why)
            for faults in self._faults.values()
            for fault in faults
        )

    def without(self, noun: Noun, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows that can be restored, without the parts that can't."""
        for row in rows:
            faults = self._faults.get((noun.name, str(row["uid"])), [])
            if not faults:
                yield row
                continue
            told = {"why": [fault.why for fault in faults], **row}
            self.rows.setdefault(noun.name, []).append(told)
            kept = _mended(row, faults)
            if kept is not None:
                yield kept


def as_text(row: Row) -> str:
    """Identifies a row inside another one."""
    return json.dumps(row, sort_keys=True)


def _mended(row: Row, faults: Iterable[RowFault]) -> Row | None:
    kept = dict(row)
    for fault in faults:
        if fault.owned:
            kept[fault.owned] = [row for row in kept[fault.owned] if as_text(row) != fault.inside]
        elif fault.field:
            kept[fault.field] = None
        else:
            return None
    return kept
