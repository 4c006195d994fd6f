"""Where the lines between two versions are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from app.core.time_map import TimeMap
from ui.afterlives.in_step.places import StepPlaces

TWICE = TimeMap(((0, 0), (10_000, 20_000)))


def places(first_s: int, wide: float = 1_000) -> StepPlaces:
    lengths = first_s * 1_000, first_s * 1_000
    return StepPlaces.of(QRectF(0, 0, wide, 200), lengths, 64, (20, 130))


@pytest.mark.parametrize(("first_s", "step_s"), [(30, 1), (80, 2), (200, 5), (3_600, 300)])
def test_lines_are_as_close_as_they_can_be_told_apart(first_s: int, step_s: int) -> None:
    assert places(first_s).step_s == step_s


def test_lines_are_heavier_at_round_times() -> None:
    found = places(80).lines(TimeMap(((0, 0), (10_000, 10_000))))
    assert [line.here for line in found[:3]] == [0, 2_000, 4_000]
    assert [line.here for line in found if line.is_heavy][:3] == [0, 10_000, 20_000]


def test_a_moment_that_only_one_has_has_no_line() -> None:
    found = places(80).lines(TWICE)
    assert (found[-1].here, found[-1].there) == (40_000, 80_000)
