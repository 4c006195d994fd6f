"""Rows that Restore would decline: one of them must not keep the others from coming back.

They leave among the unreadable ones, which Restore leaves alone and people can read; what pointed
at them points at nothing, or goes with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.archive.document import Row, Rows
from app.archive.records import LeftOut
from app.core.row_words import one
from db.archive.collect import Noun


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of a table.

    owned: the list inside it that the fault is in, and `inside` the row of that list as JSON.
    field: the one at fault, when it may as well be empty.
    """

    table: str
    uid: str
    why: str
    owned: str = ""
    inside: str = ""
    field: str = ""


@dataclass
class DeclinedRows:
    """The faults known so far, and the unreadable rows of the last round by table."""

    _faults: dict[tuple[str, str], list[RowFault]] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._faults)

    def add(self, faults: Iterable[RowFault]) -> None:
        for fault in faults:
            self._faults.setdefault((fault.table, fault.uid), []).append(fault)

    def told(self) -> tuple[LeftOut, ...]:
        return tuple(
            LeftOut(f"{one(fault.table)} {fault.uid}", fault.why)
            for faults in self._faults.values()
            for fault in faults
        )

    def without(self, noun: Noun, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows that come back, each without what of it doesn't."""
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
    """By which a row inside another is known again."""
    return json.dumps(row, sort_keys=True)


def _mended(row: Row, faults: Iterable[RowFault]) -> Row | None:
    kept = dict(row)
    for fault in faults:
        if fault.owned:
            kept[fault.owned] = [one for one in kept[fault.owned] if as_text(one) != fault.inside]
        elif fault.field:
            kept[fault.field] = None
        else:
            return None
    return kept
