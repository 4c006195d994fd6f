"""The order of the track table's rows by each column, found out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ui.library.columns import COLUMNS, Column

if TYPE_CHECKING:
    from app.library.records import TrackRow

KeyOf = Callable[[Column], Callable[["TrackRow"], Any] | None]


class RowOrder:
    """Numbers of rows on the shelf, of all of them or of a part. key_of: what a column sorts by;
    None for the order on the shelf.
    """

    def __init__(self, key_of: KeyOf) -> None:
        self._key_of = key_of
        self._rows: Sequence[TrackRow] = ()
        self._part: Sequence[int] | None = None
        self._of_all: dict[int, list[int]] = {}  # by column
        self._of_part: dict[int, list[int]] = {}

    def begin(self, rows: Sequence[TrackRow], part: Sequence[int] | None) -> None:
        """Others than before. part: as for `limit`."""
        self._rows = rows
        self._of_all.clear()
        self.limit(part)

    def limit(self, part: Sequence[int] | None) -> None:
        """part: the numbers of the rows that alone are wanted, in ascending order; None for all."""
        self._part = part
        self._of_part.clear()

    def forget(self, columns: Iterable[int]) -> None:
        """What they say has changed."""
        for column in columns:
            self._of_all.pop(column, None)
            self._of_part.pop(column, None)

    def by(self, column: int, *, is_descending: bool) -> list[int]:
        known = self._of_all if self._part is None else self._of_part
        if column not in known:
            known[column] = self._sorted(COLUMNS[column])
        return known[column][::-1] if is_descending else known[column]

    def _sorted(self, column: Column) -> list[int]:
        """Equal ones stay as they are on the shelf: sorting is stable."""
        numbers = range(len(self._rows)) if self._part is None else self._part
        key = self._key_of(column)
        if key is None:
            return list(numbers)
        values = map(key, map(self._rows.__getitem__, numbers))
        by_number = dict(zip(numbers, values, strict=True))
        return sorted(numbers, key=by_number.__getitem__)
