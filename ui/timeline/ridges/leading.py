"""Which emotion was felt most at each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.timeline.ridges.density import BIN_PX, Density

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_LEAST = 0.2  # weaker than a mild mark near by: nothing was felt
NOBODY = -1


class Leading(NamedTuple):
    """rows: of each bin the leading emotion's, or NOBODY. first_bin: see `Density`."""

    rows: Ints
    first_bin: int

    def stretches(self) -> list[tuple[int, int, int]]:
        """From which pixel of the laid-out track to which one emotion leads; and its row."""
        import numpy as np

        edges = np.flatnonzero(np.diff(self.rows)) + 1
        firsts = [0, *edges.tolist()]
        ends = [*edges.tolist(), len(self.rows)]
        rows = self.rows[firsts].tolist()
        found = zip(firsts, ends, rows, strict=True)
        return [
            ((self.first_bin + first) * BIN_PX, (self.first_bin + end) * BIN_PX, row)
            for first, end, row in found
            if row != NOBODY
        ]

    def columns(self, left_px: float, many: int, px_per_column: float) -> Ints:
        """The leading row at each column of a picture."""
        import numpy as np

        x = left_px + (np.arange(many) + 0.5) * px_per_column
        bins = np.floor(x / BIN_PX).astype(np.int64) - self.first_bin
        found: Ints = self.rows[bins.clip(0, len(self.rows) - 1)]
        return found


def leading(found: Density) -> Leading:
    """Of one group of marks, from its rows."""
    return leading_in_each(found, 1)[0]


def leading_in_each(found: Density, many: int) -> list[Leading]:
    """The same for several groups, whose rows are below one another."""
    import numpy as np

    rows_of_one = len(found.amounts) // many
    amounts = found.amounts.reshape(many, rows_of_one, -1)
    rows = amounts.argmax(axis=1).astype(np.int64)
    rows[amounts.max(axis=1) < _LEAST] = NOBODY
    return [Leading(its_rows, found.first_bin) for its_rows in rows]
