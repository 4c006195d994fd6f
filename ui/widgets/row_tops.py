"""The top of each row of a long list, in pixels from the top of the list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate


class RowTops:
    """A growing list of tops: rows are added at its end without touching earlier ones."""

    def __init__(self) -> None:
        self._tops: list[int] = [0]

    @property
    def count(self) -> int:
        return len(self._tops) - 1

    @property
    def total(self) -> int:
        return self._tops[-1]

    def top(self, row: int) -> int:
        return self._tops[row]

    def bottom(self, row: int) -> int:
        return self._tops[row + 1]

    def measure_from(self, first: int, count: int, height: Callable[[int], int]) -> None:
        """Measures the rows from `first` to `count`; earlier ones stay as they are."""
        first = min(first, self.count)
        del self._tops[first + 1 :]
        top = self._tops[first]
        for row in range(first, count):
            top += height(row)
            self._tops.append(top)

    def replace(self, heights: Iterable[int]) -> None:
        """Of all rows."""
        self._tops = list(accumulate(heights, initial=0))

    def change(self, first: int, heights: Iterable[int]) -> None:
        """Of the rows from `first` on; later ones keep their height."""
        tops = list(accumulate(heights, initial=self._tops[first]))
        after = first + len(tops)
        moved = tops[-1] - self._tops[after - 1]
        self._tops[first:after] = tops
        if moved:
            self._tops[after:] = [top + moved for top in self._tops[after:]]

    def row_at(self, y: int) -> int:
        """The row at a height; the first row above the list, the last one below it."""
        return min(max(0, self.count - 1), max(0, bisect_right(self._tops, y) - 1))
