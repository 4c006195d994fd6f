"""The order in which candidates are judged. What is selected never moves in it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.core.timecode import Span
from app.theme_finding.records import SHOWN_FROM
from app.themes.records import Candidate, Passage

_LEAST_MS = 500  # that moving the start leaves


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to judge. number: stays the same when the place is found anew, a little earlier or
    longer. moved_ms: how far the listener moved its start.
    """

    number: int
    candidate: Candidate
    moved_ms: int = 0

    @property
    def passage(self) -> Passage:
        return self.candidate.passage

    @property
    def is_likely(self) -> bool:
        return self.candidate.probability >= SHOWN_FROM

    def moved(self, by_ms: int) -> Entry:
        """Its start is moved, its end stays."""
        span = self.candidate.span
        start_ms = min(max(0, span.start_ms + by_ms), span.end_ms - _LEAST_MS)
        if start_ms < 0 or start_ms == span.start_ms:
            return self
        moved_ms = self.moved_ms + start_ms - span.start_ms
        found = replace(self.candidate, span=Span(start_ms, span.end_ms))
        return Entry(self.number, found, moved_ms)


class Ranking:
    """All that is open, the most probable first. selected: the number of an entry."""

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        """numbers: for entries; shared with the rankings before, whose entries may come back."""
        self._entries: list[Entry] = []
        self._numbers = itertools.count(1) if numbers is None else numbers
        self._kept: set[int] = set()  # judged here once: an undo brings them back
        self.selected: int | None = None
        self.shows_all = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Also those that aren't shown."""
        return tuple(self._entries)

    @property
    def shown(self) -> list[Entry]:
        return [one for one in self._entries if self._is_shown(one)]

    @property
    def hidden(self) -> int:
        """How many are less certain, and not shown."""
        return sum(not self._is_shown(one) for one in self._entries)

    @property
    def less_certain(self) -> int:
        return sum(not one.is_likely for one in self._entries)

    @property
    def current(self) -> Entry | None:
        return next((one for one in self._entries if one.number == self.selected), None)

    def find(self, passage: Passage) -> Entry | None:
        return next((one for one in self._entries if one.passage.coincides(passage)), None)

    def take(self, found: Iterable[Candidate], is_open: Callable[[Candidate], bool]) -> None:
        """All that was found. What is selected stays where it is, as it is."""
        before = self.shown
        place = next((n for n, one in enumerate(before) if one.number == self.selected), None)
        known = {one.number: one for one in self._entries}
        taken: list[Entry] = []
        for candidate in found:
            if is_open(candidate):
                taken.append(self._entry(candidate, known))
        taken += [one for one in known.values() if self._stays(one) and is_open(one.candidate)]
        taken.sort(key=lambda one: -one.candidate.probability)
        self._entries = taken
        if place is not None and self.current is not None:
            self._put(self.current, place)

    def replace(self, entry: Entry) -> None:
        self._entries = [entry if one.number == entry.number else one for one in self._entries]

    def judge(self, entry: Entry) -> None:
        """It goes; the next one is selected, or the one before it if it was the last."""
        shown = self.shown
        place = next((n for n, one in enumerate(shown) if one.number == entry.number), None)
        self._kept.add(entry.number)
        self._entries = [one for one in self._entries if one.number != entry.number]
        if place is not None and entry.number == self.selected:
            left = self.shown
            self.selected = left[min(place, len(left) - 1)].number if left else None

    def bring_back(self, entries: Sequence[Entry]) -> None:
        """Their answers were taken back."""
        known = {one.number for one in self._entries}
        self._kept.update(one.number for one in entries)
        self._entries += [one for one in entries if one.number not in known]
        self._entries.sort(key=lambda one: -one.candidate.probability)

    def _is_shown(self, entry: Entry) -> bool:
        is_asked_for = self.shows_all or entry.number in (self.selected, *self._kept)
        return entry.is_likely or is_asked_for

    def _stays(self, entry: Entry) -> bool:
        return entry.number == self.selected or entry.number in self._kept

    def _entry(self, candidate: Candidate, known: dict[int, Entry]) -> Entry:
        """An entry for the same place is taken out of `known`."""
        same = next(
            (one for one in known.values() if one.passage.coincides(candidate.passage)), None
        )
        if same is None:
            return Entry(next(self._numbers), candidate)
        del known[same.number]
        if same.number == self.selected or same.moved_ms:
            found = replace(same.candidate, probability=candidate.probability)
            return replace(same, candidate=found)
        return replace(same, candidate=candidate)

    def _put(self, entry: Entry, place: int) -> None:
        """At a place among what is shown."""
        others = [one for one in self._entries if one.number != entry.number]
        shown = [one for one in others if self._is_shown(one)]
        if place >= len(shown):
            at = others.index(shown[-1]) + 1 if shown else 0
        else:
            at = others.index(shown[place])
        self._entries = [*others[:at], entry, *others[at:]]
