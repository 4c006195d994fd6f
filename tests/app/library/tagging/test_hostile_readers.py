"""However a file is made, its readers take about as much from it as it has, and soon end."""

from __future__ import annotations

import base64
import io
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from typing import BinaryIO

import pytest

from app.library.covers import MAX_COVER_BYTES
from app.library.ogg import read_ogg
from app.library.tagging import chunks, matroska, vorbis
from app.library.tagging.ape import read_ape
from app.library.tagging.asf import read_asf
from app.library.tagging.damage import CountedFile
from app.library.tagging.found_tags import FoundTags
from app.library.tagging.id3 import read_id3v2
from app.library.tagging.id3_limits import Inflation
from app.library.tagging.outer import read_outer
from app.sounds.kinds import Container
from tests.support.tag_files import id3v2, synchsafe

MIB = 1 << 20


class Watched(io.BytesIO):
    """Counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


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


def chunk(name: bytes, body: bytes, order: str) -> bytes:
    return name + struct.pack(f"{order}I", len(body)) + body


def riff(*parts: bytes) -> bytes:
    body = b"WAVE" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


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


# --- Ogg ------------------------------------------------------------------------------------------


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


# --- ID3 ------------------------------------------------------------------------------------------


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


# --- APEv2 and Matroska ---------------------------------------------------------------------------


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


# --- Windows Media --------------------------------------------------------------------------------


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
