"""Where a lane's marks stand at one zoom: rows for those that are shown, counts for the others.

Laid out by blocks of time, so that the cost is that of what is in view: `nested_rows.py` sees to it
that a block answers the same whether it is laid out alone or with all the others. As long as there
are few marks they are laid out at once, which takes fewer rows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.stacking import stack
from ui.timeline.layout.clusters import Count, cell_edges, clustered
from ui.timeline.layout.mark_cells import are_among, are_crowded, are_lone, rows_above
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.nested_rows import NO_ROW, ladder_rows, middles_above
from ui.timeline.layout.zoom_step import Extents, Grain, Stretch, extents_of, margin_ms

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

WHOLE = 600  # so many marks are laid out at once, in as few rows as can be

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaneMark(Generic[T]):
    """One mark as a lane shows it. in_words: what it is, for tooltips and screen readers."""

    ref: MarkRef
    span: Span
    value: T
    in_words: Callable[[T], str]

    @property
    def text(self) -> str:
        return self.in_words(self.value)


class Stand(NamedTuple, Generic[T]):
    """A mark that is shown. free_until_ms: where the next thing in its row begins."""

    mark: LaneMark[T]
    row: int
    left_ms: float
    right_ms: float
    free_until_ms: float


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """One block's marks in time order, those that reach in from elsewhere among them."""

    stands: tuple[Stand[T], ...]
    counts: tuple[Count[T], ...]


