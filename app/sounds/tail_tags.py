"""Tags that lie behind the sound."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

_ID3V1_BYTES = 128
_APE_FOOTER_BYTES = 32
_LYRICS_END = b"LYRICS200"
_TAIL_BYTES = 160
_MOST_TAGS = 1000  # what is in front of them counts as sound

Range = tuple[int, int]


def end_of_sound(file: BinaryIO, size: int) -> int:
    """Where the audio ends, before any ID3v1, Lyrics3v2 and APEv2 tags in any order."""
    return min((begin for begin, _end in tail_ranges(file, size)), default=size)


def tail_ranges(file: BinaryIO, size: int) -> Iterator[Range]:
    """(start, end) of those tags, the last one first."""
    end = size
    for _count in range(_MOST_TAGS):
        file.seek(max(0, end - _TAIL_BYTES))
        length = _tail_tag_length(file.read(min(_TAIL_BYTES, end)))
        if not 0 < length <= end:
            return
        yield end - length, end
        end -= length


def _tail_tag_length(tail: bytes) -> int:
    """Length of the tag that ends with these bytes, 0 if none does."""
    if tail[-_ID3V1_BYTES : 3 - _ID3V1_BYTES] == b"TAG" and len(tail) >= _ID3V1_BYTES:
        return _ID3V1_BYTES
    footer = tail[-_APE_FOOTER_BYTES:]
    if footer[:8] == b"APETAGEX" and len(footer) == _APE_FOOTER_BYTES:
        length, flags = struct.unpack("<I4xI", footer[12:24])
        return int(length) + (_APE_FOOTER_BYTES if flags & 0x80000000 else 0)
    if tail[-9:] == _LYRICS_END and tail[-15:-9].isdigit():
        return int(tail[-15:-9]) + 15
    return 0
