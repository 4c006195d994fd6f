"""Ridges as numbers: what a mark adds, how high it stands, where the peaks are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.ridges.closeness import closeness
from ui.timeline.ridges.density import BIN_PX, REACH_PX, SD_PX, Density, Felt, density
from ui.timeline.ridges.heights import HeightLaw, peaks_of

AXIS = TimeAxis.whole(100_000, 1_024)  # 100 ms a pixel
LAW = HeightLaw.of_lane(260)

marks = st.lists(
    st.tuples(
        st.integers(0, 100_000),
        st.sampled_from((0, 0, 150, 900, 4_000, 40_000)),
        st.integers(0, 2),
        st.sampled_from((0.2, 0.6, 1.0)),
    ),
    max_size=40,
)


def felt(*given_marks: tuple[int, int, int, float]) -> Felt:
    """start, length, row, weight."""
    columns = list(zip(*given_marks, strict=True)) or [(), (), (), ()]
    starts, lengths, rows = (np.array(column, np.int64) for column in columns[:3])
    return Felt(starts, starts + lengths, rows, np.array(columns[3], np.float64))


def amount_at(found: Density, ms: float, row: int = 0) -> float:
    return float(found.amounts[row, found.bin_at(AXIS.x_of(ms), AXIS)])


def test_a_moment_adds_a_bell_of_its_weight() -> None:
    found = density(felt((50_200, 0, 0, 1.0)), 1, AXIS)
    assert amount_at(found, 50_200) == pytest.approx(1.0, abs=0.01)
    beside = amount_at(found, 50_200 + 16 * 100)
    assert beside == pytest.approx(np.exp(-0.5 * (16 / SD_PX) ** 2), abs=0.01)
    assert amount_at(found, 50_200 + 60 * 100) == pytest.approx(0.0, abs=1e-9)
    weak = density(felt((50_200, 0, 0, 0.2)), 1, AXIS)
    assert amount_at(weak, 50_200) == pytest.approx(0.2, abs=0.003)


@pytest.mark.parametrize("length_ms", [250, 700, 2_000, 6_000, 50_000])
def test_a_passage_is_as_high_as_a_moment_however_long_it_is(length_ms: int) -> None:
    found = density(felt((20_000, length_ms, 0, 1.0)), 1, AXIS)
    assert found.amounts.max() == pytest.approx(1.0, abs=0.02)
    assert amount_at(found, 20_000 + length_ms / 2) == pytest.approx(1.0, abs=0.02)


def test_the_middle_of_a_long_passage_is_felt_out_of_sight_of_its_ends() -> None:
    inside = AXIS.window(400.0, 100)
    found = density(felt((0, 100_000, 0, 1.0)), 1, inside)
    assert found.amounts.min() == pytest.approx(1.0, abs=1e-6)


def test_one_three_seven_fifteen_and_thirty_one_marks_stand_in_even_steps() -> None:
    stands = [round(LAW.px(amount)) for amount in (1, 3, 7, 15, 31)]
    assert stands == [16, 29, 41, 51, 59]
    found = density(felt(*[(50_200, 0, 0, 1.0)] * 7), 1, AXIS)
    assert LAW.heights(found.amounts).max() == pytest.approx(41, abs=0.6)


def test_a_low_lane_has_smaller_steps_and_none_reaches_the_cap() -> None:
    low = HeightLaw.of_lane(140)
    assert (low.step_px, low.cap_px) == (12.0, 70.0)
    assert LAW.px(10_000) < LAW.cap_px
    assert LAW.px(2_000) < LAW.px(2_001)


@given(marks, st.integers(-12, 900), st.integers(4, 300))
def test_every_part_of_the_track_is_the_same_as_in_the_whole(
    given_marks: list[tuple[int, int, int, float]], left: int, width: int
) -> None:
    everything = felt(*given_marks)
    whole = density(everything, 3, AXIS, margin_px=400)
    part = density(everything, 3, AXIS.window(float(left), width))
    begin = part.first_bin - whole.first_bin
    same = whole.amounts[:, begin : begin + part.amounts.shape[1]]
    assert np.allclose(part.amounts, same, atol=1e-9)


@given(marks, st.integers(0, 100_000))
def test_a_new_mark_lifts_only_its_own_place(
    given_marks: list[tuple[int, int, int, float]], at_ms: int
) -> None:
    before = density(felt(*given_marks), 3, AXIS)
    after = density(felt(*given_marks, (at_ms, 0, 1, 1.0)), 3, AXIS)
    lifted = np.flatnonzero((after.amounts - before.amounts > 1e-9).any(axis=0))
    xs = [after.x_of(float(n), AXIS) for n in lifted]
    assert all(abs(x - AXIS.x_of(at_ms)) <= REACH_PX + 2 * BIN_PX for x in xs)
    assert (after.amounts - before.amounts > -1e-9).all()


def test_peaks_are_the_tops_and_none_is_beside_a_taller_one_of_its_ridge() -> None:
    marks = [(20_000, 0, 0, 1.0)] * 7 + [(24_000, 0, 0, 1.0)] * 3 + [(70_000, 0, 0, 1.0)] * 3
    found = density(felt(*marks, *[(22_000, 0, 1, 1.0)] * 3), 2, AXIS)
    tops = peaks_of(LAW.heights(found.amounts), LAW.least_peak_px, apart=25)
    at = [(top.row, round(AXIS.ms_at(found.x_of(top.at, AXIS)), -3)) for top in tops]
    assert at[0] == (0, 20_000)
    assert set(at) == {(0, 20_000), (0, 70_000), (1, 22_000)}


def test_a_single_mild_mark_is_no_peak() -> None:
    found = density(felt((20_000, 0, 0, 0.6)), 1, AXIS)
    assert peaks_of(LAW.heights(found.amounts), LAW.least_peak_px, apart=25) == []


def test_the_zoom_turns_ridges_into_marks_and_few_marks_always_stand_alone() -> None:
    assert closeness(1_000 / 10, 500) == 0
    assert closeness(1_000 / 48, 500) == 1
    assert 0 < closeness(1_000 / 27, 500) < 1
    assert closeness(100, 8) == 1
    assert closeness(100, 24) == 0
    turning = [closeness(100, n) for n in range(8, 25)]
    assert turning == sorted(turning, reverse=True)
