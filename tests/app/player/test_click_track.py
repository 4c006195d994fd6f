"""The clicks are where the flashes will be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from app.player.click_track import CLICKS, DURATION_MS, PERIOD_MS, offset_ms, write_click_track


def test_each_click_begins_with_its_loudest_sample_a_period_after_the_last(tmp_path: Path) -> None:
    samples, rate_hz = soundfile.read(write_click_track(tmp_path / "clicks.wav"))
    assert 1000 * len(samples) / rate_hz == DURATION_MS
    loud = np.flatnonzero(np.abs(samples) > 0.5)
    begins = loud[np.diff(loud, prepend=-rate_hz) > rate_hz / 2]
    wanted = np.arange(1, CLICKS + 1) * PERIOD_MS
    assert 1000 * begins / rate_hz == pytest.approx(wanted)
    assert np.abs(samples).max() < 0.9


@given(st.integers(0, CLICKS), st.integers(-PERIOD_MS // 2, PERIOD_MS // 2 - 1))
def test_an_offset_is_counted_from_the_nearest_click(click: int, off: int) -> None:
    assert offset_ms(click * PERIOD_MS + off) == off
