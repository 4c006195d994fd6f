"""What plays next: an ordered list, repeated or shuffled."""

from __future__ import annotations

import enum
import random
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.core.track_move import TrackMove


class Repeat(enum.Enum):
    OFF = "off"
    ONE = "one"
    ALL = "all"


class PlayQueue:
    """Lines of the library in the order they play, one of them current.

    The same line may be in it twice. Shuffling keeps the listed order for display and plays in a
    hidden order that begins with the current track; `seed` makes it the same every time.
    """

    def __init__(self, seed: int | None = None) -> None:
        self._random = random.Random(seed)
        self._entries: list[tuple[int, LineKey]] = []  # (entry key, line): keeps doubles apart
        self._next_key = 0
        self._before: dict[int, list[LineKey]] = {}  # what entries were before tracks became one
        self._current: int | None = None  # an entry key
        self._order: list[int] = []  # entry keys in the order they play
        self._is_shuffled = False
        self.repeat = Repeat.OFF

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def items(self) -> tuple[LineKey, ...]:
        return tuple(line for _, line in self._entries)

    @property
    def index(self) -> int | None:
        """The current index in `items`; None before the first, and if it is empty."""
        return None if self._current is None else self._keys().index(self._current)

    @property
    def current(self) -> LineKey | None:
        index = self.index
        return None if index is None else self._entries[index][1]

    @property
    def is_shuffled(self) -> bool:
        return self._is_shuffled

    def replace(self, lines: Iterable[LineKey], index: int = 0) -> None:
        """Replace everything with these lines; the one at `index` is current."""
        self._entries = [self._new_entry(line) for line in lines]
        self._before.clear()
        self._current = self._entries[index][0] if self._entries else None
        self._lay_order()

    def clear(self) -> None:
        """Removes everything but the current one."""
        self._entries = [entry for entry in self._entries if entry[0] == self._current]
        self._order = self._keys()
        self._before = {key: self._before[key] for key in self._order if key in self._before}

    def jump(self, index: int) -> LineKey:
        self._current = self._entries[index][0]
        return self._entries[index][1]

    def insert(self, index: int, lines: Iterable[LineKey]) -> None:
        new = [self._new_entry(line) for line in lines]
        self._entries[index:index] = new
        if not self._is_shuffled:
            self._order = self._keys()
            return
        for key, _ in new:
            first = 0 if self._current is None else self._order.index(self._current) + 1
            self._order.insert(self._random.randint(first, len(self._order)), key)

    def append(self, lines: Iterable[LineKey]) -> None:
        self.insert(len(self._entries), lines)

    def insert_next(self, lines: Iterable[LineKey]) -> None:
        """Right after the current one, in order, shuffled or not."""
        at = 0 if self.index is None else self.index + 1
        new = [self._new_entry(line) for line in lines]
        self._entries[at:at] = new
        place = 0 if self._current is None else self._order.index(self._current) + 1
        self._order[place:place] = [key for key, _ in new]

    def remove(self, index: int) -> None:
        """If the current one is removed, the one that would play next becomes current."""
        key, _ = self._entries[index]
        if key == self._current:
            self._current = self._neighbour(1, wraps=False) or self._neighbour(-1, wraps=False)
        del self._entries[index]
        self._order.remove(key)

    def follow(self, moves: Iterable[TrackMove]) -> None:
        """Tracks have become part of others, which play in their place."""
        into: dict[int, TrackMove] = {move.from_id: move for move in moves}
        for place, (key, line) in enumerate(self._entries):
            track_id, entry_id = line
            if track_id in into:
                self._before.setdefault(key, []).append(line)
                self._entries[place] = key, into[track_id].line(entry_id)

    def go_back(self, moves: Iterable[TrackMove]) -> None:
        """They are tracks of their own again."""
        parted = {move.to_id for move in moves}
        for place, (key, _) in enumerate(self._entries):
            before = self._before.get(key)
            if before and before[-1][0] in parted:
                self._entries[place] = key, before.pop()

    def move(self, from_index: int, to_index: int) -> None:
        """Move one so that it ends up at `to_index`."""
        self._entries.insert(to_index, self._entries.pop(from_index))
        if not self._is_shuffled:
            self._order = self._keys()

    def set_shuffled(self, is_shuffled: bool) -> None:
        self._is_shuffled = is_shuffled
        self._lay_order()

    @property
    def left(self) -> tuple[LineKey, ...]:
        """What plays after the current one, in the order in which it will, until the end; where
        all repeats, until the current one comes round again.
        """
        if self._current is None:
            order = self._order
        else:
            place = self._order.index(self._current)
            again = self._order[:place] if self.repeat is Repeat.ALL else []
            order = [*self._order[place + 1 :], *again]
        lines = dict(self._entries)
        return tuple(lines[key] for key in order)

    @property
    def has_next(self) -> bool:
        return self._next_entry(by_itself=False) is not None

    def peek_next(self, *, by_itself: bool = True) -> LineKey | None:
        """What `next` would return, without going there."""
        key = self._next_entry(by_itself)
        return None if key is None else self._line_of(key)

    def next(self, *, by_itself: bool = False) -> LineKey | None:
        """Go to the next; None at the end. `by_itself`: the track ended; repeat-one repeats it."""
        return self._go(self._next_entry(by_itself))

    def previous(self) -> LineKey | None:
        """Go to the previous; None at the start."""
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

    def _go(self, key: int | None) -> LineKey | None:
        if key is None:
            return None
        self._current = key
        return self._line_of(key)

    def _line_of(self, key: int) -> LineKey:
        return self._entries[self._keys().index(key)][1]

    def _keys(self) -> list[int]:
        return [key for key, _ in self._entries]

    def _new_entry(self, line: LineKey) -> tuple[int, LineKey]:
        self._next_key += 1
        return self._next_key, line

    def _lay_order(self) -> None:
        self._order = self._keys()
        if self._is_shuffled:
            self._random.shuffle(self._order)
            if self._current is not None:
                self._order.remove(self._current)
                self._order.insert(0, self._current)
