"""One pass through a file feeds all who listen, whatever the format, to where it breaks off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.analysis.hearing import Hearing, Stretch, hear
from app.analysis.listener import RATE_HZ
from app.core.errors import AudioUnreadable
from app.core.jobs import JobCancelled, JobContext
from tests.support.audio import Samples, silence, tone, tone_at, write_audio, write_wav


class Ears:
    """Remembers the sound."""

    def __init__(self) -> None:
        self._parts: list[Samples] = [silence(0)]

    def feed(self, block: Samples) -> None:
        self._parts.append(block.copy())

    def finish(self) -> Samples:
        return np.concatenate(self._parts)


def heard(path: Path, **options: Any) -> Hearing:
    return hear(path, lambda: [Ears(), Ears()], JobContext(), **options)


def begins_ms(sound: Samples) -> float:
    return float(np.argmax(np.abs(sound) > 0.1)) * 1000 / RATE_HZ


@pytest.mark.parametrize("suffix", [".wav", ".aiff", ".flac", ".ogg", ".mp3", ".opus"])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_is_heard_when_it_sounds(tmp_path: Path, suffix: str, channels: int) -> None:
    rate_hz = 48_000 if suffix == ".opus" else 44_100
    sound = tone_at(2.0, 1.0, 4.0, rate_hz=rate_hz)
    path = write_audio(tmp_path / f"a{suffix}", sound, rate_hz=rate_hz, channels=channels)
    hearing = heard(path)
    assert begins_ms(hearing.results[0]) == pytest.approx(2000, abs=5)
    assert len(hearing.results[0]) == pytest.approx(4 * RATE_HZ, abs=0.06 * RATE_HZ)
    assert hearing.breaks_off_ms is None


def test_all_hear_the_same(tmp_path: Path) -> None:
    one, other = heard(write_audio(tmp_path / "a.flac", tone(3))).results
    assert np.array_equal(one, other)


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".mp3"])
def test_a_stretch_begins_and_ends_where_it_should(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone_at(2.0, 1.0, 6.0))
    hearing = heard(path, stretch=Stretch(1500, 4000))
    assert begins_ms(hearing.results[0]) == pytest.approx(500, abs=5)
    assert hearing.duration_ms == pytest.approx(2500, abs=2)


def test_a_stretch_from_the_beginning_ends_where_it_should(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(6))
    assert heard(path, stretch=Stretch(0, 2000)).duration_ms == 2000


def test_what_only_the_transcoder_reads_is_heard(tmp_path: Path) -> None:
    def transcode(source: Path, target: Path, job: JobContext) -> None:
        write_wav(target, tone_at(1.0, 1.0, 3.0))

    path = tmp_path / "a.ape"
    path.write_bytes(b"MAC " + bytes(1000))
    hearing = heard(path, transcoder=transcode, scratch_dir=tmp_path)
    assert begins_ms(hearing.results[0]) == pytest.approx(1000, abs=5)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3))
    os.truncate(path, 44 + 2 * 44100 * 2)
    hearing = heard(path)
    assert (hearing.breaks_off_ms, hearing.duration_ms) == (2000, 2000)
    assert len(hearing.results[0]) == 2 * RATE_HZ


@pytest.mark.parametrize("content", [b"", b"no sound at all" * 100])
def test_what_is_no_sound_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(content)
    with pytest.raises(AudioUnreadable):
        heard(path)


def test_a_file_that_has_vanished_is_said(tmp_path: Path) -> None:
    with pytest.raises(AudioUnreadable):
        heard(tmp_path / "gone.flac")


def test_it_stops_when_cancelled(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(5))
    job = JobContext(lambda progress: job.cancel())
    with pytest.raises(JobCancelled):
        hear(path, lambda: [Ears()], job)


def test_progress_is_told_in_milliseconds(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    job = JobContext(lambda progress: told.append((progress.done, progress.total)))
    hear(write_audio(tmp_path / "a.flac", tone(5)), lambda: [Ears()], job)
    assert told[-1] == (5000, 5000)
    assert told == sorted(told)
