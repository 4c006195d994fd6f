"""Onsets are where notes begin, in every format, at any level; not in silence or steady sound."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.analysis.onsets import TILE_BINS, Onsets
from app.analysis.peak_builder import PeakBuilder
from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from tests.support.audio import RATE_HZ, silence, tone, write_audio

Samples = npt.NDArray[np.float32]
NEAR_MS = 15


def plucked(starts_ms: list[int], total_s: float, hz: float = 440.0, level: float = 0.6) -> Samples:
    """Notes with a sharp attack that ring for a third of a second."""
    samples = silence(total_s)
    for number, start_ms in enumerate(starts_ms):
        first = round(start_ms * RATE_HZ / 1000)
        t = np.arange(len(samples) - first) / RATE_HZ
        note = np.sin(2 * np.pi * hz * 1.26 ** (number % 5) * t) * np.exp(-t / 0.12)
        samples[first:] += (level * note).astype(np.float32)
    return np.asarray(samples, np.float32)


def onsets_of(path: Path) -> Onsets:
    """Through the decoder and the peaks, as in the program."""
    return Onsets(Analysis(path.parent / "cache").peaks(path, path.name, JobContext()))


def heard(samples: Samples, rate_hz: int = RATE_HZ) -> list[int]:
    """The same without a file."""
    return Onsets(peaks_of(samples, rate_hz)).between(0, len(samples) * 1000 / rate_hz)


def peaks_of(samples: Samples, rate_hz: int = RATE_HZ) -> Peaks:
    builder = PeakBuilder(1, len(samples))
    whole = (np.clip(samples, -1, 1) * 32767).astype(np.int16).reshape(-1, 1)
    for first in range(0, len(whole), 256 * BASE_FRAMES):
        builder.add(whole[first : first + 256 * BASE_FRAMES])
    frames = builder.frames
    return Peaks(rate_hz, frames, frames, pyramid(builder.level()))


def are_near(found: list[int], wanted: list[int]) -> bool:
    return len(found) == len(wanted) and all(
        abs(one - other) <= NEAR_MS for one, other in zip(found, wanted, strict=True)
    )


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".opus", ".mp3"])
def test_notes_are_found_where_they_begin_in_every_format(tmp_path: Path, suffix: str) -> None:
    starts = [700, 1_203, 1_911, 2_400, 3_333, 4_050, 6_000, 6_150, 7_777]
    rate_hz = 48_000 if suffix == ".opus" else RATE_HZ
    samples = plucked([ms * rate_hz // RATE_HZ for ms in starts], 10 * rate_hz / RATE_HZ)
    path = write_audio(tmp_path / f"notes{suffix}", samples, rate_hz=rate_hz)
    assert are_near(onsets_of(path).between(0, 10_000), starts)


@settings(max_examples=60, deadline=None)
@given(
    gaps=st.lists(st.integers(150, 900), min_size=1, max_size=12),
    level=st.floats(0.01, 0.9),
    hz=st.floats(110, 2_000),
)
@example(gaps=[150] * 12, level=0.5, hz=110.0)
def test_each_note_is_found_at_any_level_and_pitch(
    gaps: list[int], level: float, hz: float
) -> None:
    starts = np.cumsum([200, *gaps]).tolist()
    samples = plucked(starts, starts[-1] / 1000 + 0.5, hz, level)
    assert are_near(heard(samples), starts)


def test_a_note_over_a_held_chord_is_found() -> None:
    chord = sum(tone(4, hz, level=0.1) for hz in (220.0, 277.2, 329.6))
    assert are_near(heard(chord + plucked([1_000, 2_500], 4, 880.0)), [0, 1_000, 2_500])


@settings(max_examples=40, deadline=None)
@given(hz=st.floats(82, 2_000), octaves=st.integers(1, 4), level=st.floats(0.001, 0.25))
def test_a_steady_sound_has_none_but_its_beginning(hz: float, octaves: int, level: float) -> None:
    notes = [tone(4, hz * 2.0**octave, level=level) for octave in range(octaves)]
    assert are_near(heard(sum(notes)), [0])


@pytest.mark.parametrize("hz", [41.2, 55.0, 82.4])
def test_a_low_note_does_not_begin_again_with_each_of_its_waves(hz: float) -> None:
    assert are_near(heard(tone(5, hz)), [0])


@pytest.mark.parametrize("level", [0.0, 0.0001])
def test_silence_and_its_hiss_have_none(level: float) -> None:
    hiss = np.random.default_rng(4).normal(0, 1, 5 * RATE_HZ).astype(np.float32) * level
    assert heard(np.asarray(hiss, np.float32)) == []


def test_steady_noise_has_none_but_its_beginning() -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, 20 * RATE_HZ).astype(np.float32)
    assert heard(noise) == [0]


def test_a_slow_swell_and_a_fade_have_none() -> None:
    ramp = np.concatenate([np.linspace(0.01, 1, 3 * RATE_HZ), np.linspace(1, 0, 3 * RATE_HZ)])
    swell = np.asarray(tone(6, 300.0) * ramp, np.float32)
    assert heard(swell) == [0]


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 999),
    bins=st.integers(1, 3 * TILE_BINS),
    cuts=st.lists(st.floats(0, 1), min_size=1, max_size=6),
)
def test_pieces_tell_what_the_whole_tells(seed: int, bins: int, cuts: list[float]) -> None:
    """Wherever one looks first: no onset is lost or told twice at a seam."""
    peaks = rough_music(bins, seed)
    duration = bins * BASE_FRAMES * 1000 / RATE_HZ
    whole = Onsets(peaks).between(-1, duration + 1)
    edges = [-1.0, *sorted(share * duration for share in cuts), duration + 1]
    pieces: list[int] = []
    asked = Onsets(peaks)
    for start, end in reversed(list(pairwise(edges))):
        pieces += asked.between(start, end)
    assert sorted(set(pieces)) == whole


def test_what_lies_elsewhere_changes_nothing_here() -> None:
    """Also across the seam of two tiles: the same sound has the same onsets wherever it stands."""
    notes = plucked([500, 900, 1_400], 2)
    for shift in (0, TILE_BINS - 90, TILE_BINS - 155, TILE_BINS - 240):
        frames = np.zeros(shift * BASE_FRAMES, np.float32)
        by_ms = shift * BASE_FRAMES * 1000 / RATE_HZ
        found = heard(np.concatenate([frames, notes, np.zeros(RATE_HZ, np.float32)]))
        assert are_near(found, [round(by_ms + ms) for ms in (500, 900, 1_400)])


def test_asking_outside_the_track_answers_nothing() -> None:
    onsets = Onsets(peaks_of(plucked([500], 1)))
    assert onsets.between(-5_000, -1) == []
    assert onsets.between(2_000, 9_000) == []
    assert onsets.between(600, 400) == []


def test_a_rough_or_unfinished_picture_has_none() -> None:
    peaks = peaks_of(plucked([500], 1))
    unfinished = Peaks(peaks.rate_hz, peaks.frames, peaks.frames + 1, peaks.levels)
    wide = Peaks(peaks.rate_hz, peaks.frames, peaks.frames, peaks.levels[2:])
    assert Onsets(unfinished).between(0, 1_000) == []
    assert Onsets(wide).between(0, 1_000) == []


def test_of_a_long_track_only_what_is_asked_for_is_worked_out() -> None:
    """Three hours: a look costs what a look costs, not what the track would."""
    peaks = rough_music(3 * 3_600 * RATE_HZ // BASE_FRAMES, 1)
    reads: list[int] = []

    class Watched(np.ndarray):  # type: ignore[type-arg]
        def __getitem__(self, key: Any) -> Any:
            reads.append(key.stop - key.start)
            return np.asarray(self)[key]

    finest = peaks.levels[0]
    watched = replace(finest, maxs=finest.maxs.view(Watched))
    onsets = Onsets(replace(peaks, levels=(watched, *peaks.levels[1:])))
    found = onsets.between(5_000_000, 5_001_000)
    assert found and TILE_BINS <= sum(reads) < 2 * TILE_BINS
    assert onsets.between(5_000_000, 5_001_000) == found and len(reads) == 1, "then it is known"


def rough_music(bins: int, seed: int) -> Peaks:
    """Peaks of loud and soft stretches, made without any sound."""
    chance = np.random.default_rng(seed)
    steps = np.repeat(chance.uniform(0.01, 0.9, bins // 20 + 1), 20)[:bins]
    highs = (steps * chance.uniform(0.8, 1, bins) * 32767).astype(np.int16)
    frames = bins * BASE_FRAMES
    level = PeakLevel(BASE_FRAMES, -highs, highs, highs.astype(np.uint16))
    return Peaks(RATE_HZ, frames, frames, pyramid(level))
