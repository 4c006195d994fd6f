"""A lane's marks indexed by time, so that looking at a stretch costs what is in the stretch.

Columns of numbers, sorted by start: what has to be asked of every mark near a place is asked of a
slice of columns, and a mark's own value is touched only when it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from app.core.timecode import Span
from app.timeline.exchange import changed_stretch

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

T = TypeVar("T")

MANY = 100


Entry = tuple[int, int, int, int]
"""A mark in numbers: start and end in ms, id, and what a count tells apart: the emotion, whether it
waits for the journal."""


class MarkIndex(Generic[T]):
    """values: in time order. entry_of: the numbers of a value.

    starts, ends, ids, kinds: int64, (marks,). reach: the running maximum of the ends, so that the
    first mark that may touch a stretch is found by bisection.
    """

    def __init__(self, entry_of: Callable[[T], Entry]) -> None:
        self._entry_of = entry_of
        self.values: Sequence[T] = ()
        self._columns: Ints | None = None
        self._reach: Ints | None = None
        self._ends_sorted: Ints | None = None

    def __len__(self) -> int:
        return len(self.values)

    @property
    def starts(self) -> Ints:
        return self._column(0)

    @property
    def ends(self) -> Ints:
        return self._column(1)

    @property
    def ids(self) -> Ints:
        return self._column(2)

    @property
    def kinds(self) -> Ints:
        return self._column(3)

    @property
    def reach(self) -> Ints:
        import numpy as np

        if self._reach is None:
            self._reach = np.maximum.accumulate(self.ends)
        return self._reach

    def replace(self, values: Sequence[T]) -> list[Span] | None:
        """Take new values; answers where the marks lie that went, came or changed.

        None where they are too many to be told one by one.
        """
        before, self.values = self.values, values
        first, old_end, new_end = changed_stretch(before, values)
        old = self._columns[:, first:old_end] if self._columns is not None else None
        new = self._read(values[first:new_end])
        if self._columns is None or (first == 0 and old_end == len(before)):
            self._columns = new
        else:
            self._columns = _joined(
                self._columns[:, :first], new, self._columns[:, old_end : len(before)]
            )
        self._reach = self._ends_sorted = None
        if old_end - first + new_end - first > MANY:
            return None
        return [*_spans(old), *_spans(new)]

    def position_of(self, mark_id: int) -> int | None:
        """Where a mark stands in time order."""
        if not self.values:
            return None
        found = (self.ids == mark_id).nonzero()[0]
        return int(found[0]) if len(found) else None

    def touching(self, start_ms: float, end_ms: float) -> Ints:
        """The places, in time order, of all marks that reach into a stretch or touch it."""
        import numpy as np

        first = int(np.searchsorted(self.reach, start_ms))
        last = int(np.searchsorted(self.starts, end_ms, "right"))
        found: Ints = first + (self.ends[first:last] >= start_ms).nonzero()[0]
        return found

    def starting(self, edges_ms: Ints) -> Ints:
        """How many marks start before each of some times."""
        import numpy as np

        found: Ints = np.searchsorted(self.starts, edges_ms)
        return found

    def edges_within(self, start_ms: float, end_ms: float) -> list[int]:
        """The starts and ends of marks in a stretch."""
        import numpy as np

        if not self.values:
            return []
        if self._ends_sorted is None:
            self._ends_sorted = np.sort(self.ends)
        found: set[int] = set()
        for edges in (self.starts, self._ends_sorted):
            first = np.searchsorted(edges, start_ms)
            found.update(edges[first : np.searchsorted(edges, end_ms, "right")].tolist())
        return sorted(found)

    def _column(self, number: int) -> Ints:
        if self._columns is None:
            self._columns = self._read(self.values)
        column: Ints = self._columns[number]
        return column

    def _read(self, values: Sequence[T]) -> Ints:
        import numpy as np

        numbers = chain.from_iterable(map(self._entry_of, values))
        rows = np.fromiter(numbers, np.int64, 4 * len(values)).reshape(-1, 4)
        return np.ascontiguousarray(rows.T)


def _joined(head: Ints, middle: Ints, tail: Ints) -> Ints:
    import numpy as np

    return np.concatenate((head, middle, tail), axis=1)


def _spans(columns: Ints | None) -> list[Span]:
    if columns is None:
        return []
    return [Span(start, end) for start, end in zip(*columns[:2].tolist(), strict=True)]
