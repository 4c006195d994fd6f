"""What files are made of, part by part: chunks of WAV, AIFF and CAF, metadata blocks of FLAC.

Every walk ends after some thousand parts, and at zeros, as a file has behind its beginning that was
reserved whole and not yet downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_MOST_CHUNKS = 10_000
_MOST_BLOCKS = 1000

Chunk = tuple[bytes, int, int]


def chunks(
    file: BinaryIO,
    size: int,
    start: int,
    byte_order: str,
    *,
    first: int = 12,
    length_bytes: int = 4,
    is_padded: bool = True,
) -> Iterator[Chunk]:
    """(name, body start, body end); an impossible length means up to the end. What is behind very
    many is one chunk without a name.

    first: where the first chunk is, from `start`. is_padded: whether each has an even length.
    """
    at, head = start + first, 4 + length_bytes
    for _count in range(_MOST_CHUNKS):
        if at >= size:
            return
        file.seek(at)
        header = file.read(head)
        if len(header) < head or not any(header):
            return
        length = int.from_bytes(header[4:], "little" if byte_order == "<" else "big")
        yield header[:4], at + head, min(at + head + length, size)
        at += head + length
        at += length & 1 if is_padded else 0
    if at < size:
        yield b"", at, size


def flac_blocks(file: BinaryIO, start: int) -> Iterator[tuple[int, int, int, bool]]:
    """(kind, body start, body end, whether sound follows) of each metadata block. None is the last
    one if the file ends in them, or has very many.

    start: where “fLaC” is.
    """
    at = start + 4
    for _count in range(_MOST_BLOCKS):
        file.seek(at)
        header = file.read(4)
        if len(header) < 4:
            return
        end, is_last = at + 4 + int.from_bytes(header[1:], "big"), bool(header[0] & 0x80)
        yield header[0] & 0x7F, at + 4, end, is_last
        if is_last:
            return
        at = end
