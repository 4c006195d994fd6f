"""What the columns of the track table say over all its rows: the widest, and what is repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from app.library.records import Role
from ui.library.chosen_columns import HEARD
from ui.library.columns import COLUMNS, INDEX
from ui.words.dates import days_of_each_month

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.library.cell_words import CellWords

_MARK_COUNT: Callable[[TrackRow], int] = attrgetter("mark_count")
_SIZES: dict[str, tuple[Callable[[TrackRow], int], ...]] = {
    "number": (lambda row: row.track_number or 0, lambda row: row.disc_number or 0),
    "length": (attrgetter("duration_ms"),),
    "marks": (_MARK_COUNT,),
}
# By these alone 100,000 rows are compared in a few milliseconds.
_SAYS: dict[str, Callable[[TrackRow], str]] = {
    "artist": attrgetter("artist"),
    "composer": attrgetter("composer"),
    "album": attrgetter("album"),
    "work": attrgetter("work_title"),
    "role": attrgetter("role"),
}
_LONGEST_OF = 500  # rows whose texts are compared; a column is no wider for a longer one further on
_LONGEST = 3  # by letters, one of which is nearly always the widest
_COUNTS = ("marks", "felt")  # say something as soon as there is a mark


class SaidInColumns:
    """words: what the cells say. What was found is kept until there are other rows."""

    def __init__(self, words: CellWords) -> None:
        self._words = words
        self._rows: Sequence[TrackRow] = ()
        self._among: Sequence[TrackRow] = ()
        self._widest: dict[str, tuple[str, ...]] = {}
        self._longest: dict[str, list[str]] = {}
        self._repeated: dict[str, str | None] = {}

    def of(self, rows: Sequence[TrackRow], among: Sequence[TrackRow]) -> None:
        """among: those of the rows that may repeat themselves, such as an album's."""
        if rows is not self._rows:
            self._widest.clear()
        self._longest.clear()
        self._rows, self._among = rows, among
        self._repeated.clear()

    def widest_texts(self, key: str) -> tuple[str, ...]:
        """Among which is the widest text of a column of numbers or roles, whatever is filtered."""
        if key not in self._widest:
            self._widest[key] = self._among_widest(key)
        return self._widest[key]

    def longest_texts(self, key: str) -> list[str]:
        """Of a column of texts, whatever is filtered; of the first rows, if there are very many."""
        if key not in self._longest:
            text = COLUMNS[INDEX[key]].text
            texts = {text(row) for row in islice(self._among, _LONGEST_OF)}
            self._longest[key] = nlargest(_LONGEST, texts, key=len)
        return self._longest[key]

    def repeated(self, key: str) -> str | None:
        """What a column says in every row, whatever is filtered; empty for one that says nothing,
        None for one that tells rows apart. A single row repeats nothing.
        """
        if key not in self._repeated:
            self._repeated[key] = self._found_repeated(key)
        return self._repeated[key]

    def said_once(self) -> list[str]:
        """What the columns that are left out would have said in every row."""
        said = (self.repeated(column.key) for column in COLUMNS)
        return [text for text in said if text]

    def _among_widest(self, key: str) -> tuple[str, ...]:
        """The greatest number has most digits."""
        column = COLUMNS[INDEX[key]]
        if key == "role":
            return tuple({column.text(row) for row in self._rows})
        if key == HEARD:
            return days_of_each_month()
        if not self._rows:
            return ()
        greatest = [max(self._rows, key=size) for size in _SIZES[key]]
        return tuple(self._words.text(row, INDEX[key]) for row in greatest)

    def _found_repeated(self, key: str) -> str | None:
        rows = self._among
        if key in _COUNTS:
            return None if any(map(_MARK_COUNT, rows)) else ""
        if key == HEARD:
            return None if self._words.known.were_heard(rows) else ""
        if key not in _SAYS or not rows:
            return None
        first = _SAYS[key](rows[0])
        if any(map(first.__ne__, map(_SAYS[key], rows))):
            return None
        if first in ("", Role.SCORE):
            return ""
        return COLUMNS[INDEX[key]].text(rows[0]) if len(rows) > 1 else None
