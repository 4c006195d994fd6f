"""Tags that lie in front of the sound."""

from __future__ import annotations

from typing import BinaryIO

ID3V2_HEADER_BYTES = 10
_PADDING_BYTES = 16 * 1024 * 1024  # more zeros after a tag are a hole, not padding
_MOST_TAGS = 1000  # what follows them counts as sound


def id3v2_length(header: bytes) -> int:
    """Length of the ID3v2 tag that begins with these ten bytes, 0 if none does.

    Source: id3.org, ID3v2.4 structure, sections 3.1 and 6.2: seven bits in each of four bytes.
    """
    if len(header) < ID3V2_HEADER_BYTES or header[:3] != b"ID3" or max(header[6:10]) > 127:
        return 0
    size = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]
    has_footer = header[5] & 0x10
    return ID3V2_HEADER_BYTES + size + (ID3V2_HEADER_BYTES if has_footer else 0)


def skip_id3v2(file: BinaryIO) -> int:
    """Where the bytes after all leading ID3v2 tags and their zero padding begin."""
    at = 0
    for _count in range(_MOST_TAGS):
        file.seek(at)
        length = id3v2_length(file.read(ID3V2_HEADER_BYTES))
        if not length:
            return at
        at = _skip_zeros(file, at + length)
    return at


def skip_apev2(file: BinaryIO, at: int) -> int:
    """Where the bytes after an APEv2 tag begin, which is rare in front."""
    file.seek(at)
    header = file.read(32)
    if len(header) < 32 or header[:8] != b"APETAGEX":
        return at
    return at + 32 + int.from_bytes(header[12:16], "little")


def _skip_zeros(file: BinaryIO, at: int) -> int:
    """Some taggers pad after the tag; sound never begins with a zero byte there."""
    file.seek(at)
    end = at + _PADDING_BYTES
    while at < end and (chunk := file.read(4096)):
        kept = chunk.lstrip(b"\0")
        if kept:
            return at + len(chunk) - len(kept)
        at += len(chunk)
    return at
