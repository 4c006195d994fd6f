"""What decided how each pixel across a picture looks when it was painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_AROUND_PX = 4  # on a dense screen, pixels lie between these


class StretchNumbers:
    """Kept by pixel of the laid-out track; empty for lanes that don’t say."""

    def __init__(self) -> None:
        self._left_px = 0
        self._kept: Ints | None = None

    def keep(self, left_px: int, numbers: Ints | None) -> None:
        """Of a stretch that was just painted. One apart from those before replaces them."""
        kept, left = self._kept, self._left_px
        if numbers is None or kept is None:
            self._left_px, self._kept = left_px, numbers
            return
        import numpy as np

        end, new_end = left + len(kept), left_px + len(numbers)
        if left_px > end or new_end < left:
            self._left_px, self._kept = left_px, numbers
            return
        before, after = kept[: max(0, left_px - left)], kept[max(0, new_end - left) :]
        self._left_px = min(left, left_px)
        self._kept = np.concatenate([before, numbers, after])

    def cut(self, left_px: int, right_px: int) -> StretchNumbers:
        """Only those of a part: while one scrolls, a picture keeps no more than it shows."""
        part = StretchNumbers()
        if self._kept is not None:
            left = max(left_px, self._left_px)
            kept = self._kept[left - self._left_px : max(0, right_px - self._left_px)]
            part.keep(left, kept.copy() if len(kept) else None)
        return part

    def differing(self, now: Ints | None, left_px: int, right_px: int) -> tuple[int, int]:
        """The part of a stretch that looks different; all of it if that isn’t known."""
        import numpy as np

        at = left_px - self._left_px
        if now is None or self._kept is None or at < 0 or at + len(now) > len(self._kept):
            return left_px, right_px
        apart = np.flatnonzero(now != self._kept[at : at + len(now)])
        if not len(apart):
            return left_px, left_px
        first, last = int(apart[0]), int(apart[-1])
        return (
            max(left_px, left_px + first - _AROUND_PX),
            min(right_px, left_px + last + 1 + _AROUND_PX),
        )
