"""The first rough picture of a long track."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis import service
from app.analysis.peaks import Peaks
from app.analysis.rough import PROBES, coarse_to_fine, probe
from app.analysis.sampling import open_sampler
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from app.core.source_time import SourceTime
from tests.support.audio import silence, tone, write_audio


@pytest.fixture
def loud_in_the_middle(tmp_path: Path) -> Path:
    sound = np.concatenate((silence(20), tone(20, level=0.8), silence(20)))
    return write_audio(tmp_path / "swell.flac", sound)


def test_probes_find_where_it_is_loud(loud_in_the_middle: Path) -> None:
    with open_sampler(loud_in_the_middle) as sampler:
        rough = probe(sampler, JobContext(), may_take_s=30)
    assert rough is not None and len(rough) == PROBES
    loud = np.flatnonzero(rough.maxs > 20_000) / PROBES * 60
    assert 19 < loud.min() < 21 and 39 < loud.max() < 41


def test_however_little_time_there_is_the_whole_track_is_covered(
    loud_in_the_middle: Path,
) -> None:
    now = iter(range(1_000))
    with open_sampler(loud_in_the_middle) as sampler:
        rough = probe(sampler, JobContext(), may_take_s=8, monotonic=lambda: next(now))
    assert rough is not None
    third = PROBES // 3
    loudest = [rough.maxs[n * third : (n + 1) * third].max() for n in range(3)]
    assert loudest[1] > 20_000 > 1_000 > rough.maxs[0]


def test_a_stretch_of_a_long_file_is_probed_where_it_is(loud_in_the_middle: Path) -> None:
    rate_hz = 44_100
    with open_sampler(loud_in_the_middle) as sampler:
        rough = probe(sampler, JobContext(), (10 * rate_hz, 30 * rate_hz), may_take_s=30)
    assert rough is not None
    loud = np.flatnonzero(rough.maxs > 20_000) * rough.frames_per_bin / rate_hz
    assert loud.min() == pytest.approx(20, abs=0.2)


def test_a_short_stretch_of_a_long_file_is_read_in_full_first(
    loud_in_the_middle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture drawn first is that of the finished waveform there."""
    monkeypatch.setattr(service, "WORTH_IT_FROM_S", 30)
    partial: list[Peaks] = []
    source = SourceTime(18_000, 42_000)
    whole = Analysis(tmp_path / "cache").peaks(
        loud_in_the_middle, "1:chapter", JobContext(), partial.append, source
    )
    first = partial[0].stretch(18_000, 42_000, 480)
    for part, true in zip(first, whole.stretch(18_000, 42_000, 480), strict=True):
        assert part == pytest.approx(true, abs=0.01)


def test_probes_go_from_coarse_to_fine() -> None:
    order = coarse_to_fine(256)
    assert sorted(order) == list(range(256))
    assert order[:4] == [0, 128, 64, 192]


def test_the_rough_picture_comes_first_and_gives_way_to_what_was_read(
    loud_in_the_middle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "WORTH_IT_FROM_S", 30)
    monkeypatch.setattr("app.analysis.peak_builder.PARTIAL_EVERY_S", 0.0)
    partial: list[Peaks] = []
    whole = Analysis(tmp_path / "cache").peaks(
        loud_in_the_middle, "1:rough", JobContext(), partial.append
    )
    assert len(partial) > 3
    for picture in partial:
        assert picture.duration_ms == pytest.approx(60_000, abs=2)
        assert not picture.is_complete
        _, maxs, _ = picture.stretch(0, 60_000, 60)
        assert maxs[10] < 0.1 and maxs[30] > 0.7 and maxs[50] < 0.1
    assert whole.is_complete and whole.levels[0].frames_per_bin == 256


def test_a_short_track_is_read_through_at_once(
    loud_in_the_middle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "probe", lambda *_: pytest.fail("probed"))
    peaks = Analysis(tmp_path / "cache").peaks(
        loud_in_the_middle, "1:short", JobContext(), lambda _peaks: None
    )
    assert peaks.is_complete and peaks.duration_ms == pytest.approx(60_000, abs=2)
