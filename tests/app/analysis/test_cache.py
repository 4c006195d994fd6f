"""The cache may lose anything and never tells anything wrong."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import numpy as np
import pytest

from app.analysis.cache import PeakCache
from app.analysis.peaks import Peaks
from app.analysis.service import Analysis
from app.errors import AudioUnreadable
from app.jobs import JobContext
from tests.support.audio import tone, write_audio, write_wav

HASH = "1:" + "ab" * 20


def same(a: Peaks, b: Peaks) -> bool:
    return (a.rate_hz, a.frames, a.breaks_off_ms) == (b.rate_hz, b.frames, b.breaks_off_ms) and all(
        np.array_equal(x, y)
        for p, q in zip(a.levels, b.levels, strict=True)
        for x, y in ((p.mins, q.mins), (p.maxs, q.maxs), (p.rms, q.rms))
    )


def test_a_second_look_needs_no_file(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    analysis = Analysis(tmp_path / "cache")
    assert analysis.cached_peaks(HASH) is None
    first = analysis.peaks(path, HASH, JobContext())
    path.unlink()
    assert same(first, Analysis(tmp_path / "cache").peaks(path, HASH, JobContext()))
    assert analysis.cached_peaks(HASH) is not None


def test_where_a_file_broke_off_is_remembered(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3))
    os.truncate(path, 44 + 2 * 44100 * 2)
    analysis = Analysis(tmp_path / "cache")
    assert analysis.peaks(path, HASH, JobContext()).breaks_off_ms == 2000
    found = analysis.cached_peaks(HASH)
    assert found is not None
    assert found.breaks_off_ms == 2000


@pytest.mark.parametrize("harm", ["truncated", "flipped", "empty", "random"])
def test_a_damaged_file_is_computed_again(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    analysis = Analysis(tmp_path / "cache")
    first = analysis.peaks(path, HASH, JobContext())
    (kept,) = (tmp_path / "cache").iterdir()
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 0xFF
    kept.write_bytes(
        {"truncated": data[:-9], "flipped": data, "empty": b"", "random": os.urandom(500)}[harm]
    )
    with caplog.at_level(logging.WARNING):
        assert analysis.cached_peaks(HASH) is None
    assert "damaged" in caplog.text
    assert same(first, analysis.peaks(path, HASH, JobContext()))
    assert analysis.cached_peaks(HASH) is not None


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    peaks = Analysis(tmp_path / "x").peaks(
        write_audio(tmp_path / "a.flac", tone(3)), HASH, JobContext()
    )
    cache = PeakCache(tmp_path / "cache", max_bytes=10_000)
    for number, name in enumerate(["1:aa", "1:bb", "1:cc"]):
        cache.keep(name, peaks)
        (kept,) = (tmp_path / "cache").glob(f"1-{name[2:]}*")
        os.utime(kept, ns=(number, number))
    assert cache.find("1:aa") is not None  # used now
    cache.keep("1:dd", peaks)
    assert [x for x in ("aa", "bb", "cc", "dd") if cache.find(f"1:{x}")] == ["aa", "cc", "dd"]


def test_a_folder_that_cannot_be_written_costs_only_the_cache(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be")
    path = write_audio(tmp_path / "a.flac", tone(1))
    with caplog.at_level(logging.WARNING):
        assert Analysis(blocked).peaks(path, HASH, JobContext()).duration_ms == 1000
    assert "couldn't be kept" in caplog.text


def test_an_unreadable_file_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(b"nothing")
    with pytest.raises(AudioUnreadable):
        Analysis(tmp_path / "cache").peaks(path, HASH, JobContext())
    assert list((tmp_path / "cache").iterdir()) == []
