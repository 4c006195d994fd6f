"""Which lanes there are from top to bottom, and how high."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.story_line.records import LineCharacter
from ui.story_line.stops import FEELINGS, MUSIC, SCENES, LaneKey, LaneKind, Stops
from ui.style.theme import scaled_px

MOST_PEOPLE = 5


class Sizes(NamedTuple):
    """At 100 %. feelings: at least; they grow where there is room."""

    axis: int
    scenes: int
    music: int
    feelings: int
    person: int
    theme: int


WIDE = Sizes(32, 92, 68, 120, 28, 32)
NARROW = Sizes(28, 68, 48, 64, 24, 28)
_LOWEST = Sizes(28, 60, 36, 44, 24, 28)  # where there is too little height for all of them
_MOST_FEELINGS = 208
_PAD_PX = 2  # above and below characters, and themes


class Row(NamedTuple):
    """key: None for a line of words. title: what is said there."""

    key: LaneKey | None
    top: int
    height: int
    title: str = ""

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True)
class Rows:
    """fixed: scenes, music and feelings, from the axis down. scrolling: characters and themes, from
    0 on, seen from `scroll_top` down and moved up by `scroll_px`. dividers: above what a line is
    drawn, among the scrolling ones.
    """

    axis: int
    fixed: tuple[Row, ...]
    scrolling: tuple[Row, ...]
    dividers: tuple[int, ...]
    height: int
    scroll_px: int = 0

    @property
    def scroll_top(self) -> int:
        return self.fixed[-1].bottom if self.fixed else self.axis

    @property
    def room(self) -> int:
        """For characters and themes."""
        return max(0, self.height - self.scroll_top)

    @property
    def overflow(self) -> int:
        many = self.scrolling[-1].bottom if self.scrolling else 0
        return max(0, many - self.room)

    def top_of(self, row: Row) -> int:
        """On the canvas."""
        return row.top if row in self.fixed else self.scroll_top + row.top - self.scroll_px

    def row_at(self, y: float) -> Row | None:
        if y >= self.scroll_top:
            inside = y - self.scroll_top + self.scroll_px
            return next((row for row in self.scrolling if row.top <= inside < row.bottom), None)
        return next((row for row in self.fixed if row.top <= y < row.bottom), None)

    def row_of(self, key: LaneKey) -> Row | None:
        rows = (*self.fixed, *self.scrolling)
        return next((row for row in rows if row.key == key), None)


def rows_of(
    stops: Stops, height: int, *, is_narrow: bool, shows_all: bool, words: Sequence[str]
) -> Rows:
    """height: of all; 0 for as much as they need. shows_all: every character. words: the lines “and
    6 more” and “met later”, as far as there are any; the first one only unless shows_all.
    """
    sizes = NARROW if is_narrow else WIDE
    axis = _px(sizes.axis)
    scrolling, dividers = _scrolling(stops, sizes, shows_all=shows_all, words=words)
    needed = scrolling[-1].bottom if scrolling else 0
    scenes, music, least = _px(sizes.scenes), _px(sizes.music), _px(sizes.feelings)
    spare = height - axis - scenes - music - needed
    feelings = min(max(least, spare), _px(_MOST_FEELINGS)) if stops.line.felt.many else least
    highs = {FEELINGS: feelings, MUSIC: music, SCENES: scenes}
    if height:
        _lower(highs, axis + sum(highs.values()) + min(needed, _px(sizes.person)) - height)
    fixed, top = [], axis
    for key in (SCENES, MUSIC, FEELINGS):
        fixed.append(Row(key, top, highs[key]))
        top += highs[key]
    return Rows(axis, tuple(fixed), tuple(scrolling), tuple(dividers), height)


def _lower(highs: dict[LaneKey, int], too_much: int) -> None:
    """Takes it from the rows that are there once, as far as they can be told then."""
    least = {FEELINGS: _LOWEST.feelings, MUSIC: _LOWEST.music, SCENES: _LOWEST.scenes}
    for key, high in highs.items():
        taken = max(0, min(too_much, high - _px(least[key])))
        highs[key] -= taken
        too_much -= taken


def people_shown(stops: Stops, *, shows_all: bool) -> list[LineCharacter]:
    """The five with the most scenes, as the story meets them; all if that is wanted."""
    people = [one for one in stops.line.characters if one.scenes]
    if shows_all or len(people) <= MOST_PEOPLE:
        return people
    often = sorted(people, key=lambda one: -len(one.scenes))[:MOST_PEOPLE]
    return [one for one in people if one in often]


def _scrolling(
    stops: Stops, sizes: Sizes, *, shows_all: bool, words: Sequence[str]
) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    dividers: list[int] = []
    top = _PAD_PX
    person, theme = _px(sizes.person), _px(sizes.theme)
    people = people_shown(stops, shows_all=shows_all)
    for one in people:
        rows.append(Row(LaneKey(LaneKind.PERSON, one.id), top, person))
        top += person
    for line in words:
        rows.append(Row(None, top, _px(20), line))
        top += _px(20)
    if rows:
        dividers.append(0)
        top += 2 * _PAD_PX
    for thread in stops.line.themes:
        if not dividers or (dividers[-1] == 0 and thread is stops.line.themes[0]):
            dividers.append(top - _PAD_PX if rows else 0)
        rows.append(Row(LaneKey(LaneKind.THEME, thread.id), top, theme))
        top += theme
    return rows, dividers


def _px(px: float) -> int:
    """Rounded up to 4, so that lanes stay on the grid at every text size."""
    return math.ceil(scaled_px(px) / 4) * 4
