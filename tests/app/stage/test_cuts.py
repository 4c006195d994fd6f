"""When an opening without scenes cuts to which still."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.stage.cuts import LEAST_MS, MOST_MS, cut_at, cuts_through

STILLS = tuple(f"{n}.png" for n in range(7))


def test_each_still_comes_in_order_and_round_again() -> None:
    cuts = cuts_through(STILLS, 84_000)
    assert cuts[0].start_ms == 0
    assert [cut.still for cut in cuts] == [*STILLS, *STILLS]


@pytest.mark.parametrize("many", [2, 7, 30, 400])
def test_none_is_shorter_or_longer_than_a_cut_usually_is(many: int) -> None:
    cuts = cuts_through([f"{n}.png" for n in range(many)], 90_000)
    lasts = [after.start_ms - before.start_ms for before, after in pairwise(cuts)]
    assert min(lasts) >= LEAST_MS and max(lasts) <= MOST_MS


def test_of_too_many_stills_some_are_left_out_evenly() -> None:
    cuts = cuts_through([f"{n}.png" for n in range(60)], 30_000)
    shown = [int(cut.still.removesuffix(".png")) for cut in cuts]
    assert shown == list(range(0, 60, 6))


def test_a_single_still_stays() -> None:
    assert len(cuts_through(("a.png",), 90_000)) == 1


def test_a_cut_waits_for_the_nearest_onset() -> None:
    def onsets(start_ms: float, end_ms: float) -> list[int]:
        return [ms for ms in (5_600, 6_900, 11_000) if start_ms <= ms <= end_ms]

    starts = [cut.start_ms for cut in cuts_through(("a", "b", "c", "d"), 24_000, onsets)]
    assert starts == [0, 5_600, 11_000, 18_000]


def test_without_stills_or_length_nothing_is_cut() -> None:
    assert cuts_through((), 90_000) == () and cuts_through(STILLS, 0) == ()
    assert cut_at((), 5) is None


def test_the_cut_of_a_place_is_the_last_one_before_it() -> None:
    cuts = cuts_through(STILLS, 42_000)
    found = [cut_at(cuts, ms) for ms in (0, 5_999, 6_000, 41_000)]
    assert [cut and cut.still for cut in found] == ["0.png", "0.png", "1.png", "6.png"]
