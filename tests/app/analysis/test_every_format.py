"""Each format that plays has a waveform with every sound where it is heard, to the last block."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.analysis.peaks import Peaks
from app.analysis.sampling import open_sampler
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from tests.support.click_files import (
    CLICKS,
    ENCODER_DELAYS_MS,
    FORMATS,
    LENGTH_MS,
    NEVER_HEARD,
    write_clicks,
)
from tests.support.odd_files import CHAINED, ODD_DELAYS_MS, ODD_FILES, PIPED, write_odd

pytest.importorskip("vlc")

from app.player.vlc_transcode import transcode

TRUE_MS = 10
LAST_BLOCK_MS = {"musepack.mpc": 27}  # VLC's own reader of Musepack keeps its last block


def waveform(path: Path, cache: Path) -> Peaks:
    analysis = Analysis(cache, transcode)
    try:
        return analysis.peaks(path, "1:0", JobContext())
    finally:
        analysis.close()


def assert_true(peaks: Peaks, delay_ms: int, but: tuple[int, ...] = ()) -> None:
    for second, late in enumerate(clicks_seen(peaks)):
        if second not in but:
            assert late == pytest.approx(delay_ms, abs=TRUE_MS), f"at {second} s"
    assert peaks.breaks_off_ms is None
    assert peaks.duration_ms <= LENGTH_MS + delay_ms + 50


def clicks_seen(peaks: Peaks, count: int = CLICKS) -> list[int | None]:
    """How late each second's click is drawn, in milliseconds; None if it isn't, or too quietly."""
    seen: list[int | None] = []
    for second in range(count):
        _lows, highs, _rms = peaks.stretch(second * 1000 - 300, second * 1000 + 300, 600)
        level = 0.2 + 0.7 * (second % CLICKS) / (CLICKS - 1)
        is_there = highs.max() > 0.6 * level
        seen.append(int(np.argmax(highs > 0.5 * highs.max())) - 300 if is_there else None)
    return seen


@pytest.mark.parametrize("name", FORMATS)
def test_every_click_is_drawn_at_its_second(tmp_path: Path, name: str) -> None:
    peaks = waveform(write_clicks(tmp_path, name), tmp_path / "cache")
    assert_true(peaks, ENCODER_DELAYS_MS.get(name, 0), NEVER_HEARD.get(name, ()))
    assert peaks.duration_ms >= LENGTH_MS - LAST_BLOCK_MS.get(name, TRUE_MS)


@pytest.mark.parametrize(
    "name",
    [
        *("wavpack.wv", "tta.tta", "alac.m4a", "flac.oga"),
        pytest.param("pcm.mka", marks=pytest.mark.logs("its first sound is taken as zero")),
    ],
)
def test_a_file_of_one_block_is_drawn(tmp_path: Path, name: str) -> None:
    peaks = waveform(write_clicks(tmp_path, name, clicks=1), tmp_path / "cache")
    assert clicks_seen(peaks, 1) == [pytest.approx(0, abs=TRUE_MS)]
    assert peaks.duration_ms == 60


# libVLC plays an MP3 from its first whole frame behind the encoder’s delay.
FIRST_FRAME_LOST = (
    "junk in the middle.mp3",
    "zeros in the middle.mp3",
    "xing half.mp3",
    "xing zero.mp3",
)


@pytest.mark.parametrize("name", [*ODD_FILES, *PIPED])
def test_a_header_that_lies_or_junk_changes_no_waveform(tmp_path: Path, name: str) -> None:
    peaks = waveform(write_odd(tmp_path, name), tmp_path / "cache")
    assert_true(peaks, ODD_DELAYS_MS.get(name, 0), (0,) if name in FIRST_FRAME_LOST else ())
    assert peaks.duration_ms >= LENGTH_MS - TRUE_MS


@pytest.mark.parametrize("name", CHAINED)
def test_a_chain_of_ogg_streams_is_drawn_to_its_end(tmp_path: Path, name: str) -> None:
    peaks = waveform(write_odd(tmp_path, name), tmp_path / "cache")
    for second, late in enumerate(clicks_seen(peaks)):
        assert late == pytest.approx(0, abs=TRUE_MS), f"at {second} s"
    _lows, highs, _rms = peaks.stretch(LENGTH_MS, 2 * LENGTH_MS, LENGTH_MS)
    starts = [
        int(np.argmax(highs[max(0, at - 300) : at + 300] > 0.1)) for at in range(0, 8001, 1000)
    ]
    assert starts == pytest.approx([0, *[300] * 8], abs=TRUE_MS)
    assert peaks.duration_ms == pytest.approx(2 * LENGTH_MS, abs=TRUE_MS)


@pytest.mark.parametrize("name", ["flac.flac", "mp3 vbr.mp3"])
def test_a_file_cut_short_is_drawn_to_the_cut_and_known_to_break_off(
    tmp_path: Path, name: str
) -> None:
    path = write_clicks(tmp_path, name)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 7])
    peaks = waveform(path, tmp_path / "cache")
    assert peaks.breaks_off_ms == peaks.duration_ms
    by_ffmpeg_ms = {"flac.flac": 6_912, "mp3 vbr.mp3": 6_985}[name]
    assert peaks.duration_ms == pytest.approx(by_ffmpeg_ms, abs=110)


def test_a_chain_is_looked_at_closely_in_every_stream(tmp_path: Path) -> None:
    path = write_odd(tmp_path, "chained.ogg")
    with open_sampler(path) as sampler:
        heard = sampler.read_at(48_000 * (LENGTH_MS + 2_900) // 1000, 9_600)
    assert np.argmax(np.abs(heard[:, 0]) > 3_000) / 48 == pytest.approx(100, abs=2)


def test_what_the_transcoder_drew_is_looked_at_closely_by_the_transcoder(tmp_path: Path) -> None:
    """libsndfile would count no time for the junk, or stop there."""
    path = write_odd(tmp_path, "junk in the middle.mp3")
    analysis, tiles = Analysis(tmp_path / "cache", transcode), []
    assert analysis.peaks(path, "1:0", JobContext()).is_transcoded
    analysis.fine_tiles(path, "1:0", LENGTH_MS, [1], JobContext(), tiles.append)
    analysis.close()
    _lows, highs, _rms = tiles[0].peaks.stretch(2_900, 3_100, 200)
    assert int(np.argmax(highs > 0.4)) == pytest.approx(100, abs=3)
