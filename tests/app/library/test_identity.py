"""Retagging keeps a file's identity; another encoding has another one."""

from __future__ import annotations

import base64
import io
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from mutagen.aiff import AIFF
from mutagen.apev2 import APEv2
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TALB, TIT2
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from app.core.errors import AudioUnreadable
from app.library.identity import mp4_atoms, payload_hash
from tests.support.audio import tone, write_audio

COVER = b"\x89PNG\r\n\x1a\n" + np.random.default_rng(0).bytes(150_000)


def tag_id3(path: Path) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=3, text="Märchen"))
    tags.add(TALB(encoding=1, text="Album " * 40))
    tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=COVER))
    tags.save(path, v1=2)


def tag_ape(path: Path) -> None:
    tags = APEv2()
    tags["Title"] = "Märchen"
    tags["Cover Art (Front)"] = COVER
    tags.save(path)


def tag_riff(kind: type) -> Callable[[Path], None]:
    def tag(path: Path) -> None:
        file = kind(path)
        file.add_tags()
        file.tags.add(TIT2(encoding=3, text="Märchen"))
        file.tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=COVER))
        file.save()

    return tag


def tag_flac(path: Path) -> None:
    file = FLAC(path)
    file["title"] = "Märchen"
    file.add_picture(picture())
    file.save()


def tag_xiph(kind: type) -> Callable[[Path], None]:
    def tag(path: Path) -> None:
        file = kind(path)
        file["title"] = "Märchen"
        file["metadata_block_picture"] = [base64.b64encode(picture().write()).decode()]
        file.save()

    return tag


def tag_mp4(path: Path) -> None:
    file = MP4(path)
    file["\xa9nam"] = "Märchen"
    file["covr"] = [MP4Cover(COVER, MP4Cover.FORMAT_PNG)]
    file.save()


def picture() -> Picture:
    made = Picture()
    made.type, made.mime, made.data = 3, "image/png", COVER
    return made


CASES = [
    (".mp3", tag_id3),
    (".mp3", tag_ape),
    (".flac", tag_flac),
    (".ogg", tag_xiph(OggVorbis)),
    (".opus", tag_xiph(OggOpus)),
    (".m4a", tag_mp4),
    (".wav", tag_riff(WAVE)),
    (".aiff", tag_riff(AIFF)),
]


def sound(hz: float = 440) -> np.ndarray:
    noise = np.random.default_rng(5).uniform(-0.1, 0.1, 5 * 48000).astype(np.float32)
    return tone(5, hz, rate_hz=48000) + noise


@pytest.mark.parametrize(("suffix", "tag"), CASES)
def test_tags_and_cover_dont_change_a_files_identity(
    tmp_path: Path, suffix: str, tag: Callable[[Path], None]
) -> None:
    path = write_audio(tmp_path / f"a{suffix}", sound(), rate_hz=48000)
    before, size = payload_hash(path), path.stat().st_size
    tag(path)
    assert path.stat().st_size > size + 100_000
    assert payload_hash(path) == before
    assert before.startswith("1:")
    assert len(before) == 42


