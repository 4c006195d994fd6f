"""Where afterlives are on a line of years: stems, cards by turns, dots without room for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST_YEAR_LINES = 40
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_LEAST_YEAR_PX = 52.0


@dataclass(frozen=True, slots=True)
class Room:
    """In px. left, right: of the line; cards may reach to edge_left and edge_right. lean: how far a
    card usually begins in front of its stem; hold: how far the stem is inside at least. near: dots
    closer than this are one.
    """

    left: float
    right: float
    edge_left: float
    edge_right: float
    card: float
    gap: float = 8.0
    lean: float = 36.0
    hold: float = 14.0
    near: float = 16.0


@dataclass(frozen=True, slots=True)
class Placed:
    """place: in the sequence given. left: of its card; None if there is no room for one."""

    place: int
    x: float
    left: float | None
    is_above: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One afterlife or several so close that they are counted. places: in the sequence given."""

    x: float
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Chronology:
    """undated_x: where the part without dates begins; None if all have one."""

    heart_x: float | None
    placed: tuple[Placed, ...]
    dots: tuple[Dot, ...]
    years: tuple[YearLine, ...]
    undated_x: float | None


def in_years(iso: str) -> float:
    """A date as a number of years: the middle of what is known of it."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    month = min(12, max(1, parts[1]))
    if len(parts) == 2:
        return parts[0] + (month - 0.5) / 12
    try:
        day = date(parts[0], month, parts[2])
    except ValueError:
        return parts[0] + (month - 0.5) / 12
    return parts[0] + (day - date(parts[0], 1, 1)).days / 365.25


def lay_out(
    dates: Sequence[str], first_heard: str, room: Room, chosen: int | None = None
) -> Chronology:
    """dates: as in ISO 8601, rising, those without one last and empty. first_heard: the same; empty
    if it never was. chosen: the one that has a card whatever happens.
    """
    known = [in_years(one) for one in dates if one]
    heart = in_years(first_heard) if first_heard else None
    ends = [*known, *([heart] if heart is not None else [])]
    undated = len(dates) - len(known)
    undated_x = room.right - room.card * 0.75 if undated else None
    right = room.right if undated_x is None else undated_x - room.gap * 3
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    spread = max(1.0, high - low)

    def x_of(year: float) -> float:
        if high - low < 1e-6:
            return room.left if heart is not None else (room.left + right) / 2
        return room.left + (year - low) / spread * (right - room.left)

    xs = [x_of(year) for year in known]
    if undated_x is not None:
        xs += [undated_x + room.card * 0.25] * undated
    placed = _with_cards(xs, room, chosen)
    heart_x = None if heart is None else x_of(heart)
    return Chronology(
        heart_x, placed, _dots(xs, room.near), _year_lines(low, high, x_of, right), undated_x
    )


def _with_cards(xs: Sequence[float], room: Room, chosen: int | None) -> tuple[Placed, ...]:
    taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    found: dict[int, Placed] = {}
    order = list(range(len(xs)))
    if chosen is not None and 0 <= chosen < len(xs):
        order.remove(chosen)
        order.insert(0, chosen)
    is_above = True
    for place in order:
        x = xs[place]
        side, left = is_above, _free(x, room, taken[is_above])
        if left is None:
            side, left = not is_above, _free(x, room, taken[not is_above])
        if left is not None:
            taken[side].append((left, left + room.card))
            is_above = not side
        found[place] = Placed(place, x, left, side)
    return tuple(found[place] for place in range(len(xs)))


def _free(x: float, room: Room, taken: Sequence[tuple[float, float]]) -> float | None:
    """Where a card over this stem has room, as near to its usual place as possible."""
    first = max(room.edge_left, x - room.card + room.hold)
    last = min(room.edge_right - room.card, x - room.hold)
    if first > last:  # at the edge of the picture the stem may be at the card's own edge
        first = last = min(max(room.edge_left, x - room.lean), room.edge_right - room.card)
    usual = min(max(first, x - room.lean), last)
    tries = [usual, first, last]
    for a, b in taken:
        tries += [b + room.gap, a - room.gap - room.card]
    free = [
        left
        for left in tries
        if first <= left <= last
        and all(left + room.card + room.gap <= a or b + room.gap <= left for a, b in taken)
    ]
    return min(free, key=lambda left: abs(left - usual), default=None)


def _dots(xs: Sequence[float], near: float) -> tuple[Dot, ...]:
    groups: list[list[int]] = []
    for place, x in enumerate(xs):
        if groups and x - xs[groups[-1][-1]] < near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(Dot(sum(xs[n] for n in group) / len(group), tuple(group)) for group in groups)


def _year_lines(low: float, high: float, x_of: object, right: float) -> tuple[YearLine, ...]:
    if high - low < 1e-6:
        return (YearLine(int(low), 0.0),) if low else ()
    assert callable(x_of)
    a_year = (x_of(high) - x_of(low)) / (high - low)
    step = next((step for step in _STEPS if step * a_year >= _LEAST_YEAR_PX), _STEPS[-1])
    first = int(low) // step * step
    years = range(first, int(high) + 1, step)
    lines = [YearLine(year, x_of(max(float(year), -1e9))) for year in years]
    return tuple(line for line in lines[:MOST_YEAR_LINES] if line.x <= right)
