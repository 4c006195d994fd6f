"""Where afterlives are on the line of years."""

from __future__ import annotations

from itertools import combinations

import pytest

from ui.afterlives.chronology import Chronology, Room, in_years, lay_out

ROOM = Room(left=60, right=1100, edge_left=16, edge_right=1180, card=184)


def cards(found: Chronology) -> list[tuple[bool, float, float]]:
    return [(p.is_above, p.left, p.left + 184) for p in found.placed if p.left is not None]


def test_few_have_cards_by_turns_over_their_stems() -> None:
    found = lay_out(["2007", "2012-05", "2019-01-01", "2026"], "2005-11-29", ROOM)
    assert [one.is_above for one in found.placed] == [True, False, True, False]
    assert found.heart_x == 60
    xs = [one.x for one in found.placed]
    assert xs == sorted(xs) and xs[-1] == pytest.approx(1100)
    assert all(one.left is not None and one.left < one.x < one.left + 184 for one in found.placed)


def test_cards_never_overlap_and_those_without_room_fold_to_dots() -> None:
    dates = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 2, 15)]
    found = lay_out(dates, "2019", ROOM)
    placed = cards(found)
    for one, other in combinations(placed, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]
    assert all(left >= 16 and right <= 1180 for _above, left, right in placed)
    assert 8 <= len(placed) < len(dates)
    assert sorted(place for dot in found.dots for place in dot.places) == list(range(36))
    assert any(len(dot.places) > 1 for dot in found.dots)


def test_the_chosen_one_has_a_card_in_any_crowd() -> None:
    dates = ["2020-01-01"] * 40
    for chosen in (0, 20, 39):
        assert lay_out(dates, "", ROOM, chosen).placed[chosen].left is not None


def test_those_without_a_date_stand_apart() -> None:
    found = lay_out(["2001", "2003", "", ""], "2000", ROOM)
    assert found.undated_x is not None
    assert [one.x > found.undated_x for one in found.placed] == [False, False, True, True]
    assert lay_out(["", ""], "", ROOM).heart_x is None


@pytest.mark.parametrize("dates", [[], ["2001"], ["2001", "2001"], ["1899", "2199-12-31"]])
@pytest.mark.parametrize("first", ["", "2001"])
def test_few_or_far_apart_are_no_trouble(dates: list[str], first: str) -> None:
    found = lay_out(dates, first, ROOM)
    assert len(found.placed) == len(dates)
    assert all(16 <= one.x <= 1180 for one in found.placed)
    assert len({line.year for line in found.years}) == len(found.years) <= 40


def test_a_month_or_a_year_is_taken_in_its_middle() -> None:
    assert in_years("2001") == 2001.5
    assert in_years("2001-01") == pytest.approx(2001 + 1 / 24)
    assert in_years("2001-12-31") == pytest.approx(2002, abs=0.01)
    assert in_years("2001-02-31") == pytest.approx(in_years("2001-02"))
