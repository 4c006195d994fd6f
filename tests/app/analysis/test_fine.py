"""Closer than the peaks: tiles that show the wave itself, at the right place, and only so many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.fine import MOST_TILES, TILE_MS, FineTile, FineWave, read_tiles
from app.analysis.peaks import Peaks
from app.analysis.sampling import open_sampler
from app.analysis.service import Analysis
from app.core.jobs import JobCancelled, JobContext
from tests.support.audio import RATE_HZ, clicks, tone, write_audio


def look(path: Path, tmp_path: Path, *indices: int) -> tuple[FineWave, list[FineTile]]:
    analysis, tiles = Analysis(tmp_path / "cache"), []
    source = FineWave(analysis.peaks(path, "1:fine", JobContext()))
    analysis.fine_tiles(path, "1:fine", 0, indices, JobContext(), tiles.append)
    for tile in tiles:
        source.add(tile)
    return source, tiles


def test_at_a_millisecond_a_pixel_the_wave_itself_is_seen(tmp_path: Path) -> None:
    hz = 100.0
    path = write_audio(tmp_path / "tone.flac", tone(10, hz, level=0.5))
    source, _ = look(path, tmp_path, 1)
    mins, maxs, _rms = source.stretch(5_000, 5_100, 100)
    middle = (mins + maxs) / 2
    times_s = 5 + (np.arange(100) + 0.5) / 1000
    assert np.abs(middle - 0.5 * np.sin(2 * np.pi * hz * times_s)).max() < 0.06
    coarse = source.peaks.stretch(5_000, 5_100, 100)
    assert np.abs(middle - (coarse[0] + coarse[1]) / 2).max() > 0.3, "the peaks alone are stairs"


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".mp3"])
def test_a_click_is_where_it_is_heard_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"clicks{suffix}", clicks(30, 1.0))
    source, _ = look(path, tmp_path, 5)
    _mins, maxs, _rms = source.stretch(22_900, 23_100, 200)
    loud = np.flatnonzero(maxs > 0.4)
    assert loud[0] == pytest.approx(100, abs=2)
    assert loud[-1] <= 108


def test_a_tile_and_the_peaks_tell_of_the_same_sound(tmp_path: Path) -> None:
    noise = np.random.default_rng(2).uniform(-0.8, 0.8, RATE_HZ * 9).astype(np.float32)
    path = write_audio(tmp_path / "noise.wav", noise)
    source, _ = look(path, tmp_path, 0, 1, 2)
    fine = source.stretch(1_000, 8_500, 1_500)  # 5 ms a column, across tiles
    coarse = source.peaks.stretch(1_000, 8_500, 1_500)
    assert np.all(fine[0] >= coarse[0] - 1e-3) and np.all(fine[1] <= coarse[1] + 1e-3)
    assert np.abs(fine[1] - coarse[1]).mean() < 0.05


def test_wide_columns_are_drawn_from_the_peaks(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "tone.wav", tone(10))
    source, _ = look(path, tmp_path, 0, 1)
    for mine, theirs in zip(
        source.stretch(0, 10_000, 200), source.peaks.stretch(0, 10_000, 200), strict=True
    ):
        assert np.array_equal(mine, theirs)


def test_nothing_is_read_behind_the_end(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "short.flac", tone(5))
    source, tiles = look(path, tmp_path, 1, 2, 9)
    assert [tile.index for tile in tiles] == [1]
    assert tiles[0].peaks.duration_ms == pytest.approx(1_000, abs=1)
    assert source.missing(0, 20_000) == [0]
    assert not source.stretch(5_000, 5_100, 100)[1].any()


def test_only_so_many_tiles_are_kept_and_the_ones_looked_at_stay() -> None:
    from tests.ui.timeline.builders import swelling_peaks

    source = FineWave(swelling_peaks(3_600_000))
    empty = Peaks(RATE_HZ, 1, 1, source.peaks.levels[-1:])
    for index in range(MOST_TILES):
        source.add(FineTile(index, empty))
    source.stretch(100, 200, 100)  # looks at the first
    source.add(FineTile(500, empty))
    assert source.missing(0, TILE_MS - 1) == []
    assert source.missing(TILE_MS, 2 * TILE_MS - 1) == [1], "the one looked at longest ago went"


@given(st.floats(0, 100_000), st.floats(1, 60_000))
def test_what_is_missing_begins_in_the_middle_of_the_view(start_ms: float, width: float) -> None:
    from tests.ui.timeline.builders import swelling_peaks

    source = FineWave(swelling_peaks(100_000))
    missing = source.missing(start_ms, start_ms + width)
    if missing:
        middle = (start_ms + min(start_ms + width, 100_000)) / 2 / TILE_MS
        assert abs(missing[0] + 0.5 - middle) <= 1
        assert len(missing) == len(set(missing)) <= MOST_TILES


def test_a_look_can_be_cancelled(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "tone.wav", tone(10))
    job = JobContext()
    job.cancel()
    with open_sampler(path) as sampler, pytest.raises(JobCancelled):
        read_tiles(sampler, [0], job, lambda _tile: None)


class Copying:
    """Stands in for libVLC: any file of another kind “is” the WAV beside it."""

    def __init__(self, source: Path) -> None:
        self.source, self.calls = source, 0

    def __call__(self, _source: Path, target: Path, _job: JobContext, /) -> None:
        self.calls += 1
        target.write_bytes(self.source.read_bytes())


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "strange.xyz"
    path.write_bytes(b"no sound file that libsndfile knows" * 50)
    return path


def test_what_only_the_transcoder_reads_is_written_out_once(tmp_path: Path, strange: Path) -> None:
    transcoder = Copying(write_audio(tmp_path / "tone.wav", tone(9)))
    analysis, tiles = Analysis(tmp_path / "cache", transcoder), []
    left_by_a_killed_program = tmp_path / "cache" / ".closer-old"
    left_by_a_killed_program.mkdir(parents=True)
    for index in (0, 1):
        analysis.fine_tiles(strange, "1:strange", 9_000, [index], JobContext(), tiles.append)
    assert [tile.index for tile in tiles] == [0, 1]
    assert transcoder.calls == 1
    assert list((tmp_path / "cache").glob(".closer-*/sound.wav"))
    assert not left_by_a_killed_program.exists()
    analysis.fine_tiles(strange, "1:other", 9_000, [0], JobContext(), tiles.append)
    assert transcoder.calls == 2
    assert len(list((tmp_path / "cache").glob(".closer-*"))) == 1, "only the last one is kept"
    analysis.close()
    assert not list((tmp_path / "cache").glob(".closer-*"))


def test_long_recordings_are_not_written_out(tmp_path: Path, strange: Path) -> None:
    transcoder = Copying(write_audio(tmp_path / "tone.wav", tone(1)))
    tiles: list[FineTile] = []
    analysis = Analysis(tmp_path / "cache", transcoder)
    analysis.fine_tiles(strange, "1:long", 3_600_000, [0], JobContext(), tiles.append)
    assert tiles == [] and transcoder.calls == 0


def test_a_cancelled_writing_leaves_nothing(tmp_path: Path, strange: Path) -> None:
    def cancelled(_source: Path, target: Path, _job: JobContext, /) -> None:
        target.write_bytes(b"half")
        raise JobCancelled

    analysis = Analysis(tmp_path / "cache", cancelled)
    with pytest.raises(JobCancelled):
        analysis.fine_tiles(strange, "1:x", 9_000, [0], JobContext(), lambda _tile: None)
    assert not list((tmp_path / "cache").glob(".closer-*"))


def test_an_m4a_is_looked_at_closely_through_libvlc(tmp_path: Path) -> None:
    from app.player.vlc_transcode import transcode

    path = write_audio(tmp_path / "click.m4a", clicks(6, 1.0))
    analysis = Analysis(tmp_path / "cache", transcode)
    source, tiles = FineWave(analysis.peaks(path, "1:m4a", JobContext())), []
    analysis.fine_tiles(path, "1:m4a", 6_000, [0], JobContext(), tiles.append)
    analysis.close()
    source.add(tiles[0])
    _mins, maxs, _rms = source.stretch(1_900, 2_100, 200)
    assert np.flatnonzero(maxs > 0.3)[0] == pytest.approx(100, abs=4)
