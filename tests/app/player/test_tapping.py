"""Taps reveal the latency, whatever the listener's habit."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.player.click_track import PERIOD_MS, offset_ms
from app.player.tapping import TAPS_WANTED, Taps, gather, latency_ms, spread_ms


def taps(behind_ms: float, unsteady_ms: float = 0.0, seed: int = 1) -> Taps:
    """Taps that are late by so much, give or take a little."""
    dice = random.Random(seed)
    late = [behind_ms + dice.gauss(0, unsteady_ms) for _ in range(TAPS_WANTED)]
    return gather([offset_ms(7 * PERIOD_MS + each) for each in late])


@given(st.integers(0, 1000), st.floats(-150, 150))
def test_habit_and_keyboard_cancel(latency: int, habit_ms: float) -> None:
    assert latency_ms(taps(latency + habit_ms), taps(habit_ms)) == latency


@given(st.integers(0, 1000), st.integers(0, 10_000))
def test_unsteady_taps_come_close(latency: int, seed: int) -> None:
    heard, seen = taps(latency - 40, 25, seed), taps(-40, 25, seed + 1)
    assert abs(latency_ms(heard, seen) - latency) <= 50
    assert heard.is_steady and seen.is_steady


@given(st.floats(-600, 599), st.floats(120, 300))
def test_one_stray_tap_changes_little(behind_ms: float, astray_ms: float) -> None:
    offsets = [offset_ms(behind_ms + each) for each in (-12, -8, -4, 0, 0, 4, 8, 12)]
    stray = gather([*offsets, offset_ms(behind_ms + astray_ms)])
    assert offset_ms(stray.median_ms - behind_ms) == pytest.approx(0, abs=8)


def test_taps_halfway_between_two_clicks_belong_together() -> None:
    half = PERIOD_MS / 2
    heap = gather([half - 10, half - 5, -half, -half + 5, -half + 10])
    assert abs(heap.median_ms) == half
    assert heap.spread_ms == 5


def test_slightly_early_taps_mean_no_latency_and_very_late_ones_the_longest() -> None:
    assert latency_ms(Taps(-60, 0), Taps(-20, 0)) == 0
    assert latency_ms(Taps(-190, 0), Taps(-40, 0)) == 1000


def test_scattered_taps_are_not_steady() -> None:
    wild = gather([-500, -300, -100, 100, 300, 500])
    assert not wild.is_steady
    assert spread_ms(Taps(0, 30), Taps(0, 40)) == 50


def test_without_taps_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="no tap"):
        gather([])
