"""However many comments and pages a file has, no more are read than a file of music has."""

from __future__ import annotations

import base64
import io
import struct
import time
import tracemalloc
from collections.abc import Callable

import pytest

from app.library.covers import MAX_COVER_BYTES
from app.library.ogg import read_ogg
from app.library.tagging import vorbis
from app.library.tagging.found_tags import FoundTags
from tests.support.costly_files import Watched

MIB = 1 << 20


def flac(block: bytes, count: int) -> bytes:
    head = b"\6" + len(block).to_bytes(3, "big")
    return b"fLaC" + (head + block) * count


def test_pictures_of_a_damaged_flac_are_read_up_to_a_limit() -> None:
    data = flac(bytes(8 * MIB), 24)
    file = Watched(data)
    vorbis.read_flac(file, 0)
    assert file.taken < 400 * MIB


def comments(count: int, *others: bytes) -> bytes:
    """A list of Vorbis comments."""
    each = [b"title=Title", *others, *[b"a=b"] * (count - 1 - len(others))]
    listed = b"".join(len(one).to_bytes(4, "little") + one for one in each)
    return bytes(4) + count.to_bytes(4, "little") + listed


def in_ogg(*packets: bytes) -> bytes:
    """Each on pages of its own; the first one begins the stream."""
    pages = []
    for number, packet in enumerate(packets):
        lacing = b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,))
        for at in range(0, len(lacing), 255):
            part = lacing[at : at + 255]
            kind = (2 if number == 0 else 0) | (1 if at else 0)
            body = packet[255 * at : 255 * at + sum(part)]
            pages.append(page(1, body, lacing=part, kind=kind, sequence=len(pages)))
    return b"".join(pages)


VORBIS = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 44100, 0, 64000, 0, 0xB8, 1)
OPUS = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 312, 48000, 0, 0)
STREAMINFO = struct.pack(">HH6xQ16x", 4096, 4096, 44100 << 44 | 1 << 41 | 15 << 36 | 44100)
FLAC_IN_OGG = b"\x7fFLAC\1\0\0\1fLaC\0\0\0\x22" + STREAMINFO
THEORA = b"\x80theora\3\2\1" + bytes(12) + struct.pack(">II", 25, 1) + bytes(12)


def picture(size: int) -> bytes:
    """A comment with a front cover of so many bytes."""
    block = struct.pack(">II9sI5I", 3, 9, b"image/png", 0, 1, 1, 24, 0, size) + bytes(size)
    return b"metadata_block_picture=" + base64.b64encode(block)


def in_vorbis(listed: bytes) -> FoundTags:
    return vorbis.read_ogg_comments(in_ogg(VORBIS, b"\x03vorbis" + listed + b"\1", b"\5vorbis"))


def in_opus(listed: bytes) -> FoundTags:
    return vorbis.read_ogg_comments(in_ogg(OPUS, b"OpusTags" + listed, b"sound"))


def in_flac_in_ogg(listed: bytes) -> FoundTags:
    head = b"\x84" + len(listed).to_bytes(3, "big")
    return vorbis.read_ogg_comments(in_ogg(FLAC_IN_OGG, head + listed, b"sound"))


def in_theora(listed: bytes) -> FoundTags:
    return vorbis.read_ogg_comments(in_ogg(THEORA, b"\x81theora" + listed, b"\x82theora"))


def in_flac(listed: bytes) -> FoundTags:
    blocks = b"\0\0\0\x22" + STREAMINFO + b"\x84" + len(listed).to_bytes(3, "big") + listed
    return vorbis.read_flac(io.BytesIO(b"fLaC" + blocks + b"\xff\xf8" + bytes(100)), 0)


def in_a_damaged_flac(listed: bytes) -> FoundTags:
    """Where each block is read for itself."""
    damaged = b"\x05\0\0\1x"
    blocks = damaged + b"\x84" + len(listed).to_bytes(3, "big") + listed
    return vorbis.read_flac(io.BytesIO(b"fLaC" + blocks + b"\xff\xf8" + bytes(100)), 0)


@pytest.mark.parametrize(
    "read", [in_vorbis, in_opus, in_flac_in_ogg, in_theora, in_flac, in_a_damaged_flac]
)
def test_so_many_vorbis_comments_are_not_built(read: Callable[[bytes], FoundTags]) -> None:
    """Of a million, mutagen makes 150 MB."""
    assert read(comments(10_000)).words == {"title": ["Title"]}
    many = comments(100_000)
    tracemalloc.start()
    try:
        assert read(many).words == {}
        assert tracemalloc.get_traced_memory()[1] < 9 * len(many), "100,000 pairs are 15 times that"
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("read", [in_vorbis, in_opus, in_theora])
def test_pictures_as_large_as_covers_may_be_are_read(read: Callable[[bytes], FoundTags]) -> None:
    found = read(comments(3, picture(MAX_COVER_BYTES), picture(MIB)))
    assert [len(each) for each in found.pictures] == [MAX_COVER_BYTES, MIB]


def test_comments_larger_than_all_covers_are_not_built() -> None:
    text = b"a=" + bytes(65 * MIB)
    data = comments(2, text)
    block = b"fLaC\0\0\0\x22" + STREAMINFO + b"\x84\0\0\x10" + data
    file = Watched(block)
    assert vorbis.read_flac(file, 0).words == {}
    assert file.taken < MIB, "mutagen would see through the wrong length"


def test_comments_in_very_many_blocks_are_together_no_more() -> None:
    """The first block is damaged: each is read for itself."""
    listed = comments(15_000)
    block = b"\4" + len(listed).to_bytes(3, "big") + listed
    data = b"fLaC" + b"\x05\0\0\1x" + block * 300
    began = time.process_time()
    assert vorbis.read_flac(io.BytesIO(data), 0).words == {"title": ["Title"]}
    assert time.process_time() - began < 1.0


def page(
    serial: int, body: bytes, *, lacing: bytes = b"", kind: int = 0, sequence: int = 0
) -> bytes:
    lacing = lacing or bytes((len(body),))
    head = struct.pack("<4sBBqII4xB", b"OggS", 0, kind, 0, serial, sequence, len(lacing))
    return head + lacing + body


def test_a_first_packet_without_an_end_is_not_kept() -> None:
    """It goes on over every page."""
    whole = page(1, b"\x01vorbis" + bytes(255 * 255 - 7), lacing=b"\xff" * 255) * 400
    file = io.BytesIO(whole)
    tracemalloc.start()
    try:
        read_ogg(file)
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


def test_pages_far_apart_and_of_many_streams_dont_fill_the_memory() -> None:
    one = page(7, b"\x01vorbis" + bytes(23)) + page(7, b"\3") + page(7, b"\5")
    far = bytes(MIB // 2)
    streams = (page(number, b"x" * 100, kind=2) for number in range(30_000))
    file = io.BytesIO(
        one + far.join(page(7, b"sound") for _number in range(200)) + b"".join(streams)
    )
    tracemalloc.start()
    try:
        read_ogg(file)
        assert tracemalloc.get_traced_memory()[1] < 32 * MIB
    finally:
        tracemalloc.stop()
