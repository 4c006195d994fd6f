"""A lane's marks indexed by time, so that a query costs only what is in its span.

Columns of numbers, sorted by start: queries about the marks near a place use a slice of columns,
and a mark's own value is touched only when it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from app.core.marks import Mark
from app.core.timecode import Span
from app.timeline.exchange import changed_stretch

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

T = TypeVar("T")

MANY = 100
_FEW_VALUES = 100_000


Entry = tuple[int, int, int, int, int]
"""A mark as numbers: start and end in ms, id, what it looks like, as its lane packs it (odd: it
waits to be saved), and when it was made, in ms; both may be 0."""


class MarkIndex(Generic[T]):
    """values: in time order. entry_of: a value as numbers.

    starts, ends, ids, looks, made: int64, (marks,). reach: the running maximum of the ends, so that
    the first mark that may touch a span is found by bisection.
    """

    def __init__(self, entry_of: Callable[[T], Entry]) -> None:
        self._entry_of = entry_of
        self.values: Sequence[T] = ()
        self._columns: Ints | None = None
        self._reach: Ints | None = None
        self._ends_sorted: Ints | None = None
        self._has_waiting: bool | None = None

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
    def looks(self) -> Ints:
        return self._column(3)

    @property
    def made(self) -> Ints:
        return self._column(4)

    @property
    def has_waiting(self) -> bool:
        """Whether any of them waits to be saved."""
        if self._has_waiting is None:
            self._has_waiting = bool((self.looks & 1).any())
        return self._has_waiting

    @property
    def reach(self) -> Ints:
        import numpy as np

        if self._reach is None:
            self._reach = np.maximum.accumulate(self.ends)
        return self._reach

    def replace(self, values: Sequence[T]) -> list[Span] | None:
        """Takes new values; returns where marks were added, changed or removed.

        None if there are too many to list.
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
        self._reach = self._ends_sorted = self._has_waiting = None
        if old_end - first + new_end - first > MANY:
            return None
        return [*_spans(old), *_spans(new)]

    def position_of(self, mark_id: int) -> int | None:
        """A mark's place in time order."""
        if not self.values:
            return None
        found = (self.ids == mark_id).nonzero()[0]
        return int(found[0]) if len(found) else None

    def touching(self, start_ms: float, end_ms: float) -> Ints:
        """The places, in time order, of all marks that overlap or touch a span."""
        import numpy as np

        first = int(np.searchsorted(self.reach, start_ms))
        last = int(np.searchsorted(self.starts, end_ms, "right"))
        found: Ints = first + (self.ends[first:last] >= start_ms).nonzero()[0]
        return found

    def edges_within(self, start_ms: float, end_ms: float) -> list[int]:
        """The starts and ends of marks in a span."""
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
        rows = np.fromiter(numbers, np.int64, 5 * len(values)).reshape(-1, 5)
        return np.ascontiguousarray(rows.T)


def distinct(values: Ints) -> list[int]:
    """Each value once, sorted. numpy.unique loads 15 ms of modules when it is first called."""
    import numpy as np

    if not len(values):
        return []
    least = int(values.min())
    if int(values.max()) - least > _FEW_VALUES:
        return sorted(set(values.tolist()))
    found: list[int] = (np.flatnonzero(np.bincount(values - least)) + least).tolist()
    return found


def changed_spans(before: Sequence[Mark], after: Sequence[Mark]) -> list[Span] | None:
    """Where marks were added, changed or removed; None if there are too many."""
    first, old_end, new_end = changed_stretch(before, after)
    if old_end - first + new_end - first > MANY:
        return None
    return [mark.span for mark in (*before[first:old_end], *after[first:new_end])]


def _joined(head: Ints, middle: Ints, tail: Ints) -> Ints:
    import numpy as np

    return np.concatenate((head, middle, tail), axis=1)


def _spans(columns: Ints | None) -> list[Span]:
    if columns is None:
        return []
    return [Span(start, end) for start, end in zip(*columns[:2].tolist(), strict=True)]
