"""What is drawn is what is there: exact extremes, in any zoom, in bounded memory."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.decode import open_sound
from app.analysis.peak_builder import PeakBuilder, build_peaks
from app.analysis.peaks import Peaks, pyramid
from app.core.errors import AudioUnreadable
from app.core.jobs import JobCancelled, JobContext, Progress
from tests.support.audio import silence, tone, tone_at, write_audio, write_wav


def peaks_of(path: Path, **options: object) -> Peaks:
    with open_sound(path) as reader:
        return build_peaks(reader, JobContext(), **options)  # type: ignore[arg-type]


def from_samples(samples: np.ndarray, rate_hz: int = 1000, max_bins: int = 1 << 21) -> Peaks:
    builder = PeakBuilder(1, 0, max_bins)
    for first in range(0, len(samples), 4096):
        builder.add(samples[first : first + 4096].reshape(-1, 1))
    return Peaks(rate_hz, builder.frames, builder.frames, pyramid(builder.level()))


def test_a_tone_at_two_seconds_is_drawn_at_two_seconds(tmp_path: Path) -> None:
    peaks = peaks_of(write_audio(tmp_path / "a.flac", tone_at(2.0, 1.0, 4.0)))
    mins, maxs, rms = peaks.stretch(0, 4000, 400)  # 10 ms a column
    assert maxs[198] == 0
    assert maxs[202] == pytest.approx(0.5, abs=0.01)
    assert mins[202] == pytest.approx(-0.5, abs=0.01)
    assert rms[250] == pytest.approx(0.5 / np.sqrt(2), abs=0.01)
    assert maxs[305] == 0
    assert peaks.duration_ms == 4000


def test_columns_outside_the_track_are_empty(tmp_path: Path) -> None:
    peaks = peaks_of(write_audio(tmp_path / "a.wav", tone(1.0)))
    _, maxs, _ = peaks.stretch(-1000, 2000, 30)
    assert (maxs[:9] == 0).all()
    assert (maxs[11:19] > 0.4).all()
    assert (maxs[21:] == 0).all()


def test_one_loud_sample_is_seen_at_every_zoom() -> None:
    samples = np.zeros(1_000_000, np.int16)
    samples[777_777] = 32767
    peaks = from_samples(samples)
    for columns in (1, 7, 100, 1600, 5000):
        _, maxs, _ = peaks.stretch(0, 1_000_000, columns)
        assert maxs.max() == pytest.approx(1, abs=1e-4), columns
        assert np.argmax(maxs) in range(
            int(777_777 * columns / 1e6) - 1, int(777_777 * columns / 1e6) + 2
        )


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 1000),
    frames=st.integers(1, 60_000),
    start=st.floats(0, 0.9),
    width=st.floats(0.001, 1),
    columns=st.integers(1, 300),
)
def test_columns_never_miss_and_never_overreach(
    seed: int, frames: int, start: float, width: float, columns: int
) -> None:
    samples = np.random.default_rng(seed).integers(-32768, 32767, frames).astype(np.int16)
    peaks = from_samples(samples)
    first, last = start * frames, min(1.0, start + width) * frames
    mins, maxs, _ = peaks.stretch(first, last, columns)
    edges = np.linspace(first, last, columns + 1)
    reach = 4 * 256 + (last - first) / columns  # whole bins of a level no wider than a column
    for column in {0, columns // 2, columns - 1}:
        inside = samples[int(np.ceil(edges[column])) : int(edges[column + 1])]
        around = samples[
            max(0, int(edges[column] - reach)) : max(1, int(edges[column + 1] + reach))
        ]
        if len(inside):
            assert mins[column] <= inside.min() / 32768
            assert maxs[column] >= inside.max() / 32768
        assert mins[column] >= around.min() / 32768
        assert maxs[column] <= around.max() / 32768


def test_a_long_sound_gets_wider_bins_instead_of_more() -> None:
    samples = np.random.default_rng(2).integers(-9000, 9000, 600_000).astype(np.int16)
    samples[432_100] = 30_000
    wide, narrow = from_samples(samples, max_bins=256), from_samples(samples)
    assert len(wide.levels[0]) <= 256
    assert wide.frames == narrow.frames
    assert wide.levels[0].frames_per_bin == 4096
    for a, b in zip(wide.stretch(0, 600_000, 50), narrow.stretch(0, 600_000, 50), strict=True):
        assert np.abs(a - b).max() < 0.05
    assert wide.stretch(0, 600_000, 1)[1][0] == narrow.stretch(0, 600_000, 1)[1][0]


def test_stereo_peaks_hold_the_louder_channel(tmp_path: Path) -> None:
    import soundfile

    left, right = tone(1.0, level=0.2), tone(1.0, level=0.8)
    soundfile.write(tmp_path / "a.wav", np.stack([left, right], 1), 44100)
    _, maxs, rms = peaks_of(tmp_path / "a.wav").stretch(0, 1000, 4)
    assert maxs[1] == pytest.approx(0.8, abs=0.01)
    assert rms[1] == pytest.approx(np.sqrt((0.2**2 + 0.8**2) / 4), abs=0.01)


def test_a_cut_file_keeps_what_is_there_and_where_it_ends(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(10))
    os.truncate(path, 44 + 4 * 44100 * 2)
    peaks = peaks_of(path)
    assert peaks.breaks_off_ms == 4000
    assert peaks.duration_ms == 4000


def test_no_sound_at_all_is_a_fault(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(10))
    os.truncate(path, 44)
    with pytest.raises(AudioUnreadable):
        peaks_of(path)


def test_fifty_milliseconds_have_a_waveform(tmp_path: Path) -> None:
    peaks = peaks_of(write_audio(tmp_path / "a.flac", tone(0.05)))
    assert peaks.duration_ms == 50
    assert peaks.stretch(0, 50, 5)[1].max() == pytest.approx(0.5, abs=0.01)


def test_partial_waveforms_grow_and_cover_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.analysis.peak_builder.PARTIAL_EVERY_S", 0.0)
    partials: list[Peaks] = []
    whole = peaks_of(write_audio(tmp_path / "a.flac", tone(20)), on_partial=partials.append)
    assert len(partials) > 3
    assert [p.progress for p in partials] == sorted(p.progress for p in partials)
    assert not partials[0].is_complete
    assert partials[0].expected_frames == whole.frames
    middle = partials[1]
    assert middle.stretch(0, middle.duration_ms, 10)[1].min() > 0.45
    assert whole.is_complete


def test_progress_is_told_in_milliseconds(tmp_path: Path) -> None:
    told: list[Progress] = []
    with open_sound(write_audio(tmp_path / "a.flac", tone(5))) as reader:
        build_peaks(reader, JobContext(told.append), label="Drawing")
    assert told[-1] == Progress(5000, 5000, "Drawing")


def test_cancelling_ends_the_job_and_its_thread(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", silence(30))
    job = JobContext(lambda progress: job.cancel() if progress.done > 3000 else None)
    with open_sound(path) as reader, pytest.raises(JobCancelled):
        build_peaks(reader, job)
    assert [t.name for t in threading.enumerate() if t.name == "decode"] == []
