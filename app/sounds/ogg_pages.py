"""The pages of an Ogg file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK_BYTES = 1 << 20
_MAX_PAGE_BYTES = 27 + 255 + 255 * 255
_PAGE = struct.Struct("<4sBBqI8xB")


@dataclass(frozen=True, slots=True)
class Page:
    """is_first: begins a stream. granule: frames up to the last packet that ends here, -1 if none
    does. body: shorter than `lacing` says if the file breaks off in it. end: the byte after it.
    """

    is_first: bool
    granule: int
    serial: int
    lacing: bytes
    body: memoryview
    end: int

    @property
    def start(self) -> int:
        return self.end - _PAGE.size - len(self.lacing) - sum(self.lacing)

    @property
    def is_whole(self) -> bool:
        return len(self.body) == sum(self.lacing)

    @property
    def packets(self) -> int:
        """How many end in it."""
        return sum(length < 255 for length in self.lacing)


def pages(file: BinaryIO, start: int) -> Iterator[Page]:
    """Pages from `start` on; garbage between them is skipped, a truncated last page is kept."""
    file.seek(start)
    data, at, is_at_end = b"", 0, False
    base = start  # where `data` begins in the file
    while True:
        if not is_at_end:
            more = file.read(_CHUNK_BYTES)
            is_at_end = len(more) < _CHUNK_BYTES
            base += at
            data, at = data[at:] + more, 0
        # One refill has many pages; go on until a page might not fit any more.
        limit = len(data) - (_PAGE.size if is_at_end else _MAX_PAGE_BYTES)
        view = memoryview(data)
        while at <= limit:
            magic, version, kind, granule, serial, segments = _PAGE.unpack_from(data, at)
            if magic != b"OggS" or version != 0:
                at = data.find(b"OggS", at + 1)
                if at < 0:
                    at = len(data) - 3
                continue
            lacing = data[at + 27 : at + 27 + segments]
            body = at + 27 + segments
            at = body + sum(lacing)
            yield Page(bool(kind & 2), granule, serial, lacing, view[body:at], base + at)
        if is_at_end:
            return