class MarkLayout(Generic[T]):
    """Blocks of one lane at one grain and number of rows, laid out when first asked for.

    kept: the rows marks had, by id; they keep them, whatever arrives between them. What is laid
    out here is added to it.
    """

    def __init__(
        self,
        index: MarkIndex[T],
        as_mark: Callable[[T], LaneMark[T]],
        grain: Grain,
        limit: int,
        reach_px: float,
        kept: dict[int, int],
    ) -> None:
        self._index = index
        self._as_mark = as_mark
        self.grain = grain
        self.limit = limit
        self.reach_px = reach_px
        self._margin_ms = margin_ms(grain, reach_px)
        self.kept = kept
        self._blocks: dict[int, Block[T]] = {}
        self._crossing: dict[int, Ints] = {}
        self.is_whole = len(index) <= WHOLE
        self.has_counts = not self.is_whole
        self.rows_used = limit if limit == 1 else limit - 1
        if self.is_whole:
            self._lay_out_whole()

    def blocks(self, start_ms: float, end_ms: float) -> list[Block[T]]:
        """Those that together hold a stretch, in time order."""
        if self.is_whole:
            return [self._blocks[0]]
        numbers = self._numbers(start_ms, end_ms)
        missing = [number for number in numbers if number not in self._blocks]
        if missing:
            self._lay_out(range(missing[0], missing[-1] + 1))
        return [self._blocks[number] for number in numbers]

    def _numbers(self, start_ms: float, end_ms: float) -> range:
        first = int((start_ms - self._margin_ms) // self.grain.block_ms)
        return range(max(0, first), int((end_ms + self._margin_ms) // self.grain.block_ms) + 1)

    def row_of(self, ref: MarkRef, at_ms: int) -> int | None:
        """The row of a mark that starts there; None while it is part of a count."""
        stands = (stand for block in self.blocks(at_ms, at_ms) for stand in block.stands)
        return next((stand.row for stand in stands if stand.mark.ref == ref), None)

    def after(self, changed: Sequence[Span]) -> MarkLayout[T]:
        """The same once the index has changed there: what lies elsewhere stands as it is."""
        kept = {mark_id: row for mark_id, row in self.kept.items() if row != NO_ROW}
        later = MarkLayout(self._index, self._as_mark, self.grain, self.limit, self.reach_px, kept)
        if not (self.is_whole or later.is_whole):
            touched = {n for span in changed for n in self._numbers(span.start_ms, span.end_ms)}
            later._blocks = {n: b for n, b in self._blocks.items() if n not in touched}
        return later

    # all at once

    def _lay_out_whole(self) -> None:
        import numpy as np

        places = np.arange(len(self._index))
        crowded = are_crowded(self._index, places, self.grain, self.limit)
        shown = self._extents(places[~crowded])
        rows = self._stacked(shown, self.limit)
        self.has_counts = bool(crowded.any()) or None in rows
        if self.has_counts and self.limit > 1:  # the last row is for the counts
            rows = self._stacked(shown, self.limit - 1)
        self.rows_used = max((row for row in rows if row is not None), default=0) + 1
        found = [row if row is not None else -1 for row in rows]
        self.kept.clear()
        self.kept.update(zip(self._index.ids[shown.places].tolist(), found, strict=True))
        stands, counts = self._settled(shown, found, places[crowded], Stretch(0, math.inf))
        self._blocks[0] = Block(tuple(stands), tuple(counts))

    def _stacked(self, shown: Extents, limit: int) -> list[int | None]:
        order = shown.lefts.argsort(kind="stable")
        extents = list(zip(shown.lefts[order].tolist(), shown.rights[order].tolist(), strict=True))
        ids = self._index.ids[shown.places[order]].tolist()
        rows = stack(extents, limit, [_known(self.kept.get(mark_id)) for mark_id in ids])
        in_order: list[int | None] = [None] * len(extents)
        for at, row in zip(order.tolist(), rows, strict=True):
            in_order[at] = row
        return in_order

    # some blocks alone

    def _lay_out(self, numbers: range) -> None:
        """Blocks beside each other, all in one go: asking numpy costs the same for few and many."""
        size = self.grain.block_ms
        stretch = Stretch(numbers[0] * size, (numbers[-1] + 1) * size)
        start_ms, end_ms = stretch
        near = self._index.touching(start_ms - self._margin_ms, end_ms + self._margin_ms)
        extents = self._extents(near)
        here = extents.where((extents.lefts < end_ms) & (extents.rights > start_ms))
        crowded = are_crowded(self._index, here.places, self.grain, self.limit)
        shown = here.where(~crowded)
        rows = self._ladder_rows(shown.places, numbers, stretch)
        stands, counts = self._settled(shown, rows, here.places[crowded], stretch)
        self._share_out(numbers, stands, counts)

    def _share_out(self, numbers: range, stands: list[Stand[T]], counts: list[Count[T]]) -> None:
        """To each block what reaches into it."""
        size, first, last = self.grain.block_ms, numbers[0], numbers[-1]
        its_stands: list[list[Stand[T]]] = [[] for _ in numbers]
        its_counts: list[list[Count[T]]] = [[] for _ in numbers]
        for stand in stands:
            begin = max(first, int(stand.left_ms // size))
            for number in range(begin, min(last, math.ceil(stand.right_ms / size) - 1) + 1):
                its_stands[number - first].append(stand)
        for count in counts:
            its_counts[count.cell.start_ms // size - first].append(count)
        for number in numbers:
            at = number - first
            self._blocks[number] = Block(tuple(its_stands[at]), tuple(its_counts[at]))

    def _ladder_rows(self, shown: Ints, numbers: range, stretch: Stretch) -> list[int]:
        """Rows of those shown; -1 where none is free."""
        import numpy as np

        size, last_ms = self.grain.block_ms, int(self._index.reach[-1])
        middles = {at for number in numbers for at in middles_above(number, size, last_ms)}
        # What lies across a middle inside of the stretch is among those shown.
        outer = [self._across(at) for at in middles if not stretch.start_ms <= at < stretch.end_ms]
        places = shown
        if any(map(len, outer)):
            places = np.sort(np.concatenate([shown, *outer]))
            places = places[cell_edges(places)]  # each once; numpy.unique loads 15 ms of modules
            places = places[~are_crowded(self._index, places, self.grain, self.limit)]
        ids = self._index.ids[places]
        found = ladder_rows(self._extents(places), ids, self.rows_used, self.kept)
        return [found.get(place, -1) for place in shown.tolist()]

    def _across(self, at_ms: int) -> Ints:
        """The marks that lie across the middle of a stretch of the ladder."""
        if at_ms not in self._crossing:
            reach = self._margin_ms
            self._crossing[at_ms] = self._index.touching(at_ms - reach, at_ms + reach)
        return self._crossing[at_ms]

    # both

    def _settled(
        self, shown: Extents, rows: list[int], crowd: Ints, stretch: Stretch
    ) -> tuple[list[Stand[T]], list[Count[T]]]:
        """rows: of those shown, in time order; -1 for those that found none."""
        import numpy as np

        start_ms, end_ms = stretch
        places, bits = shown.places, self.grain.cell_bits
        starts = self._index.starts[places]
        is_ours = (starts >= start_ms) & (starts < end_ms)  # others are counted where they start
        at = np.array(rows, np.int64)
        crowd_starts = self._index.starts[crowd]
        at[are_lone(shown, is_ours & (at < 0), crowd_starts, self.grain)] = self.rows_used
        crowd = crowd[(crowd_starts >= start_ms) & (crowd_starts < end_ms)]
        cells = self._index.starts[crowd] >> bits
        cells = cells[cell_edges(cells)] if len(cells) else cells
        above = rows_above(cells, shown, at, self.grain)
        is_rest = is_ours & (at < 0)
        rest, joins = places[is_rest], are_among(starts[is_rest] >> bits, cells)
        if joins.any():  # one number for a cell
            crowd, rest = np.sort(np.concatenate([crowd, rest[joins]])), rest[~joins]
        counts = clustered(self._index, rest, bits) + clustered(self._index, crowd, bits, above)
        return self._stands(shown, at, self._walls(starts, shown.rights, cells << bits)), counts

    def _extents(self, places: Ints) -> Extents:
        return extents_of(self._index, places, self.grain, self.reach_px)

    def _walls(self, starts: Ints, rights: Floats, crowds: Ints) -> Floats:
        """For each mark, where a word behind it has to end, whatever else stands in its row: at a
        crowd, or at the end of the block that sees the mark's own end. crowds: where they begin."""
        import numpy as np

        begins: Floats | Ints = starts
        ends = np.full(len(starts), math.inf)
        if not self.is_whole:
            size = self.grain.block_ms
            blocks = np.ceil(rights / size) - 1
            begins, ends = np.maximum(starts, blocks * size), (blocks + 1) * size
        behind = np.append(crowds, math.inf)[np.searchsorted(crowds, begins)]
        walls: Floats = np.minimum(ends, behind)
        return walls

    def _stands(self, shown: Extents, rows: Ints, walls: Floats) -> list[Stand[T]]:
        """Those that have a row, in time order."""
        columns = (values.tolist() for values in (*shown, rows, walls))
        values, as_mark = self._index.values, self._as_mark
        next_in: dict[int, float] = {}
        found: list[Stand[T]] = []
        for place, left, right, row, wall in reversed(list(zip(*columns, strict=True))):
            if row >= 0:
                free_until = min(wall, next_in.get(row, wall))
                found.append(Stand(as_mark(values[place]), row, left, right, free_until))
                next_in[row] = left
        found.reverse()
        return found


def _known(row: int | None) -> int | None:
    return None if row == NO_ROW else row
