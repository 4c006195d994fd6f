"""The library knows how long a file sounds, whatever its header says, and how it knows."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import pytest

from app.library.frame_counts import adts_length
from app.library.mp4_lengths import mp4_length
from app.library.reader import ReadFile, read_file
from app.library.scan import find_audio
from app.sounds.length import KnownBy
from tests.support.click_files import LENGTH_MS, write_clicks
from tests.support.odd_files import CHAINED, write_odd

# As the waveform counts: an MP3 without a header, and bare AAC, have their encoder's delay in them.
BLOCK_MS = 100  # the last one is counted, and not whole
HEADER, DECODED = KnownBy.HEADER, KnownBy.DECODED
PLAIN = {
    "mp3.mp3": (8_060, HEADER),
    "mp3 vbr.mp3": (8_060, HEADER),
    "mp3 no xing.mp3": (8_088, HEADER),
    "mp2.mp2": (8_064, HEADER),
    "aac.aac": (8_085, DECODED),
    "aac.m4a": (8_060, HEADER),
    "alac.m4a": (8_060, HEADER),
    "aac fragmented.m4a": (8_081, DECODED),
    "aac first fragment.m4a": (8_081, DECODED),
    "flac.flac": (8_060, HEADER),
    "flac 24.flac": (8_060, HEADER),
    "pcm.wav": (8_060, HEADER),
    "pcm 24.wav": (8_060, HEADER),
    "vorbis.ogg": (8_060, HEADER),
    "opus.opus": (8_060, HEADER),
    "flac.oga": (8_060, HEADER),
}
ODD = {
    "id3v1.flac": (8_060, HEADER),
    "junk behind.flac": (8_060, HEADER),
    "no total.flac": (8_060, DECODED),
    "piped.flac": (8_060, DECODED),
    "id3v1.mp3": (8_060, HEADER),
    "junk in the middle.mp3": (8_060, HEADER),
    "junk in front.mp3": (8_060, HEADER),
    "xing twice.mp3": (8_060, DECODED),
    "xing half.mp3": (8_060, DECODED),
    "xing zero.mp3": (8_060, DECODED),
    "piped.mp3": (8_088, DECODED),
    "data size 0.wav": (8_060, DECODED),
    "data size 7fffffff.wav": (8_060, DECODED),
    "data size ffffffff.wav": (8_060, DECODED),
    "piped.wav": (8_060, DECODED),
    "riff size 0.wav": (8_060, HEADER),
    "id3v1.wav": (8_060, HEADER),
    "junk between.ogg": (8_060, HEADER),
    "zeros between.ogg": (8_060, HEADER),
    "zeros behind.ogg": (8_060, HEADER),
    "late granule.ogg": (8_060, HEADER),
    "late granule.opus": (8_060, HEADER),
    "junk in the middle.aac": (8_085, DECODED),
}
# The sound in the first half of each file’s bytes, by ffmpeg; a FLAC begins with much padding.
CUT_MS = {"mp3 vbr.mp3": 4_000, "mp3.mp3": 4_000, "flac.flac": 1_248, "pcm.wav": 4_030}


def read(path: Path) -> ReadFile:
    (found,) = find_audio([path])
    return read_file(found)


def assert_length(path: Path, length_ms: int, known_by: KnownBy) -> None:
    got = read(path)
    assert got.tags.duration_ms == pytest.approx(length_ms, abs=5)
    assert got.length_by is known_by


@pytest.mark.parametrize("name", PLAIN)
def test_a_right_header_is_believed(tmp_path: Path, name: str) -> None:
    assert_length(write_clicks(tmp_path, name), *PLAIN[name])


@pytest.mark.parametrize("name", ODD)
def test_a_header_that_lies_is_not_believed(tmp_path: Path, name: str) -> None:
    assert_length(write_odd(tmp_path, name), *ODD[name])


@pytest.mark.parametrize("name", CHAINED)
def test_a_chain_is_as_long_as_its_streams(tmp_path: Path, name: str) -> None:
    assert_length(write_odd(tmp_path, name), 2 * LENGTH_MS, HEADER)


@pytest.mark.parametrize("name", CUT_MS)
def test_a_file_cut_short_is_as_long_as_what_is_left(tmp_path: Path, name: str) -> None:
    path = write_clicks(tmp_path, name)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    got = read(path)
    assert got.tags.duration_ms == pytest.approx(CUT_MS[name], abs=BLOCK_MS)
    assert got.length_by is DECODED


def test_an_ogg_cut_inside_a_page_ends_with_the_page_before(tmp_path: Path) -> None:
    path = write_clicks(tmp_path, "vorbis.ogg")
    whole = read(path).tags.duration_ms
    path.write_bytes(path.read_bytes()[:-100])
    assert 0 < read(path).tags.duration_ms < whole


class _Watched(io.BytesIO):
    """Remembers the most that was read at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.most = max(self.most, len(data))
        return data


def adts(length: int) -> bytes:
    """A frame of 1024 samples at 44.1 kHz, with so many bytes."""
    size = bytes((0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC))
    return b"\xff\xf1\x50" + size + bytes(length - 7)


@pytest.mark.parametrize("junk_bytes", [0, 1, 5_000, 1_200_000])
def test_frames_are_counted_across_what_is_read_at_a_time(junk_bytes: int) -> None:
    dice = random.Random(3)
    frames = [adts(dice.randrange(7, 8192)) for _number in range(900)]
    junk = bytes(dice.randrange(0xFF) for _number in range(junk_bytes))
    file = _Watched(b"".join((*frames[:400], junk, *frames[400:])))
    length = adts_length(file, 0, len(file.getvalue()))
    assert length is not None and length.ms == round(900 * 1024 * 1000 / 44_100)
    assert file.most < len(file.getvalue()) / 3


def atom(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


@pytest.mark.parametrize("empty", [b"mvhd", b"elst", b"mdhd", b"tkhd"])
@pytest.mark.parametrize("fragment", [b"", atom(b"moof")])
def test_an_mp4_with_an_empty_part_has_no_length_and_stops_no_import(
    empty: bytes, fragment: bytes
) -> None:
    def part(name: bytes, body: bytes) -> bytes:
        return atom(name, b"" if name == empty else body)

    sound = atom(b"hdlr", bytes(8), b"soun", bytes(12))
    media = atom(b"mdia", sound, part(b"mdhd", bytes(24)))
    edits = atom(b"edts", part(b"elst", bytes(20)))
    track = atom(b"trak", part(b"tkhd", bytes(24)), media, edits)
    data = atom(b"moov", part(b"mvhd", bytes(24)), track) + fragment
    length = mp4_length(io.BytesIO(data), len(data))
    assert length is None or length.ms == 0
