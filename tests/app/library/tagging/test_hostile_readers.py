"""However a file is made, its readers take about as much from it as it has, and soon end."""

from __future__ import annotations

import io
import struct
import time
from collections.abc import Callable
from typing import BinaryIO

import pytest

from app.library.tagging import chunks, matroska
from app.library.tagging.ape import read_ape
from app.library.tagging.asf import read_asf
from app.library.tagging.damage import CountedFile
from app.library.tagging.id3 import read_id3v2
from app.library.tagging.id3_limits import Inflation
from app.library.tagging.outer import read_outer
from app.sounds.kinds import Container
from tests.support.costly_files import Watched, chunk, riff

MIB = 1 << 20


def element(kind: int, body: bytes) -> bytes:
    name = kind.to_bytes((kind.bit_length() + 7) // 8, "big")
    return name + (len(body) | 1 << 28).to_bytes(4, "big") + body


def test_a_seek_head_that_points_everywhere_costs_no_more_than_the_file() -> None:
    """Each place looks like tags that reach to the end of the file."""
    places, tags = 4_000, 0x1254C367.to_bytes(4, "big") + b"\x01" + b"\0\0\0\xff\xff\xff\xff"
    seek = element(0x4DBB, element(0x53AC, bytes(4)))
    first = len(element(0x114D9B74, seek * places))
    heads = (
        element(0x4DBB, element(0x53AC, (first + 12 * number).to_bytes(4, "big")))
        for number in range(places)
    )
    body = element(0x114D9B74, b"".join(heads)) + tags[:12] * places
    data = bytes.fromhex("1a45dfa3") + b"\x80" + element(0x18538067, body)
    file = Watched(data)
    matroska.read_matroska(file, len(data), 0)
    assert file.taken < 5 * len(data)


def aiff(*parts: bytes) -> bytes:
    body = b"AIFF" + b"".join(parts)
    return b"FORM" + struct.pack(">I", len(body)) + body


def caf(body: bytes) -> bytes:
    return b"caff\0\1\0\0" + b"info" + struct.pack(">Q", len(body)) + body


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (
            riff(chunk(b"LIST", b"INFO" + b"INAM\0\0\0\0" * MIB, "<")),
            lambda file, size: chunks.read_wav(file, size, 0, Inflation()),
        ),
        (
            aiff(*[chunk(b"NAME", b"x" * 64_000, ">")] * 200),
            lambda file, size: chunks.read_aiff(file, size, 0, Inflation()),
        ),
        (caf(bytes(8 * MIB)), lambda file, size: chunks.read_caf(file, size, 0)),
        (
            b".snd" + (8 * MIB).to_bytes(4, "big") + b"a=\n" * (2 * MIB),
            lambda file, size: chunks.read_au(file, 0),
        ),
    ],
    ids=["info", "names", "caf", "au"],
)
def test_texts_beyond_belief_are_passed_over(
    data: bytes, read: Callable[[BinaryIO, int], object]
) -> None:
    file = Watched(data)
    read(file, len(data))
    assert file.taken < 2 * MIB


def test_tags_around_the_sound_are_read_up_to_a_limit() -> None:
    tag = b"ID3\4\0\0" + bytes((8, 0, 0, 0)) + bytes(16 * MIB)
    data = tag * 12 + b"\xff\xfb"
    file = Watched(data)
    read_outer(file, len(data), 12 * len(tag), Container.MP3, Inflation())
    assert file.taken < 130 * MIB


def test_many_tags_together_may_cost_no_more_than_one() -> None:
    """mutagen copies the rest of a tag for each of its frames."""
    frame = b"PRIV" + bytes((0, 0, 0, 2)) + b"\0\0" + b"a\0"
    body = frame * 40_000
    size = bytes(len(body) >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    tag = b"ID3\4\0\0" + size + body
    inflation = Inflation()
    assert read_id3v2(tag[:10] + body, inflation) is None, "these alone are too many"
    body = frame * 12_000
    size = bytes(len(body) >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    tag = b"ID3\4\0\0" + size + body
    inflation = Inflation()
    read = [read_id3v2(tag, inflation) is not None for _again in range(5)]
    assert read == [True, True, False, False, False]


def test_mutagen_gets_so_many_bytes_and_no_more() -> None:
    file = CountedFile(io.BytesIO(bytes(16 * MIB)))
    with pytest.raises(EOFError):
        for _again in range(100):
            file.seek(0)
            file.read()
    file = CountedFile(io.BytesIO(bytes(16 * MIB)))
    assert len(file.read(1000)) == 1000 and len(file.read(1 << 40)) == 16 * MIB - 1000


def test_an_ape_tag_with_very_many_items_is_not_read() -> None:
    items = b"".join(struct.pack("<II", 1, 0) + b"k%d\0x" % number for number in range(60_000))
    tag = items + b"APETAGEX" + struct.pack("<IIII8x", 2000, len(items) + 32, 60_000, 0)
    assert read_ape(tag) is None


def test_elements_inside_of_very_many_others_are_not_all_read() -> None:
    """Each may have very many, but not all of them together."""
    tag = element(0x7373, b"\xec\x80" * 320)
    body = element(0x1254C367, tag * 15_000)
    data = bytes.fromhex("1a45dfa3") + b"\x80" + element(0x18538067, body)
    began = time.process_time()
    matroska.read_matroska(io.BytesIO(data), len(data), 0)
    assert time.process_time() - began < 1.5


def windows_media(lists: int, of: int) -> bytes:
    """A header with so many lists of so many titles."""
    text = "Title\0".encode("utf-16-le")
    one = struct.pack("<H", len(text)) + text + struct.pack("<HH", 0, len(text)) + text
    titles = struct.pack("<H", of) + one * of
    name = bytes.fromhex("40a4d0d207e3d21197f000a0c95ea850")
    body = (name + struct.pack("<Q", 24 + len(titles)) + titles) * lists
    head = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
    return head + struct.pack("<QIH", 30 + len(body), lists, 0x201) + body


def test_windows_media_with_very_many_attributes_is_not_read() -> None:
    """mutagen takes a second for 300,000."""
    assert read_asf(io.BytesIO(windows_media(9, 2_000))).words == {"title": ["Title"]}
    assert read_asf(io.BytesIO(windows_media(11, 2_000))).words == {}
