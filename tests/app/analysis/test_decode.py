"""Samples come out whole, clipped and at their time, and a broken file says where it breaks."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.analysis.decode import blocks, open_sound
from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from tests.support.audio import silence, tone, tone_at, write_audio, write_wav


def decoded(path: Path, sample_type: str = "float32") -> np.ndarray:
    return np.concatenate(list(blocks(path, sample_type)))  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", [".wav", ".aiff", ".flac", ".ogg", ".opus", ".mp3"])
def test_a_tone_at_two_seconds_comes_out_at_two_seconds(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone_at(2.0, 1.0, 4.0, 1000, 48000), rate_hz=48000)
    sound = decoded(path)[:, 0]
    onset_ms = int(np.argmax(np.abs(sound) > 0.12)) / 48
    # libsndfile's own MP3 writer leaves no LAME header, so the encoder's delay stays in: VLC
    # plays it too, having nothing to go by either.
    assert onset_ms == pytest.approx(2000, abs=30 if suffix == ".mp3" else 1.5)


def test_length_is_exact_for_lossless_and_vorbis(tmp_path: Path) -> None:
    for suffix in (".wav", ".aiff", ".flac", ".ogg"):
        path = write_audio(tmp_path / f"a{suffix}", tone(1.3337))
        assert len(decoded(path)) == round(1.3337 * 44100)


def test_loud_lossy_sound_is_clipped_not_wrapped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.array([0.5, 1.7, -1.7, 0.0], np.float32), 44100, "FLOAT")
    assert decoded(path, "int16")[:, 0].tolist() == [16383, 32767, -32768, 0]


def test_a_wav_cut_in_half_gives_half_and_says_where_it_breaks_off(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "Farewell.wav", tone(120), channels=2)
    os.truncate(path, 44 + 102 * 44100 * 4)
    with open_sound(path) as reader:
        block = np.empty((120 * 44100, 2), np.int16)
        assert reader.read_into(block) == 102 * 44100
        with pytest.raises(AudioUnreadable) as caught:
            reader.raise_if_short()
    assert caught.value.what == "“Farewell.wav” couldn’t be read to its end."
    assert caught.value.why == "It breaks off at 1:42."


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".opus", ".aiff"])
def test_cut_files_give_what_is_there_then_say_so(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 10 * 48000).astype(np.float32)
    path = write_audio(tmp_path / f"a{suffix}", noise, rate_hz=48000)
    os.truncate(path, path.stat().st_size // 2)
    heard = 0
    with pytest.raises(AudioUnreadable) as caught:
        for block in blocks(path):
            heard += len(block)
    assert 3.5 < heard / 48000 < 6.5
    assert "0:0" in caught.value.why


@pytest.mark.parametrize("suffix", [".wav", ".aiff", ".flac", ".ogg", ".opus", ".mp3"])
def test_whole_files_are_not_called_broken(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone(7.123, rate_hz=48000), rate_hz=48000)
    assert decoded(path).shape[0] > 7 * 48000


def test_a_stream_of_undeclared_length_is_whole(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1))
    data = bytearray(path.read_bytes())
    data[40:44] = struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(data)
    assert len(decoded(path)) == 44100


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "It is empty (0 bytes)."), (bytes(range(256)) * 64, "isn’t a kind of audio file")],
)
def test_no_sound_is_said_plainly(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(data)
    with pytest.raises(AudioUnreadable) as caught:
        decoded(path)
    assert why in caught.value.why


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(AudioUnreadable, match="no longer there"):
        decoded(tmp_path / "gone.flac")


def test_a_name_that_is_not_utf8_is_opened(tmp_path: Path) -> None:
    plain = write_audio(tmp_path / "a.flac", tone(0.2))
    odd = plain.rename(tmp_path / os.fsdecode(b"caf\xe9.flac"))
    assert len(decoded(odd)) == 8820


def test_fifty_milliseconds_are_read(tmp_path: Path) -> None:
    assert len(decoded(write_audio(tmp_path / "a.ogg", tone(0.05)))) == 2205


def test_the_transcoder_serves_what_libsndfile_cannot(tmp_path: Path) -> None:
    source = tmp_path / "a.m4a"
    source.write_bytes(b"\0\0\0\x18ftypM4A " + bytes(100))
    asked: list[Path] = []

    def transcode(path: Path, target: Path, job: JobContext) -> None:
        asked.append(path)
        write_wav(target, silence(0.5))

    with open_sound(source, transcode, scratch_dir=tmp_path) as reader:
        assert reader.shape.frames == 22050
    assert asked == [source]
    assert [path.name for path in tmp_path.iterdir()] == ["a.m4a"]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg writes the LAME header")
@pytest.mark.parametrize("rate", [["-b:a", "128k"], ["-q:a", "2"]])
def test_the_encoder_delay_of_an_mp3_is_dropped(tmp_path: Path, rate: list[str]) -> None:
    source = write_wav(tmp_path / "a.wav", tone_at(2.0, 1.0, 4.0, 1000))
    path = tmp_path / "a.mp3"
    command = ["ffmpeg", "-v", "error", "-i", str(source), "-c:a", "libmp3lame", *rate, str(path)]
    subprocess.run(command, check=True)
    sound = decoded(path)[:, 0]
    assert np.argmax(np.abs(sound) > 0.12) / 44.1 == pytest.approx(2000, abs=1.5)
    assert len(sound) == 4 * 44100


def test_waveforms_that_are_kept_are_found_where_libsndfile_is_missing(tmp_path: Path) -> None:
    look = (
        "import sys; sys.modules['soundfile'] = None\n"
        "from pathlib import Path\n"
        "from app.analysis.service import Analysis\n"
        "from app.player.vlc_transcode import transcode\n"
        "print(Analysis(Path(sys.argv[1]), transcode).cached_peaks('1:0'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.stdout, found.stderr) == ("None\n", "")
