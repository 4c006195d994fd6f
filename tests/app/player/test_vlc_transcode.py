"""What libVLC decodes for the analysis is where the player plays it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from app.analysis.decode import blocks, open_sound, open_transcoded
from app.analysis.peak_builder import build_peaks
from app.core.errors import AudioUnreadable
from app.core.jobs import JobCancelled, JobContext
from tests.support.audio import tone_at, write_audio
from tests.support.odd_audio import encode

pytest.importorskip("vlc")

from app.player.vlc_transcode import transcode


def test_a_tone_at_two_seconds_in_an_m4a_comes_out_at_two_seconds(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.m4a", tone_at(2.0, 1.0, 4.0, 1000))
    sound = np.concatenate(list(blocks(path, transcoder=transcode)))[:, 0]
    assert np.argmax(np.abs(sound) > 0.15) / 44.1 == pytest.approx(2000, abs=1)
    assert len(sound) / 44100 == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize(
    ("name", "rate_hz", "options"),
    [
        ("a.m4a", 96_000, ()),
        ("a.opus", 48_000, ("-c:a", "libopus", "-frame_duration", "2.5")),
        ("a.mka", 44_100, ("-c:a", "flac", "-frame_size", "64")),
    ],
)
def test_more_blocks_in_a_second_than_usual_lie_where_they_belong(
    tmp_path: Path, name: str, rate_hz: int, options: tuple[str, ...]
) -> None:
    """libVLC reads a second ahead, and decodes that before the silence that marks zero."""
    path = encode(tmp_path / name, tone_at(2.0, 1.0, 4.0, 1000, rate_hz), *options, rate_hz=rate_hz)
    with open_transcoded(path, transcode, None, tmp_path) as reader:
        sound = np.empty((5 * rate_hz, 1), np.float32)
        frames = reader.read_into(sound)
    assert frames / rate_hz == pytest.approx(4, abs=0.05)
    assert np.argmax(np.abs(sound) > 0.15) * 1000 / rate_hz == pytest.approx(2000, abs=1)


def test_an_m4a_has_a_waveform_whatever_its_name(tmp_path: Path) -> None:
    plain = write_audio(tmp_path / "a.m4a", tone_at(1.0, 1.0, 3.0))
    odd = plain.rename(tmp_path / os.fsdecode(b"caf\xe9 #1 {x}.m4a"))
    with open_sound(odd, transcode) as reader:
        peaks = build_peaks(reader, JobContext())
    _, maxs, _ = peaks.stretch(0, 3000, 30)
    assert (maxs[:9] < 0.01).all()
    assert (maxs[11:19] > 0.4).all()


def test_random_bytes_are_not_passed_to_vlc(tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(AudioUnreadable, match="isn’t a kind of audio file"):
        transcode(path, tmp_path / "out.wav", JobContext())


def test_an_empty_container_has_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(b"\0\0\0\x18ftypM4A " + bytes(600))
    with pytest.raises(AudioUnreadable, match="finds no sound"):
        transcode(path, tmp_path / "out.wav", JobContext())


def test_cancelling_stops_it(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.m4a", tone_at(1.0, 1.0, 30.0))
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        transcode(path, tmp_path / "out.wav", job)
