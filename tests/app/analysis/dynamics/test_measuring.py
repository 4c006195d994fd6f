"""Loudness, onsets and brightness are what was played, however it comes in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.hearing import hear_dynamics
from app.analysis.dynamics.measured import SILENT_LUFS
from app.analysis.dynamics.records import PICTURE_BINS
from app.analysis.listener import RATE_HZ
from tests.app.analysis.dynamics.swelling import heard, swelling
from tests.support.audio import clicks, silence, tone, write_audio


def test_a_full_scale_sine_reads_as_the_standard_says() -> None:
    measured = heard(tone(3, 997, rate_hz=RATE_HZ, level=1.0)).measured
    assert len(measured) == 30
    assert measured.lufs[15] == pytest.approx(-3.01, abs=0.2)  # BS.1770-4, annex 1


def test_low_sound_counts_less_and_high_sound_more() -> None:
    low, middle, high = (
        heard(tone(1, hz, rate_hz=RATE_HZ)).measured.lufs[5] for hz in (40, 997, 6000)
    )
    assert low < middle - 3
    assert high == pytest.approx(middle + 4, abs=0.7)


def test_a_tone_is_as_bright_as_it_is_high() -> None:
    measured = heard(tone(2, 1600, rate_hz=RATE_HZ)).measured
    assert measured.octaves[10] == pytest.approx(5, abs=0.1)  # 50 Hz, 100, 200, 400, 800, 1600


def test_onsets_are_counted() -> None:
    four_a_second = heard(clicks(8, 0.25, rate_hz=RATE_HZ)).measured.onsets_per_s
    assert four_a_second[20:60] == pytest.approx(4, abs=0.5)
    assert heard(tone(8, rate_hz=RATE_HZ)).measured.onsets_per_s.max() == pytest.approx(0, abs=0.4)


@pytest.mark.parametrize("block_frames", [1, 735, 4096, 1 << 20])
def test_how_it_is_cut_into_blocks_makes_no_difference(block_frames: int) -> None:
    sound = swelling((0, -20), (1.23, -5))
    one, other = heard(sound, 1000).measured, heard(sound, block_frames).measured
    assert np.array_equal(one.loudness, other.loudness)
    assert np.array_equal(one.onsets, other.onsets)
    assert np.array_equal(one.brightness, other.brightness)


def test_silence_is_silent_dark_and_without_intensity() -> None:
    dynamics = heard(silence(20, RATE_HZ))
    assert (dynamics.measured.lufs == SILENT_LUFS).all()
    assert not dynamics.measured.brightness.any()
    assert not dynamics.curve.values.any()
    assert dynamics.events == ()
    assert dynamics.summary.most_intense == 0
    assert dynamics.summary.picture == bytes(PICTURE_BINS)


@pytest.mark.parametrize("frames", [0, 1, 100, 2205, 2206])
def test_very_short_sound_has_a_value_for_each_hop(frames: int) -> None:
    dynamics = heard(tone(1, 997, rate_hz=RATE_HZ, level=1.0)[:frames])
    assert len(dynamics.measured) == len(dynamics.curve.values) == -(-frames // 2205)
    assert len(dynamics.summary.picture) == PICTURE_BINS
    assert (dynamics.measured.lufs < -2.5).all()


@pytest.mark.filterwarnings("error")
def test_what_is_not_a_number_counts_as_silence() -> None:
    sound = swelling((0, -10), (20, -10))
    sound[5 * RATE_HZ : 10 * RATE_HZ] = np.nan
    sound[15 * RATE_HZ] = np.inf
    sound[15 * RATE_HZ + 1] = -3e38
    measured = heard(sound).measured
    assert (measured.lufs[51:99] == SILENT_LUFS).all()
    assert np.isfinite(measured.lufs).all()
    assert measured.lufs[20] > -30


def test_intensity_is_absolute_so_that_tracks_compare() -> None:
    sound = swelling((0, -6), (20, -6))
    loud, soft = heard(sound), heard(sound * 0.1)
    assert loud.summary.most_intense > soft.summary.most_intense + 0.2
    assert 0 < soft.summary.most_intense < loud.summary.most_intense < 1


def test_busier_and_brighter_music_is_more_intense() -> None:
    dark = heard(tone(10, 200, rate_hz=RATE_HZ)).summary.most_intense
    bright = heard(tone(10, 1500, rate_hz=RATE_HZ)).summary.most_intense
    struck = tone(10, 1500, rate_hz=RATE_HZ) * (np.arange(10 * RATE_HZ) % 5000 < 4000)
    assert dark < bright < heard(struck.astype(np.float32)).summary.most_intense


def test_the_summary_tells_the_longest_build_and_paints_the_track() -> None:
    dynamics = heard(swelling((0, -30), (12, -30), (28, -8), (32, -8)))
    summary = dynamics.summary
    assert summary.longest_build_ms == pytest.approx(16_000, abs=2000)
    assert summary.picture[0] < summary.picture[20] < summary.picture[-1]
    assert dynamics.curve.values.max() >= summary.most_intense >= dynamics.curve.values[0]


def lufs_of(dynamics: Dynamics) -> float:
    return float(dynamics.measured.lufs[10:50].mean())


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_file_of_any_rate_sounds_the_same(tmp_path: Path, rate_hz: int, channels: int) -> None:
    sound = tone(6, 997, rate_hz=rate_hz, level=0.5)
    path = write_audio(tmp_path / "a.wav", sound, rate_hz=rate_hz, channels=channels)
    heard_file = hear_dynamics(path)
    assert heard_file.breaks_off_ms is None
    assert len(heard_file.dynamics.measured) == pytest.approx(60, abs=1)
    assert lufs_of(heard_file.dynamics) == pytest.approx(-9.03, abs=0.2)
