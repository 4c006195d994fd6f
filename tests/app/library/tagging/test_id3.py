"""ID3v2 as it is really written: unsynchronised, compressed, extended, with wrong sizes."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.app.library.tagging.conftest import ReadBytes
from tests.support.pictures import jpeg, png
from tests.support.tag_files import compressed, id3v2, synchsafe, text, unsynchronised

LONG = "Ōkami " * 40  # longer than a byte's seven bits
WORDS = [
    (b"TIT2", text("Reset")),
    (b"TPE1", text("Akari Kaida")),
    (b"TCOM", text("Rei Kondoh\0Masami Ueda")),
]


def expect_words(got: object) -> None:
    tags = got.tags  # type: ignore[attr-defined]
    assert (tags.title, tags.artist) == ("Reset", "Akari Kaida")
    assert tags.composer == "Rei Kondoh, Masami Ueda"
    assert tags.duration_ms == pytest.approx(1000, abs=80)


def picture(data: bytes) -> tuple[bytes, bytes]:
    return b"APIC", b"\0image/jpeg\0\x03\0" + data


def test_an_unsynchronised_tag_is_read_with_its_picture(read: ReadBytes, mp3: bytes) -> None:
    got = read(id3v2([*WORDS, picture(jpeg())], version=3, flags=0x80) + mp3)
    expect_words(got)
    assert got.cover == jpeg()


def test_unsynchronised_frames_of_2_4_are_read_with_their_picture(
    read: ReadBytes, mp3: bytes
) -> None:
    name, body = picture(jpeg())
    body = synchsafe(len(body)) + unsynchronised(body)
    plain = id3v2(WORDS)
    frame = name + synchsafe(len(body)) + b"\0\x03" + body
    tag = b"ID3\4\0\0" + synchsafe(len(plain) - 10 + len(frame)) + plain[10:] + frame
    got = read(tag + mp3)
    expect_words(got)
    assert got.cover == jpeg()


@pytest.mark.parametrize(("version", "flags"), [(3, 0x80), (4, 0x09)])
def test_compressed_frames_are_read(read: ReadBytes, mp3: bytes, version: int, flags: int) -> None:
    frames = [(name, compressed(body, version)) for name, body in WORDS]
    expect_words(read(id3v2(frames, version=version, frame_flags=flags) + mp3))


@pytest.mark.parametrize(
    ("version", "extension"),
    [
        (3, struct.pack(">IHI", 6, 0, 0)),
        (3, struct.pack(">IHII", 10, 0x8000, 0, 0x1234)),
        (4, synchsafe(6) + b"\1\0"),
        (4, synchsafe(12) + b"\1\x20\5\0\0\0\0\0"),
    ],
)
def test_an_extended_header_is_passed_over(
    read: ReadBytes, mp3: bytes, version: int, extension: bytes
) -> None:
    expect_words(read(id3v2(WORDS, version=version, flags=0x40, extension=extension) + mp3))


def test_plain_sizes_in_2_4_are_recognised_as_old_itunes_wrote_them(
    read: ReadBytes, mp3: bytes
) -> None:
    frames = [(b"TALB", text(LONG)), *WORDS, picture(png(1))]
    got = read(id3v2(frames, is_synchsafe=False, padding=100) + mp3)
    expect_words(got)
    assert got.tags.album == LONG.strip()
    assert got.cover == png(1)


def test_the_three_letters_of_2_2_are_read(read: ReadBytes, mp3: bytes) -> None:
    frames = [
        (b"TT2", b"\0Reset"),
        (b"TP1", b"\0Akari Kaida"),
        (b"TCM", b"\0Rei Kondoh"),
        (b"TPA", b"\x002/3"),
        (b"PIC", b"\0PNG\x03\0" + png(1)),
    ]
    got = read(id3v2(frames, version=2) + mp3)
    assert (got.tags.title, got.tags.composer) == ("Reset", "Rei Kondoh")
    assert got.tags.disc_number == 2
    assert got.cover == png(1)


def test_two_tags_in_front_complete_one_another(read: ReadBytes, mp3: bytes) -> None:
    first = id3v2(WORDS, padding=50)
    second = id3v2([(b"TIT2", text("Other")), (b"TALB", text("Ōkami"))], version=3)
    got = read(first + second + mp3)
    expect_words(got)
    assert got.tags.album == "Ōkami"


def test_a_picture_that_is_only_an_address_is_not_taken(read: ReadBytes, mp3: bytes) -> None:
    link = (b"APIC", b"\0-->\0\x03\0http://localhost/cover.png")
    got = read(id3v2([*WORDS, link, picture(png(2))]) + mp3)
    assert got.cover == png(2)


def test_a_frame_that_inflates_to_gigabytes_costs_the_tag_and_not_the_memory(
    read: ReadBytes, mp3: bytes
) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _mebibyte in range(64)) + packer.flush()
    bomb = (b"TIT2", struct.pack(">I", 1 << 26) + packed)
    got = read(id3v2([bomb], version=3, frame_flags=0x80) + mp3)
    assert got.tags.title == "file"
    assert got.tags.duration_ms == pytest.approx(1000, abs=80)


def test_a_tag_of_countless_frames_is_left_alone(read: ReadBytes, mp3: bytes) -> None:
    got = read(id3v2([(b"TIT3", b"\0")] * 400_000, version=3) + mp3)
    assert got.tags.title == "file"


def test_chapters_are_noticed(read: ReadBytes, mp3: bytes) -> None:
    def chapter(name: bytes) -> tuple[bytes, bytes]:
        return b"CHAP", name + b"\0" + struct.pack(">IIII", 0, 500, 0xFFFFFFFF, 0xFFFFFFFF)

    assert not read(id3v2([*WORDS, chapter(b"a")]) + mp3).tags.has_chapters
    assert read(id3v2([*WORDS, chapter(b"a"), chapter(b"b")]) + mp3).tags.has_chapters
