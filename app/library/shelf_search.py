"""Looks for words in what the lines of a shelf say. Each line is folded once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from operator import attrgetter

from app.core.ids import LineKey
from app.core.search_text import Terms, fold
from app.library.records import TrackRow, role_label
from app.library.shelf import Shelf

_AT_ONCE = 1_000  # lines between two questions whether to go on
_OF_ALBUM: Callable[[TrackRow], tuple[str, ...]] = attrgetter(
    "artist", "album_artist", "composer", "album", "role", "work_title"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The lines that say every one of the terms.

    lines: for each line of the shelf 1 if it was found, else 0. tracks, duration_ms: of those that
    were found, each track once.
    """

    terms: Terms
    lines: bytes
    tracks: int
    duration_ms: int

    def still_on(self, before: Shelf, now: Shelf) -> Found:
        """The same lines, where they are on another shelf; before: that they were found on."""
        numbers = now.numbers
        lines = bytearray(len(now.lines))
        for line in compress(before.lines, self.lines):
            if line.key in numbers:
                lines[numbers[line.key]] = 1
        return replace(self, lines=bytes(lines))


class ShelfSearch:
    """Of the lines of one shelf: title, artists, composer, album, role, work.

    Several threads may ask at once; they share what was folded.
    """

    def __init__(self, lines: Sequence[TrackRow], before: ShelfSearch | None = None) -> None:
        """before: that of the shelf before this one, whose lines mostly say the same."""
        self._lines = lines
        self._texts: list[str] = []
        self._ends: dict[tuple[str, ...], str] = {}  # what all lines of an album share
        self._known: dict[LineKey, tuple[TrackRow, str]] = {}
        self._before = before
        self._lock = threading.Lock()

    def prepare(self, go_on: Callable[[], None] = lambda: None) -> None:
        """Folds what isn't folded yet. go_on: called again and again; may raise to end it."""
        while True:
            with self._lock:
                self._take_over()
                start = len(self._texts)
                self._texts += map(self._folded, self._lines[start : start + _AT_ONCE])
                if start + _AT_ONCE >= len(self._lines):
                    self._known = {}
                    return
            go_on()

    def find(self, terms: Terms, go_on: Callable[[], None] = lambda: None) -> Found:
        """go_on: as in `prepare`."""
        self.prepare(go_on)
        texts = self._texts
        numbers: Sequence[int] = range(len(texts))
        for term in terms:
            numbers = [
                number
                for start in range(0, len(numbers), _AT_ONCE)
                for number in _with(term, texts, numbers[start : start + _AT_ONCE], go_on)
            ]
        lines = bytearray(len(texts))
        for number in numbers:
            lines[number] = 1
        lengths = {row.id: row.duration_ms for row in map(self._lines.__getitem__, numbers)}
        return Found(terms, bytes(lines), len(lengths), sum(lengths.values()))

    @property
    def length(self) -> int:
        """How many lines are folded; all of them once `prepare` is done."""
        return len(self._texts)

    def text(self, number: int) -> str:
        """What is looked through of a line: its folded title, a line feed, and the rest."""
        return self._texts[number]

    def rows(self, numbers: Iterable[int]) -> Iterator[TrackRow]:
        return map(self._lines.__getitem__, numbers)

    def _take_over(self) -> None:
        """What the shelf before knew. Only as far as it came: the rest is folded here."""
        before, self._before = self._before, None
        if before is not None:
            texts = before._texts
            self._known = {
                row.key: (row, text) for row, text in zip(before._lines, texts, strict=False)
            }

    def _folded(self, row: TrackRow) -> str:
        known = self._known.get(row.key)
        if known is not None and _says_the_same(row, known[0]):
            return known[1]
        shared = _OF_ALBUM(row)
        if shared not in self._ends:
            words = ("", *shared)
            self._ends[shared] = fold("\n".join((*words[:-2], role_label(row.role), words[-1])))
        return fold(row.title) + self._ends[shared]


def _with(
    term: str, texts: Sequence[str], numbers: Sequence[int], go_on: Callable[[], None]
) -> list[int]:
    go_on()
    return [number for number in numbers if term in texts[number]]


def _says_the_same(row: TrackRow, other: TrackRow) -> bool:
    return row.title == other.title and _OF_ALBUM(row) == _OF_ALBUM(other)
