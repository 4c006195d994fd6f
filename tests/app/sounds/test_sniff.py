"""What counts as sound, and what never does."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.user_files import NoPlainFile
from app.sounds.kinds import Container
from app.sounds.sniff import is_text, recognised, sniff
from tests.support.audio import tone, write_audio
from tests.support.hostile_files import lists

POST = "127.0.0.1:9"
BY_FFMPEG = {
    ".aac": Container.ADTS,
    ".mp2": Container.MP3,
    ".wma": Container.ASF,
    ".wv": Container.WAVPACK,
    ".mka": Container.MATROSKA,
    ".webm": Container.MATROSKA,
    ".tta": Container.TTA,
    ".ac3": Container.AC3,
    ".eac3": Container.EAC3,
    ".au": Container.AU,
    ".caf": Container.CAF,
    ".w64": Container.WAVE64,
    ".voc": Container.VOC,
    ".mov": Container.MP4,
    ".spx": Container.OTHER,  # libVLC’s decoder for Speex ends the process
}
BY_SOUNDFILE = {
    ".wav": Container.WAV,
    ".flac": Container.FLAC,
    ".ogg": Container.OGG,
    ".opus": Container.OGG,
    ".mp3": Container.MP3,
    ".aiff": Container.AIFF,
}


@pytest.mark.parametrize("suffix", BY_SOUNDFILE)
def test_every_kind_is_known_under_another_name(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone(1, rate_hz=48_000), rate_hz=48_000)
    assert recognised(path.rename(tmp_path / "a.txt")) is BY_SOUNDFILE[suffix]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes these")
@pytest.mark.parametrize("suffix", BY_FFMPEG)
def test_rarer_kinds_are_known_too(tmp_path: Path, suffix: str) -> None:
    source = write_audio(tmp_path / "a.wav", tone(1, rate_hz=16_000), rate_hz=16_000)
    path = tmp_path / f"b{suffix}"
    rate = ("-ar", "16000" if suffix == ".spx" else "48000")
    subprocess.run(["ffmpeg", "-v", "error", "-i", source, *rate, path], check=True)
    assert recognised(path) is BY_FFMPEG[suffix]


@pytest.mark.parametrize("name", lists(POST))
@pytest.mark.parametrize("front", [b"", b"\xef\xbb\xbf", b"\r\n \t\n", b"ID3\3\0\0\0\0\0\0"])
@pytest.mark.parametrize("frames", [False, True])
def test_a_list_is_no_sound_whatever_follows(
    tmp_path: Path, mp3: bytes, name: str, front: bytes, frames: bool
) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(front + lists(POST)[name] + (mp3 if frames else b""))
    assert recognised(path) is Container.OTHER


@pytest.mark.parametrize("mark", [b"IMPM\n", b"GYMX\n", b"Extended Module: \n"])
@pytest.mark.parametrize("name", ["dash", "sdp"])
def test_a_mark_of_music_does_not_cover_a_list_that_is_found_anywhere(
    tmp_path: Path, mark: bytes, name: str
) -> None:
    """Where libavformat lacks a format that it is told to use, it looks for itself."""
    path = tmp_path / "a.it"
    path.write_bytes(mark + lists(POST)[name])
    assert recognised(path) is Container.OTHER


@pytest.mark.parametrize("name", ["hls", "dash", "sdp", "concat"])
def test_a_later_mark_of_music_does_not_cover_a_list_either(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.mod"
    path.write_bytes((lists(POST)[name] + b"\n" * 1080)[:1080] + b"M.K." + bytes(2000))
    assert recognised(path) is Container.OTHER


def test_frames_of_two_minds_are_no_sound() -> None:
    """Two headers in the right distance that disagree about the rate: chance, not music."""
    first = bytes.fromhex("fffb9064") + bytes(413)
    other_rate = bytes.fromhex("fffb9464") + bytes(413)
    assert sniff(io.BytesIO(bytes(40) + first + other_rate + bytes(9)))[0] is Container.OTHER
    assert sniff(io.BytesIO(bytes(40) + first + first + bytes(9))) == (Container.MP3, 40)


def test_rubbish_in_front_of_frames_is_passed_over(mp3: bytes) -> None:
    assert sniff(io.BytesIO(b"\x01\x02\x03" * 999 + mp3)) == (Container.MP3, 2997)
    tag_in_front = b"TAG" + b"Farewell".ljust(125, b"\0")
    assert sniff(io.BytesIO(tag_in_front + mp3))[0] is Container.MP3


def test_bytes_that_are_no_text() -> None:
    assert is_text(b"file:///x") and is_text(b"") and is_text(b"\xef\xbb\xbf<smil>")
    assert not is_text(b"APETAGEX\xd0\x07\0\0 and so on")
    assert not is_text(b"TAGFarewell to the sea")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.mp3")
    for path in (tmp_path / "a.mp3", Path("/dev/zero"), tmp_path):
        with pytest.raises(NoPlainFile):
            recognised(path)


def test_a_hole_behind_a_tag_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3\3\0\0\0\0\0\0")
    os.truncate(path, 1 << 40)
    assert recognised(path) is Container.OTHER


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    return write_audio(path, tone(1, rate_hz=48_000), rate_hz=48_000).read_bytes()
