"""What plays after this: an ordered list, repeated or shuffled."""

from __future__ import annotations

import enum
import random
from collections.abc import Iterable


class Repeat(enum.Enum):
    OFF = "off"
    ONE = "one"
    ALL = "all"


class PlayQueue:
    """Track ids in playing order with one current place.

    The same track may stand in it twice. Shuffling keeps the listed order for display and plays
    along a hidden one that begins with the current track; `seed` makes it the same every time.
    """

    def __init__(self, seed: int | None = None) -> None:
        self._random = random.Random(seed)
        self._entries: list[tuple[int, int]] = []  # (entry key, track id): doubles stay apart
        self._next_key = 0
        self._current: int | None = None  # an entry key
        self._order: list[int] = []  # entry keys as they play
        self._is_shuffled = False
        self.repeat = Repeat.OFF

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def items(self) -> tuple[int, ...]:
        return tuple(track_id for _, track_id in self._entries)

    @property
    def index(self) -> int | None:
        """The current place in `items`; None before the first and when empty."""
        return None if self._current is None else self._keys().index(self._current)

    @property
    def current(self) -> int | None:
        index = self.index
        return None if index is None else self._entries[index][1]

    @property
    def is_shuffled(self) -> bool:
        return self._is_shuffled

    def replace(self, track_ids: Iterable[int], index: int = 0) -> None:
        """Start afresh with these tracks at a place among them."""
        self._entries = [self._new_entry(track_id) for track_id in track_ids]
        self._current = self._entries[index][0] if self._entries else None
        self._lay_order()

    def clear(self) -> None:
        self.replace(())

    def jump(self, index: int) -> int:
        self._current = self._entries[index][0]
        return self._entries[index][1]

    def insert(self, index: int, track_ids: Iterable[int]) -> None:
        new = [self._new_entry(track_id) for track_id in track_ids]
        self._entries[index:index] = new
        if not self._is_shuffled:
            self._order = self._keys()
            return
        for key, _ in new:
            first = 0 if self._current is None else self._order.index(self._current) + 1
            self._order.insert(self._random.randint(first, len(self._order)), key)

    def append(self, track_ids: Iterable[int]) -> None:
        self.insert(len(self._entries), track_ids)

    def insert_next(self, track_ids: Iterable[int]) -> None:
        """Right after the current track, in order, shuffled or not."""
        at = 0 if self.index is None else self.index + 1
        new = [self._new_entry(track_id) for track_id in track_ids]
        self._entries[at:at] = new
        place = 0 if self._current is None else self._order.index(self._current) + 1
        self._order[place:place] = [key for key, _ in new]

    def remove(self, index: int) -> None:
        """Without the current one, the one that would play next becomes current."""
        key, _ = self._entries[index]
        if key == self._current:
            self._current = self._neighbour(1, wraps=False) or self._neighbour(-1, wraps=False)
        del self._entries[index]
        self._order.remove(key)

    def move(self, from_index: int, to_index: int) -> None:
        """Take one out and put it so that it stands at `to_index`."""
        self._entries.insert(to_index, self._entries.pop(from_index))
        if not self._is_shuffled:
            self._order = self._keys()

    def set_shuffled(self, is_shuffled: bool) -> None:
        self._is_shuffled = is_shuffled
        self._lay_order()

    def peek_next(self, *, by_itself: bool = True) -> int | None:
        """What `next` would answer, without going there."""
        key = self._next_entry(by_itself)
        return None if key is None else self._track_of(key)

    def next(self, *, by_itself: bool = False) -> int | None:
        """Go on; None at the end. `by_itself`: the track ended, so repeat-one plays it again."""
        return self._go(self._next_entry(by_itself))

    def previous(self) -> int | None:
        """Go back; None at the start."""
        return self._go(self._neighbour(-1, wraps=self.repeat is Repeat.ALL))

    def _next_entry(self, by_itself: bool) -> int | None:
        if by_itself and self.repeat is Repeat.ONE:
            return self._current
        return self._neighbour(1, wraps=self.repeat is Repeat.ALL)

    def _neighbour(self, step: int, *, wraps: bool) -> int | None:
        if not self._order:
            return None
        if self._current is None:
            return self._order[0]
        place = self._order.index(self._current) + step
        if wraps:
            place %= len(self._order)
        return self._order[place] if 0 <= place < len(self._order) else None

    def _go(self, key: int | None) -> int | None:
        if key is None:
            return None
        self._current = key
        return self._track_of(key)

    def _track_of(self, key: int) -> int:
        return self._entries[self._keys().index(key)][1]

    def _keys(self) -> list[int]:
        return [key for key, _ in self._entries]

    def _new_entry(self, track_id: int) -> tuple[int, int]:
        self._next_key += 1
        return self._next_key, track_id

    def _lay_order(self) -> None:
        self._order = self._keys()
        if self._is_shuffled:
            self._random.shuffle(self._order)
            if self._current is not None:
                self._order.remove(self._current)
                self._order.insert(0, self._current)
