"""What a file says about its length neither ends an import nor takes for ever."""

from __future__ import annotations

import io
import struct
import time
import zlib
from pathlib import Path

import pytest

from app.library.identity import payload_hash
from app.library.importing import ImportService
from app.library.mp4_lengths import mp4_length
from app.library.placement import SeenFile
from app.library.reading import read_all, read_one
from app.library.records import Unreadable
from app.library.scan import FoundFile, find_audio
from tests.app.library.conftest import Shelf
from tests.support.audio import tone, write_audio


def atom(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


EDITS = atom(b"edts", atom(b"elst", struct.pack(">IIIiI", 0, 1, 3000, 0, 65536)))
MOVIE = atom(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 3000))
MEDIA = atom(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 44_100, 3 * 44_100, 0))
TRACK = atom(b"tkhd", struct.pack(">IIII", 0, 0, 0, 1))
HANDLER = atom(b"hdlr", bytes(8) + b"soun" + bytes(12))


def mp4(
    movie: bytes = MOVIE,
    edits: bytes = EDITS,
    media: bytes = MEDIA,
    track: bytes = TRACK,
    behind: bytes = b"",
) -> bytes:
    trak = atom(b"trak", track + edits + atom(b"mdia", media + HANDLER))
    return atom(b"ftyp", b"M4A " + bytes(4)) + atom(b"moov", movie + trak) + behind


@pytest.mark.parametrize(
    "data",
    [
        mp4(edits=atom(b"edts", atom(b"elst"))),
        mp4(media=atom(b"mdhd")),
        mp4(movie=atom(b"mvhd")),
        mp4(track=atom(b"tkhd"), behind=atom(b"moof")),
        mp4(media=atom(b"mdhd"), behind=atom(b"moof")),
    ],
    ids=["elst", "mdhd", "mvhd", "tkhd, fragmented", "mdhd, fragmented"],
)
def test_an_empty_part_of_an_mp4_does_not_end_the_import(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty part.m4a"
    path.write_bytes(data)

    read_one(FoundFile(path, len(data), 0), tmp_path)

    with path.open("rb") as file:
        assert mp4_length(file, len(data)) is None


@pytest.mark.parametrize("name", ["preallocated.flac", "preallocated.wav"])
def test_a_file_whose_rest_is_still_zeros_is_read_at_once(tmp_path: Path, name: str) -> None:
    """As a download leaves it that reserved the whole file and has its beginning."""
    path = write_audio(tmp_path / name, tone(0.4, 440))
    kept, size = 42 if path.suffix == ".flac" else 36, 16 * 1024 * 1024
    start = path.read_bytes()[:kept]
    # STREAMINFO isn't the last block any more.
    path.write_bytes(start.replace(b"fLaC\x80", b"fLaC\0"))
    with path.open("r+b") as file:
        file.truncate(size)

    began = time.process_time()
    read_one(FoundFile(path, size, 0), tmp_path)

    assert time.process_time() - began < 1.0


def fragment(flags: int, samples: int, body: bytes) -> bytes:
    run = atom(b"trun", struct.pack(">II", flags, samples) + body)
    return atom(b"moof", atom(b"traf", atom(b"tfhd", struct.pack(">II", 0, 1)) + run))


def test_each_sample_of_a_fragment_is_counted_and_millions_soon() -> None:
    """Each with its duration, size, flags and offset, behind the two that a run begins with."""
    sample = struct.pack(">IIII", 441, 7, 7, 7)
    data = mp4(behind=fragment(0xF05, 300, bytes(8) + sample * 300))
    known = mp4_length(io.BytesIO(data), len(data))
    assert known is not None and known.ms == 3000
    many = mp4(behind=fragment(0x100, 15_000_000, struct.pack(">I", 1) * 15_000_000))
    began = time.process_time()
    known = mp4_length(io.BytesIO(many), len(many))
    assert time.process_time() - began < 0.8
    assert known is not None and known.ms == 15_000_000 * 1000 // 44_100


@pytest.mark.logs("ZeroDivisionError")
def test_a_mistake_of_a_reader_costs_one_file_and_is_logged(tmp_path: Path) -> None:
    whole = write_audio(tmp_path / "whole.wav", tone(0.4, 440))
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole.read_bytes()[:36])  # no length: the other reader is asked

    def mistaken(_path: Path) -> None:
        raise ZeroDivisionError

    failed, read = read_all(list(find_audio([cut, whole])), tmp_path, mistaken)

    assert isinstance(failed, Unreadable) and "mistake in this program" in failed.reason
    assert isinstance(read, SeenFile)


@pytest.mark.logs("ZeroDivisionError")
def test_a_mistake_in_reading_a_known_file_again_is_logged(tmp_path: Path, shelf: Shelf) -> None:
    """Its words are asked for while another file is stored."""
    cut = write_audio(tmp_path / "cut.wav", tone(0.4, 440))
    cut.write_bytes(cut.read_bytes()[:36])

    def mistaken(_path: Path) -> None:
        raise ZeroDivisionError

    importing = ImportService(shelf.ledger, tmp_path / "covers", mistaken)
    assert importing._read_words(str(cut)) is None


EMPTY_TAG = b"ID3\x04\0\0\0\0\0\0"
FRAME = b"\xff\xfb\x90\0" + bytes(413)
ZEROS = zlib.compress(bytes(16 * 1024 * 1024), 9)


def synchsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def inflating(count: int) -> bytes:
    """A tag of so many frames, each of which becomes 16 MB."""
    frame = b"PRIV" + synchsafe(len(ZEROS) + 4) + b"\0\x09" + synchsafe(1 << 24) + ZEROS
    return b"ID3\x04\0\0" + synchsafe(count * len(frame)) + count * frame


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("full bytes.mp3", 3 * FRAME + b"\xff" * 12_000_000),
        ("empty tags.mp3", EMPTY_TAG * 1_000_000 + 3 * FRAME),
        ("large frames.mp3", inflating(100) + 3 * FRAME),
        ("large frames in many tags.mp3", inflating(8) * 12 + 3 * FRAME),
        ("atoms.m4a", mp4(behind=atom(b"free") * 2_000_000)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_says_nothing_takes_no_time_however_much_it_is(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    began = time.process_time()
    read_one(FoundFile(path, len(data), 0), tmp_path)

    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("suffix", [".wav", ".m4a"])
def test_files_that_differ_behind_very_many_parts_are_not_the_same(
    tmp_path: Path, suffix: str
) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone(0.4, 440))
    many = (b"abcd" + bytes(4)) * 20_000 if suffix == ".wav" else atom(b"free") * 500_000
    start = path.read_bytes()
    found = set()
    for behind in (b"one", b"two"):
        path.write_bytes(start + many + behind)
        found.add(payload_hash(path))
    assert len(found) == 2
