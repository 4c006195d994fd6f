"""Sound keeps its time and its shape at another rate."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.listener import RATE_HZ
from app.analysis.resampling import Resampler, mono
from tests.support.audio import Samples, silence


def wave(rate_hz: int, seconds: float = 2.0, hz: float = 440.0) -> Samples:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.sin(2 * np.pi * hz * t + 0.3).astype(np.float32)


def resampled(sound: Samples, rate_hz: int, block: int) -> Samples:
    resampler = Resampler(rate_hz)
    parts = [
        part.copy()
        for first in range(0, len(sound), block)
        for part in resampler.feed(sound[first : first + block])
    ]
    return np.concatenate([silence(0), *parts, *resampler.rest()])


@pytest.mark.parametrize("rate_hz", [8000, 11025, 22050, 44056, 44100, 44101, 48000, 96000, 192000])
def test_a_wave_stays_where_and_what_it_was(rate_hz: int) -> None:
    heard = resampled(wave(rate_hz), rate_hz, 50_001)
    assert len(heard) == 2 * RATE_HZ
    away = np.abs(heard - wave(RATE_HZ))[2000:-2000]  # sudden ends ring
    assert away.max() < 1e-4


@pytest.mark.parametrize("block", [1_000, 65_536, 200_000])
def test_the_size_of_blocks_changes_nothing(block: int) -> None:
    sound = wave(44_100)
    expected = resampled(sound, 44_100, 7_777)
    assert np.allclose(resampled(sound, 44_100, block), expected, atol=1e-6)


def test_what_the_lower_rate_cannot_hold_is_taken_out() -> None:
    heard = resampled(wave(44_100, hz=15_000), 44_100, 65_536)
    assert np.abs(heard[2000:-2000]).max() < 1e-4


@pytest.mark.parametrize("frames", [0, 1, 100])
def test_a_short_sound_keeps_its_length(frames: int) -> None:
    assert len(resampled(wave(44_100)[:frames], 44_100, 65_536)) == -(-frames // 2)


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_mono_is_the_mean_of_the_channels(channels: int) -> None:
    block = np.arange(channels * 4, dtype=np.float32).reshape(4, channels)
    assert mono(block) == pytest.approx(block.mean(axis=1))
