"""The ruler's ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.geometry.ticks import ticks
from ui.timeline.geometry.time_axis import TimeAxis


@given(st.integers(1, 11_000_000), st.integers(300, 3_000), st.floats(1, 5_000), st.floats(0, 1))
def test_labels_keep_their_distance_and_ticks_stay_inside_the_track(
    duration_ms: int, width: int, zoom: float, share: float
) -> None:
    axis = TimeAxis.whole(duration_ms, width).zoomed(zoom, width * share)
    found = ticks(axis, 70)
    labelled = [axis.x_of(tick.at_ms) for tick in found if tick.label]
    gaps = [b - a for a, b in pairwise(labelled)]
    assert all(gap >= 70 - 0.01 for gap in gaps)
    assert all(0 <= tick.at_ms <= duration_ms for tick in found)
    assert len(found) < 40 * width


@pytest.mark.parametrize(
    ("duration_ms", "zoom", "expected"),
    [
        (240_000, 1, "1:00"),
        (3 * 3_600_000, 1, "1:00:00"),
        (240_000, 1_000, "0:00.100"),
        (24 * 3_600_000, 1, "2:00:00"),
    ],
)
def test_labels_fit_the_zoom(duration_ms: int, zoom: float, expected: str) -> None:
    axis = TimeAxis.whole(duration_ms, 1_600).zoomed(zoom, 0)
    assert expected in [tick.label for tick in ticks(axis, 70)]
