"""The sound inside an Ogg file, apart from its pages.

Taggers lay out the header pages anew and number all pages again, so page headers and the layout
are left out: hashed is what the packets carry, stream by stream.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK_BYTES = 1 << 20
_MAX_PAGE_BYTES = 27 + 255 + 255 * 255
_PAGE = struct.Struct("<4sBBqI8xB")
_BATCH_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class OggStream:
    """What one walk over the pages tells.

    digest: over the sound of all streams. headers_end: the byte behind the page that ends the
    comments, so that a tag reader needs no more. duration_ms: chained streams added up, 0 when no
    stream says its rate.
    """

    digest: bytes
    headers_end: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class _Page:
    is_first: bool
    granule: int
    serial: int
    lacing: bytes
    body: memoryview
    end: int


class _Stream:
    """One logical stream: its headers packet by packet, then plain sound."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256(usedforsecurity=False)
        self.headers_end = 0
        self._last_granule = 0
        self._skip_frames = 0
        self._rate_hz = 0
        self._header_packets = 2
        self._packets = 0
        self._first_packet = b""
        self._batch: list[memoryview] = []
        self._batch_bytes = 0

    @property
    def duration_ms(self) -> int:
        frames = max(0, self._last_granule - self._skip_frames)
        return frames * 1000 // self._rate_hz if self._rate_hz else 0

    def add(self, page: _Page) -> None:
        self._last_granule = max(self._last_granule, page.granule)
        if self.headers_end:
            self._take(page.body)
        else:
            self._add_header_page(page)

    def finish(self) -> bytes:
        self._flush()
        return self.digest.digest()

    def _add_header_page(self, page: _Page) -> None:
        """Step from packet to packet; a packet ends at the first length below 255."""
        at, lacing = 0, page.lacing
        while self._packets < self._header_packets:
            last = lacing.lstrip(b"\xff")
            if not last:  # goes on in the next page
                self._collect(page.body[at:])
                return
            length = 255 * (len(lacing) - len(last)) + last[0]
            self._collect(page.body[at : at + length])
            self._end_packet()
            at, lacing = at + length, last[1:]
        self.headers_end = page.end
        self._take(page.body[at:])

    def _collect(self, part: memoryview) -> None:
        if self._packets == 0:
            self._first_packet += part

    def _end_packet(self) -> None:
        """The first packet says what the stream is; the others up to the sound are metadata."""
        self._packets += 1
        if self._packets > 1:
            return
        packet = self._first_packet
        if packet[:7] == b"\x01vorbis" and len(packet) >= 16:
            self._rate_hz = int.from_bytes(packet[12:16], "little")
        elif packet[:8] == b"OpusHead" and len(packet) >= 12:
            self._rate_hz = 48000
            self._skip_frames = int.from_bytes(packet[10:12], "little")
        elif packet[:5] == b"\x7fFLAC" and len(packet) >= 51:
            # the count of header packets changes with the tags; STREAMINFO does not
            self._header_packets = 1 + max(1, int.from_bytes(packet[7:9], "big"))
            packet = packet[13:]
            # STREAMINFO lies behind a 4-byte block header, the rate 10 bytes into it
            self._rate_hz = int.from_bytes(packet[14:17], "big") >> 4
        self.digest.update(packet)

    def _take(self, body: memoryview) -> None:
        """Few large updates: hashing a page at a time costs more in calls than in hashing."""
        self._batch.append(body)
        self._batch_bytes += len(body)
        if self._batch_bytes >= _BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._batch:
            self.digest.update(b"".join(self._batch))
            self._batch.clear()
            self._batch_bytes = 0


def read_ogg(file: BinaryIO, start: int = 0) -> OggStream | None:
    """Walk all pages once; None when there are none.

    Multiplexed streams are hashed one after another in the order of their beginning, chained ones
    too; a chain's durations add up.
    """
    open_streams: dict[int, _Stream] = {}
    in_order: list[_Stream] = []
    for page in _pages(file, start):
        stream = open_streams.get(page.serial)
        if stream is None or page.is_first:
            stream = open_streams[page.serial] = _Stream()
            in_order.append(stream)
        stream.add(page)
    if not in_order:
        return None
    digest = hashlib.sha256(usedforsecurity=False)
    for stream in in_order:
        digest.update(stream.finish())
    return OggStream(
        digest.digest(),
        in_order[0].headers_end,
        sum(stream.duration_ms for stream in in_order),
    )


def _pages(file: BinaryIO, start: int) -> Iterator[_Page]:
    """Pages from `start` on; garbage between them is stepped over, a cut last page is kept."""
    file.seek(start)
    data, at, is_at_end = b"", 0, False
    base = start  # where `data` begins in the file
    while True:
        if not is_at_end:
            more = file.read(_CHUNK_BYTES)
            is_at_end = len(more) < _CHUNK_BYTES
            base += at
            data, at = data[at:] + more, 0
        # One refill holds many pages; stay inside until a page might not fit any more.
        limit = len(data) - (_PAGE.size if is_at_end else _MAX_PAGE_BYTES)
        view = memoryview(data)
        while at <= limit:
            magic, _, kind, granule, serial, segments = _PAGE.unpack_from(data, at)
            if magic != b"OggS":
                at = data.find(b"OggS", at + 1)
                if at < 0:
                    at = len(data) - 3
                continue
            lacing = data[at + 27 : at + 27 + segments]
            body = at + 27 + segments
            at = body + sum(lacing)
            yield _Page(bool(kind & 2), granule, serial, lacing, view[body:at], base + at)
        if is_at_end:
            return
