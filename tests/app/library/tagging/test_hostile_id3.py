"""However an ID3 tag is made, reading it soon ends."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zlib

import pytest

from app.library.tagging import chunks
from app.library.tagging.id3 import read_id3v2
from app.library.tagging.id3_limits import Inflation
from tests.support.costly_files import chunk, riff
from tests.support.tag_files import id3v2, synchsafe

MIB = 1 << 20


def many_frames(count: int) -> list[tuple[bytes, bytes]]:
    return [(b"TXXX", b"\0%d\0x" % number) for number in range(count)]


def chapter(inside: bytes) -> tuple[bytes, bytes]:
    return b"CHAP", b"one\0" + bytes(16) + inside


EXTENSION = struct.pack(">IHI", 6, 0, 0)
HIDDEN = b"\0AAA" + struct.pack(">IH", 1, 0) + b"x"  # a frame whose name begins with a zero


@pytest.mark.parametrize(
    "tag",
    [
        id3v2(many_frames(60_000), version=3, flags=0x40, extension=EXTENSION),
        id3v2(many_frames(60_000), version=3, extension=HIDDEN),
        id3v2([chapter(id3v2(many_frames(60_000), version=3)[10:])], version=3),
    ],
    ids=["behind an extended header", "behind an odd name", "inside a chapter"],
)
def test_so_many_frames_are_not_read_wherever_they_are(tag: bytes) -> None:
    """mutagen would copy the rest of the tag for each of them: some 100 GB."""
    inflation = Inflation()
    found = read_id3v2(tag, inflation)
    assert found is None or not found.words
    assert inflation.copied_left > 0


def inflating(megabytes: int) -> bytes:
    """A text that begins with every byte, compressed."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"\0" + bytes(range(255, 1, -1))), packer.flush(zlib.Z_FULL_FLUSH)]
    parts += [packer.compress(bytes(MIB)) for _each in range(megabytes)]
    return b"".join((*parts, packer.flush()))


UNSYNCHRONISED = synchsafe(1 << 26) + inflating(256).replace(b"\xff", b"\xff\0")
COMPRESSED = struct.pack(">I", 1 << 26) + inflating(256)


@pytest.mark.parametrize(
    "tag",
    [
        id3v2([(b"TXXX", UNSYNCHRONISED)], frame_flags=0x0B),
        id3v2(
            [(b"TXXX", COMPRESSED)],
            version=3,
            frame_flags=0x80,
            flags=0x40,
            extension=EXTENSION,
        ),
    ],
    ids=["unsynchronised", "behind an extended header"],
)
def test_a_frame_that_inflates_beyond_belief_is_not_read(tag: bytes) -> None:
    tracemalloc.start()
    try:
        assert read_id3v2(tag, Inflation()) is None
        assert tracemalloc.get_traced_memory()[1] < 96 * MIB
    finally:
        tracemalloc.stop()


VALUES = b"\3" + b"a\0" * 20_000
UTF16_VALUES = b"\2" + b"\0a\0\0" * 20_000
LONG_UTF16 = b"\1\xff\xfe" + b"a\0" * MIB


def packed(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + zlib.compress(body)


def packed_unsynchronised(body: bytes) -> bytes:
    return synchsafe(len(body)) + zlib.compress(body).replace(b"\xff", b"\xff\0")


@pytest.mark.parametrize(
    "tag",
    [
        id3v2([(b"TP1", VALUES)], version=2),
        id3v2([(b"TPE1", VALUES)], version=3),
        id3v2([(b"TP1\0", VALUES)], version=3),
        id3v2([(b"TPE1", VALUES)]),
        id3v2([(b"TPE1", VALUES)], is_synchsafe=False),
        id3v2([(b"TPE1", UTF16_VALUES)], version=3),
        id3v2([(b"TXXX", b"\1" + b"\xff\xfea\0\0\0" * 20_000)]),
        id3v2([(b"TPE1", packed(VALUES))], version=3, frame_flags=0x80),
        id3v2([(b"TPE1", packed_unsynchronised(UTF16_VALUES))], frame_flags=0x0B),
        id3v2([(b"TPE1", synchsafe(len(VALUES)) + VALUES)], frame_flags=0x01),
        id3v2([(b"TPE1", b"\3" + b"a\0" * 6_000), (b"TPE2", b"\3" + b"a\0" * 6_000)]),
        id3v2([(b"TDRC", b"\3%05d" % number) for number in range(12_000)]),
        id3v2([(b"TXXX", LONG_UTF16)], version=3),
        id3v2([(b"TXXX", packed(LONG_UTF16))], version=3, frame_flags=0x80),
        id3v2([(b"APIC", b"\1image/png\0\3" + LONG_UTF16)], version=3),
        id3v2([(b"PIC", b"\1PNG\3" + LONG_UTF16)], version=2),
        id3v2([(b"APIC", b"\0\0\3\0%d" % number) for number in range(400)], version=3),
        id3v2([(b"APIC", b"\0\0\3\0" + b"\xff\0" * 1_100_000)], flags=0x80),
        id3v2([(b"APIC", b"\0\0\3\0" + b"\xff\0" * 1_100_000)], frame_flags=0x02),
        id3v2([(b"APIC", b"\0\0\3\0" + b"\xff\0" * 1_100_000)], version=3, flags=0x80),
    ],
    ids=[
        *("2.2", "2.3", "a name of 2.2", "2.4", "iTunes", "UTF-16 without mark", "UTF-16"),
        *("compressed", "compressed and unsynchronised", "with its length", "in two frames"),
        *("dates", "long", "long when inflated", "long description", "in 2.2", "pictures"),
        *("unsynchronised", "an unsynchronised frame", "unsynchronised 2.3"),
    ],
)
def test_texts_that_mutagen_would_take_minutes_for_are_not_read(tag: bytes) -> None:
    """It copies the rest of a frame for each of its texts, compares each with all others, and takes
    UTF-16 byte by byte; the pictures’ names grow.
    """
    assert read_id3v2(tag, Inflation()) is None


@pytest.mark.parametrize("version", [2, 3, 4])
def test_many_names_and_long_zeros_behind_a_text_are_read(version: int) -> None:
    """Some taggers fill up to a fixed length."""
    names = "\0".join(f"Name {number}" for number in range(15))
    short = version < 3
    tag = id3v2(
        [
            (b"TP1" if short else b"TPE1", b"\1" + names.encode("utf-16")),
            (b"TT2" if short else b"TIT2", b"\0Title" + bytes(9_000)),
            (b"TXX" if short else b"TXXX", b"\0log\0" + b"A long one. " * 20_000),
        ],
        version=version,
    )
    found = read_id3v2(tag, Inflation())
    assert found is not None
    assert found.words["artist"] == names.split("\0")
    assert found.words["title"][0] == "Title"


def test_lists_of_events_are_not_read() -> None:
    """mutagen copies the rest of them for each."""
    lyrics = b"\0eng\1\1\0" + b"a\0\0\0\0\1" * 400_000
    tag = id3v2([(b"SYLT", lyrics), (b"TIT2", b"\3Title")], version=3)
    began = time.process_time()
    found = read_id3v2(tag, Inflation())
    assert found is not None and found.words["title"] == ["Title"]
    assert time.process_time() - began < 1.5


def test_tags_in_very_many_chunks_take_no_longer_than_in_one() -> None:
    tag = id3v2(many_frames(100), version=3)
    data = riff(*[chunk(b"id3 ", tag, "<")] * 5_000)
    inflation = Inflation()
    began = time.process_time()
    chunks.read_wav(io.BytesIO(data), len(data), 0, inflation)
    assert time.process_time() - began < 1.5
