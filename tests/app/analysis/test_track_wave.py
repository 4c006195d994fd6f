"""What is drawn at a track's time is the sound that is heard then."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis.fine import FineWave
from app.analysis.onsets import Onsets
from app.analysis.peaks import Peaks
from app.analysis.service import Analysis
from app.analysis.track_wave import WaveSource, on_track_time
from app.core.jobs import JobContext
from app.core.source_time import WHOLE_FILE, SourceTime
from tests.support.audio import clicks, write_audio

SOURCES = (
    SourceTime(2_400, 7_600),
    SourceTime(3_000, offset_ms=700),
    SourceTime(offset_ms=-1_500),
    SourceTime(900, 8_900, offset_ms=250, tempo_ratio=25 / 24),
    SourceTime(900, 8_900, offset_ms=-300, tempo_ratio=0.9),
)


@pytest.fixture(scope="module")
def peaks(tmp_path_factory: pytest.TempPathFactory) -> Peaks:
    """A click at every second of ten."""
    folder: Path = tmp_path_factory.mktemp("wave")
    path = write_audio(folder / "clicks.flac", clicks(10))
    return Analysis(folder / "cache").peaks(path, "1:clicks", JobContext())


def drawn(wave: WaveSource, until_ms: int, column_ms: int = 10) -> list[float]:
    """The times at which clicks are drawn."""
    _mins, maxs, _rms = wave.stretch(0, until_ms, until_ms // column_ms)
    loud = maxs > 0.3
    return [float(n) * column_ms for n in np.flatnonzero(loud & ~np.roll(loud, 1))]


@pytest.mark.parametrize("source", SOURCES)
def test_clicks_are_drawn_at_the_tracks_time(peaks: Peaks, source: SourceTime) -> None:
    wave = on_track_time(peaks, source)
    last_ms = 10_000 if source.end_ms is None else source.end_ms
    places = [ms for ms in range(0, 10_000, 1_000) if source.start_ms <= ms < last_ms]
    true = [source.track_at(ms) for ms in places if source.track_at(ms) >= 0]
    assert drawn(wave, 12_000) == pytest.approx(true, abs=20)


@pytest.mark.parametrize("source", SOURCES)
def test_onsets_are_on_the_tracks_time(peaks: Peaks, source: SourceTime) -> None:
    found = Onsets(peaks, source).between(1_000, 5_000)
    true = [source.track_at(ms) for ms in Onsets(peaks).between(0, 10_000)]
    assert found == pytest.approx([ms for ms in true if 1_000 <= ms <= 5_000], abs=0.5)
    assert len(found) >= 3


def test_nothing_of_the_neighbouring_chapters_is_drawn(peaks: Peaks) -> None:
    wave = on_track_time(peaks, SourceTime(2_400, 2_900))
    assert wave.duration_ms == 500
    assert drawn(wave, 3_000) == []
    assert drawn(wave, 3_000, column_ms=750) == [], "nor in a column that is only partly its own"
    assert not any(part.any() for part in wave.stretch(-2_000, 0, 20))


def test_a_waveform_still_being_read_ends_where_it_is_known(peaks: Peaks) -> None:
    known = Peaks(peaks.rate_hz, peaks.rate_hz * 5, peaks.frames, peaks.levels)
    assert on_track_time(known, SourceTime(4_000, 9_000)).duration_ms == 1_000
    assert on_track_time(known, SourceTime(6_000, 9_000)).duration_ms == 0


def test_a_whole_file_is_drawn_as_it_is(peaks: Peaks) -> None:
    assert on_track_time(peaks, WHOLE_FILE) is peaks
    fine = FineWave(peaks)
    assert on_track_time(fine, WHOLE_FILE) is fine
