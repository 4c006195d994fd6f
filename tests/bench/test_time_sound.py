"""The measuring sound and its reader: what is read is where it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.position.time_sound import made, read

RATE_HZ = 16_000
SOUND = np.concatenate(list(made(40, RATE_HZ)))


@settings(max_examples=25, deadline=None)
@given(first=st.integers(0, 38 * RATE_HZ))
def test_any_second_of_it_gives_its_place(first: int) -> None:
    heard = read(SOUND[first : first + RATE_HZ], RATE_HZ)
    wrong_ms = heard.position_ms - heard.at_ms - first * 1000 / RATE_HZ
    clear = ~np.isnan(wrong_ms)
    assert clear.mean() > 0.85
    assert np.abs(wrong_ms[clear]).max() < 0.5


def test_silence_has_no_place() -> None:
    heard = read(np.zeros(RATE_HZ, np.float32), RATE_HZ)
    assert heard.is_silent.all()
    assert np.isnan(heard.position_ms).all()


def test_a_jump_is_found_where_it_is() -> None:
    joined = np.concatenate([SOUND[: 2 * RATE_HZ], SOUND[21 * RATE_HZ : 23 * RATE_HZ]])
    heard = read(joined, RATE_HZ)
    before, after = heard.at_ms < 1960, heard.at_ms > 2040
    assert np.nanmax(np.abs((heard.position_ms - heard.at_ms)[before])) < 0.5
    assert np.nanmax(np.abs((heard.position_ms - heard.at_ms - 19_000)[after])) < 0.5


@pytest.mark.parametrize("pitch", [0.997, 1.004])
def test_resampled_sound_gives_its_place_and_its_pitch(pitch: float) -> None:
    stretched = np.interp(np.arange(0, 10 * RATE_HZ, pitch), np.arange(len(SOUND)), SOUND)
    heard = read(stretched.astype(np.float32), RATE_HZ, lambda at_ms: at_ms)
    wrong_ms = heard.position_ms - pitch * heard.at_ms
    clear = ~np.isnan(wrong_ms)
    assert clear.mean() > 0.8
    assert np.abs(wrong_ms[clear]).max() < 1
    assert np.nanmedian(heard.pitch) == pytest.approx(pitch, abs=1e-4)
