"""Whether a picture is whole, and its size, from its structure alone.

Covers are judged while music is imported: in other processes, thousands of times, and without a
display. A decoder would load Qt into each of them, and takes a JPEG that is cut off for one with a
grey half. Lengths, checksums and ends of the formats tell damage as well, in microseconds.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator

Size = tuple[int, int]

MOST_PIXELS = 64 * 1024 * 1024
_MOST_BLOCKS = 100_000
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset((0x01, *range(0xD0, 0xD9)))
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PNG_TRIED_BYTES = 64 * 1024
_BMP_UNCOMPRESSED = (0, 3)
_GIF_IMAGE, _GIF_EXTENSION = 0x2C, 0x21


def picture_size(data: bytes) -> Size | None:
    """(width, height) in pixels of a whole JPEG, PNG, WebP, GIF or BMP; None for anything else, and
    for one that is damaged, cut off, empty or larger than MOST_PIXELS.
    """
    for mark, read in _READERS:
        if data.startswith(mark):
            try:
                size = read(data)
            except (struct.error, IndexError, zlib.error):
                return None
            return size if size and 0 < size[0] * size[1] <= MOST_PIXELS else None
    return None


def _jpeg(data: bytes) -> Size | None:
    """Source: ITU T.81, annex B."""
    size, at = None, 2
    for _count in range(_MOST_BLOCKS):
        if data[at] != 0xFF:
            return None
        kind = data[at + 1]
        if kind == 0xFF or kind in _JPEG_BARE:
            at += 1 if kind == 0xFF else 2
            continue
        if kind == _JPEG_END:
            return None  # without a scan
        length = struct.unpack_from(">H", data, at + 2)[0]
        if kind in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            size = (width, height)
        at += 2 + length
        if kind == _JPEG_SCAN:
            behind = _AFTER_SCAN.search(data, at)
            if behind is None:
                return None
            at = behind.start()
            if data[at + 1] == _JPEG_END:
                return size
    return None


def _png(data: bytes) -> Size | None:
    """Source: PNG specification, 5 and 11.2. As in libpng, only critical checksums count."""
    size, expected = None, 0
    inflater = zlib.decompressobj()
    inflated = 0
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if name[:1].isupper() and checksum != zlib.crc32(name + body):
            return None
        if name == b"IHDR":
            width, height, depth, colour = struct.unpack_from(">IIBB", body)
            size = (width, height)
            row = 1 + (width * depth * _PNG_CHANNELS.get(colour, 1) + 7) // 8
            expected = min(row * height, _PNG_TRIED_BYTES)
        elif name == b"IDAT" and inflated < expected:
            inflated += len(inflater.decompress(body, _PNG_TRIED_BYTES))
        elif name == b"IEND":
            return size if inflated >= min(expected, 1 + expected // 2) > 0 else None
        at += 12 + length


def _webp(data: bytes) -> Size | None:
    """Source: RFC 9649."""
    if data[8:12] != b"WEBP":
        return None
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:
        return None
    size: Size | None = None
    for name, body in _webp_chunks(data, end):
        if name == b"VP8X":
            width, height = (1 + int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
            size = (width, height)
        elif name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
            width, height = struct.unpack_from("<HH", body, 6)
            return size or (width & 0x3FFF, height & 0x3FFF)
        elif name == b"VP8L" and body[:1] == b"\x2f":
            bits = int.from_bytes(body[1:5], "little")
            return size or (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        elif name == b"ANMF":
            return size
    return None


def _webp_chunks(data: bytes, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Whole chunks only."""
    at = 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            return
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def _gif(data: bytes) -> Size | None:
    """Source: GIF89a specification. The end may be missing once there is an image."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _gif_colours(flags)
    for _count in range(_MOST_BLOCKS):
        kind = data[at]
        if kind == _GIF_IMAGE:
            at = _behind_gif_blocks(data, at + 11 + _gif_colours(data[at + 9]))
            return (width, height)
        if kind != _GIF_EXTENSION:
            return None
        at = _behind_gif_blocks(data, at + 2)
    return None


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_gif_blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += 1 + length
    return at + 1


def _bmp(data: bytes) -> Size | None:
    offset, head = struct.unpack_from("<II", data, 10)
    if head == 12:
        width, height, _planes, depth = struct.unpack_from("<HHHH", data, 18)
        compression = 0
    else:
        width, height, _planes, depth, compression = struct.unpack_from("<iiHHI", data, 18)
    row = (abs(width) * depth + 31) // 32 * 4
    if compression in _BMP_UNCOMPRESSED and offset + row * abs(height) > len(data):
        return None
    return (abs(width), abs(height)) if offset < len(data) else None


_READERS: tuple[tuple[bytes, Callable[[bytes], Size | None]], ...] = (
    (b"\xff\xd8\xff", _jpeg),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"RIFF", _webp),
    (b"GIF8", _gif),
    (b"BM", _bmp),
)