@pytest.mark.parametrize("suffix", sorted({suffix for suffix, _ in CASES}))
def test_moving_keeps_it_and_other_audio_changes_it(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", sound(), rate_hz=48000)
    other = write_audio(tmp_path / f"b{suffix}", sound(441), rate_hz=48000)
    moved = Path(shutil.copy(path, tmp_path / "renamed.bin"))
    assert payload_hash(moved) == payload_hash(path)
    assert payload_hash(other) != payload_hash(path)


def test_one_changed_sample_byte_changes_the_payload(tmp_path: Path) -> None:
    for suffix in (".mp3", ".flac", ".ogg", ".m4a", ".wav", ".aiff"):
        path = write_audio(tmp_path / f"a{suffix}", sound(), rate_hz=48000)
        before = payload_hash(path)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        assert payload_hash(path) != before, suffix


def test_ape_id3v1_and_several_id3v2_tags_together_are_ignored(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.mp3", sound(), rate_hz=48000)
    before = payload_hash(path)
    tag_ape(path)
    tag_id3(path)
    lyrics = b"LYRICSBEGININD0000200"
    second = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + bytes(333)
    data = path.read_bytes()
    path.write_bytes(second + data[:-128] + lyrics + b"000021LYRICS200" + data[-128:])
    assert payload_hash(path) == before


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg lays the pages out anew")
@pytest.mark.parametrize("suffix", [".ogg", ".opus"])
def test_another_page_layout_is_the_same_audio(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", sound(), rate_hz=48000)
    again = tmp_path / f"b{suffix}"
    remux = ["ffmpeg", "-v", "error", "-i", str(path), "-c", "copy", "-page_duration", "200000"]
    subprocess.run([*remux, "-metadata", "title=x", str(again)], check=True)
    assert path.read_bytes()[200:5000] not in again.read_bytes()
    if suffix == ".ogg":  # ffmpeg writes an Opus head of its own
        assert payload_hash(again) == payload_hash(path)


def test_multiplexed_and_chained_oggs_differ(tmp_path: Path) -> None:
    a = write_audio(tmp_path / "a.ogg", sound(), rate_hz=48000).read_bytes()
    b = write_audio(tmp_path / "b.ogg", sound(500), rate_hz=48000).read_bytes()
    chain, other = tmp_path / "chain.ogg", tmp_path / "other.ogg"
    chain.write_bytes(a + b)
    other.write_bytes(b + a)
    hashes = {payload_hash(p) for p in (chain, other, tmp_path / "a.ogg", tmp_path / "b.ogg")}
    assert len(hashes) == 4


@pytest.mark.parametrize("data", [b"", b"x", b"OggS", b"ID3", b"fLaC", b"RIFF\0\0\0\0WAVE"])
def test_broken_files_still_have_an_identity(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ogg"
    path.write_bytes(data)
    first = payload_hash(path)
    path.write_bytes(data + b"y")
    assert payload_hash(path) != first


def test_a_missing_file_is_a_problem_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(AudioUnreadable, match="no longer there"):
        payload_hash(tmp_path / "gone.mp3")


def test_thirty_megabytes_take_under_a_tenth_of_a_second(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    source = write_audio(tmp_path / "b.flac", sound(), rate_hz=48000).read_bytes()
    path.write_bytes(source + os.urandom(30_000_000))
    payload_hash(path)
    started = time.process_time()
    payload_hash(path)
    assert time.process_time() - started < 0.1


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes an Ogg FLAC")
def test_a_flac_inside_ogg_keeps_its_identity_too(tmp_path: Path) -> None:
    source = write_audio(tmp_path / "a.flac", sound(), rate_hz=48000)
    path = tmp_path / "a.oga"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(source), "-c", "copy", str(path)], check=True
    )
    before = payload_hash(path)
    file = OggFLAC(path)
    file["title"] = "Märchen" * 5000
    file.save()
    assert payload_hash(path) == before


def atom(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (atom(b"ftyp", b"M4A ") + atom(b"mdat", b"sound"), [b"ftyp", b"mdat"]),
        (struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"sound", [b"mdat"]),  # a length of 64 bits
        (struct.pack(">I4s", 0, b"mdat") + b"sound", [b"mdat"]),  # to the end of the file
        (struct.pack(">I4s", 3, b"mdat") + b"sound", []),  # shorter than its own head
    ],
)
def test_atoms_are_walked_whatever_way_they_tell_their_length(
    data: bytes, found: list[bytes]
) -> None:
    walked = list(mp4_atoms(io.BytesIO(data), len(data)))
    assert [name for name, _, _ in walked] == found
    assert [data[start:end] for name, start, end in walked if name == b"mdat"] == [b"sound"] * (
        b"mdat" in found
    )


def test_atoms_of_a_file_that_is_shorter_by_now_end_with_it() -> None:
    data = atom(b"ftyp", b"M4A ")
    assert [name for name, _, _ in mp4_atoms(io.BytesIO(data), 1000)] == [b"ftyp"]


def test_recordings_written_into_a_pipe_are_told_apart(tmp_path: Path) -> None:
    """Their headers say that they have no samples."""
    hashes = set()
    for hz in (440, 660):
        path = write_audio(tmp_path / f"{hz}.wav", tone(1, hz))
        data = bytearray(path.read_bytes())
        at = data.index(b"data")
        data[at + 4 : at + 8] = bytes(4)
        path.write_bytes(data)
        hashes.add(payload_hash(path))
    assert len(hashes) == 2
