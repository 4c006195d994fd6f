"""What a merge makes of the rows of a document, and how many of them are done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from db.archive.collect import Noun
from db.archive.validate import Place

_ROWS_A_REPORT = 500

Values = dict[str, Any]


class Verdict(Enum):
    ADDED = auto()
    UPDATED = auto()
    SAME = auto()  # as new as the row here
    OLDER = auto()


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row of the document, its id here, and which version stays."""

    noun: Noun
    place: Place
    row: Values
    row_id: int
    verdict: Verdict


@dataclass
class MergeCounts:
    """Rows by table name."""

    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def count(self, one: MergedRow, *, has_more: bool) -> None:
        """has_more: rows inside it are new."""
        if one.verdict is Verdict.ADDED:
            self.added[one.noun.name] += 1
        elif one.verdict is Verdict.UPDATED or has_more:
            self.updated[one.noun.name] += 1
        else:
            self.unchanged[one.noun.name] += 1


class Tally:
    """Reports how many rows are done: unchanged ones once they have been compared, new ones once
    they are written. It also reports during the comparison, so that the merge can be cancelled at
    any time.
    """

    def __init__(self, total: int, report: Callable[[int, int, str], None]) -> None:
        self._done = 0
        self._total = total
        self._table = ""
        self._report = report

    def begin(self, table: str) -> None:
        self._table = table
        self.tell()

    def looked_at(self, rows: Iterable[Values]) -> Iterator[Values]:
        for number, row in enumerate(rows, 1):
            yield row
            if number % _ROWS_A_REPORT == 0:
                self.tell()

    def add(self, rows: int) -> None:
        self._done += rows
        self.tell()

    def tell(self) -> None:
        self._report(self._done, self._total, self._table)
