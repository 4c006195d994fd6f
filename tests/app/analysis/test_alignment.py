"""The same music is found at the same place in another encoding, or not at all."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.analysis.alignment import WIDEST_MS, OtherSound, Stretch, lead_ms
from app.analysis.peaks import Peaks
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from tests.support.audio import RATE_HZ, Samples, clicks, melody, silence, write_audio

NEAR_MS = 5
LEAD_S = 1.37
NUMBERS = count()


def peaks_of(folder: Path, suffix: str, *parts: Samples, rate_hz: int = RATE_HZ) -> Peaks:
    path = folder / f"{next(NUMBERS)}{suffix}"
    write_audio(path, np.concatenate(parts), rate_hz=rate_hz)
    return Analysis(folder / "cache").peaks(path, path.name, JobContext())


def lead(kept: Peaks, other: Peaks, **where: Any) -> int | None:
    return lead_ms(Stretch(kept), Stretch(other, **where))


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".mp3", ".ogg"])
@pytest.mark.parametrize("beat_s", [None, 0.5])
def test_silence_in_front_of_another_encoding_is_found(
    tmp_path: Path, suffix: str, beat_s: float | None
) -> None:
    music = melody(30, beat_s=beat_s)
    kept = peaks_of(tmp_path, ".flac", music)
    other = peaks_of(tmp_path, suffix, silence(LEAD_S), music * np.float32(0.6))
    assert lead(kept, other) == pytest.approx(-1370, abs=NEAR_MS)
    assert lead(other, kept) == pytest.approx(1370, abs=NEAR_MS)


def test_a_beginning_that_was_cut_off_is_found(tmp_path: Path) -> None:
    music = melody(30)
    kept = peaks_of(tmp_path, ".flac", music)
    other = peaks_of(tmp_path, ".mp3", music[round(2.2 * RATE_HZ) :])
    assert lead(kept, other) == pytest.approx(2200, abs=NEAR_MS)


@pytest.mark.parametrize("seconds", [4, 9])
def test_short_recordings_are_compared_as_well(tmp_path: Path, seconds: int) -> None:
    """Their lengths together are less than the lead that is looked for."""
    music = melody(seconds)
    kept = peaks_of(tmp_path, ".flac", music)
    other = peaks_of(tmp_path, ".mp3", silence(0.37), music)
    assert lead(kept, other) == pytest.approx(-370, abs=NEAR_MS)
    assert lead(other, kept) == pytest.approx(370, abs=NEAR_MS)


@pytest.mark.parametrize("seed", [3, 6, 7, 8])
def test_too_short_ones_are_neither_the_same_nor_another(tmp_path: Path, seed: int) -> None:
    """Of two seconds some place is alike by chance, or none though it is the same music."""
    kept = peaks_of(tmp_path, ".flac", melody(2, seed=3))
    other = peaks_of(tmp_path, ".mp3", silence(0.37), melody(2, seed=seed))
    assert lead(kept, other) is None
    assert lead(other, kept) is None
    long = peaks_of(tmp_path, ".flac", melody(30, seed=seed))
    assert lead(kept, long) is None


def test_another_sample_rate_makes_no_difference(tmp_path: Path) -> None:
    music = melody(30, rate_hz=48_000)
    at = np.arange(0, len(music), 48_000 / RATE_HZ)
    resampled = np.interp(at, np.arange(len(music)), music).astype(np.float32)
    kept = peaks_of(tmp_path, ".opus", music, rate_hz=48_000)
    other = peaks_of(tmp_path, ".mp3", silence(LEAD_S), resampled)
    assert lead(kept, other) == pytest.approx(-1370, abs=NEAR_MS)


def test_times_are_counted_from_the_start_of_a_stretch(tmp_path: Path) -> None:
    music, before = melody(20), melody(10, seed=8)
    kept = peaks_of(tmp_path, ".flac", music)
    other = peaks_of(tmp_path, ".flac", before, silence(0.5), music, before)
    found = lead(kept, other, start_ms=10_000, end_ms=30_500)
    assert found == pytest.approx(-500, abs=NEAR_MS)


def test_other_music_has_no_place_in_it(tmp_path: Path) -> None:
    kept = peaks_of(tmp_path, ".flac", melody(30))
    with pytest.raises(OtherSound):
        lead(kept, peaks_of(tmp_path, ".flac", melody(30, seed=6)))
    assert lead(kept, peaks_of(tmp_path, ".flac", silence(30))) is None
    assert lead(kept, peaks_of(tmp_path, ".flac", silence(0.1))) is None


def test_a_beat_that_fits_everywhere_is_not_guessed_about(tmp_path: Path) -> None:
    """Nothing tells these clicks apart, so that any of them could be the first."""
    kept = peaks_of(tmp_path, ".flac", clicks(300, 0.5))
    other = peaks_of(tmp_path, ".flac", silence(0.3), clicks(300, 0.5))
    assert lead(kept, other) is None


def test_what_is_further_apart_than_is_looked_for_is_not_found(tmp_path: Path) -> None:
    music = melody(30)
    kept = peaks_of(tmp_path, ".flac", music)
    other = peaks_of(tmp_path, ".flac", silence(WIDEST_MS / 1000 + 1), music)
    with pytest.raises(OtherSound):
        lead(kept, other)
