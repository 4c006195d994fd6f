"""Whether a picture is whole: real ones are, cut ones aren't, and none is larger than it may be."""

from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from app.profile.picture_shape import MOST_PIXELS, picture_size
from tests.support.pictures import png

KINDS = ("JPG", "PNG", "BMP", "WEBP")
GIF = bytes.fromhex("47494638396103000200800000ff0000ffffff2c0000000003000200000203848f05003b")


def painted(kind: str, width: int = 90, height: int = 70) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            image.setPixelColor(x, y, QColor(x * 7 % 256, y * 11 % 256, x * y % 256))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, 90)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", KINDS)
def test_whole_pictures_have_their_size(kind: str) -> None:
    assert picture_size(painted(kind)) == (90, 70)


def test_a_gif_has_its_size_with_and_without_its_last_byte() -> None:
    assert picture_size(GIF) == picture_size(GIF[:-1]) == (3, 2)
    assert picture_size(GIF[:-6]) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_was_cut_anywhere_is_none(kind: str) -> None:
    data = painted(kind)
    for part in range(50):
        assert picture_size(data[: len(data) * part // 50]) is None
    assert picture_size(data + b"what some taggers leave behind") == (90, 70)


def test_a_png_with_a_changed_byte_is_none() -> None:
    data = png()
    for at in (20, len(data) // 2, len(data) - 20):
        assert picture_size(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]) is None


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize(("width", "height"), [(MOST_PIXELS, 2), (100_000, 100_000), (0, 9)])
def test_more_pixels_than_can_be_shown_or_none_at_all_are_none(width: int, height: int) -> None:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")
    assert picture_size(whole) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"\xff\xd8" + b"\xff" * 99, b"RIFF\4\0\0\0WAVE", b"BM", b"<svg/>"],
)
def test_anything_else_is_none(data: bytes) -> None:
    assert picture_size(data) is None
