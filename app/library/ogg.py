"""The audio inside an Ogg file, independent of its pages.

Taggers rewrite the header pages and renumber all pages, so page headers and the layout are left
out: only the packets' contents are hashed, stream by stream.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from app.sounds.ogg_pages import Page, pages

_BATCH_BYTES = 1 << 18
_MOST_BATCHES = 64  # more streams than that hash page by page, instead of each keeping a batch
_MOST_STREAMS = 10_000
_MOST_FIRST_BYTES = 64 * 1024  # of a stream's first packet, which has 80 at most
_LONGEST_PACKET = 8192  # frames: of FLAC seldom more than 4,608, of Opus 5,760, of Vorbis 4,096


@dataclass(frozen=True, slots=True)
class OggStream:
    """What one pass over the pages finds.

    digest: over the audio of all streams. headers_end: the byte after the page where the comments
    end, which is all a tag reader needs. duration_ms: the sum of chained streams, 0 if no stream
    gives its rate.
    """

    digest: bytes
    headers_end: int
    duration_ms: int


class _Granules:
    """Counts the frames of one stream by what its pages say.

    A recording of a radio station begins anywhere, a file cut short ends inside a page.
    """

    def __init__(self) -> None:
        self._first: tuple[int, int] | None = None  # granule, packets
        self._second: tuple[int, int] | None = None
        self._packets = 0
        self._last = 0

    def add(self, page: Page) -> None:
        self._packets += page.packets
        if page.granule <= 0 or not page.is_whole:
            return
        self._last = max(self._last, page.granule)
        if self._first is None:
            self._first, self._packets = (page.granule, self._packets), 0
        elif self._second is None and page.granule > self._first[0]:
            self._second = page.granule, self._packets

    @property
    def frames(self) -> int:
        return self._last - self._begin

    @property
    def _begin(self) -> int:
        """0, unless the first page can't hold what it says came up to its end."""
        if self._first is None:
            return 0
        granule, packets = self._first
        if granule <= (packets + 2) * _LONGEST_PACKET:
            return 0
        following, others = self._second or (granule, 1)
        return granule - round(packets * (following - granule) / max(1, others))


class _Stream:
    """One logical stream: its headers packet by packet, then plain audio."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256(usedforsecurity=False)
        self.headers_end = 0
        self._granules = _Granules()
        self._skip_frames = 0
        self._rate_hz = 0
        self._header_packets = 2
        self._packets = 0
        self._first_packet = b""
        self._batch = bytearray()

    @property
    def duration_ms(self) -> int:
        frames = max(0, self._granules.frames - self._skip_frames)
        return frames * 1000 // self._rate_hz if self._rate_hz else 0

    def add(self, page: Page) -> None:
        if self.headers_end:
            self._granules.add(page)
            self._take(page.body)
        else:
            self._add_header_page(page)

    def finish(self) -> bytes:
        self.flush()
        return self.digest.digest()

    def _add_header_page(self, page: Page) -> None:
        """Goes from packet to packet; a packet ends at the first length below 255."""
        at, lacing = 0, page.lacing
        while self._packets < self._header_packets:
            last = lacing.lstrip(b"\xff")
            if not last:  # continues on the next page
                self._collect(page.body[at:])
                return
            length = 255 * (len(lacing) - len(last)) + last[0]
            self._collect(page.body[at : at + length])
            self._end_packet()
            at, lacing = at + length, last[1:]
        self.headers_end = page.end
        self._take(page.body[at:])

    def _collect(self, part: memoryview) -> None:
        if self._packets == 0 and len(self._first_packet) < _MOST_FIRST_BYTES:
            self._first_packet += part

    def _end_packet(self) -> None:
        """The first packet says what the stream is; the others before the audio are metadata."""
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
            # STREAMINFO comes after a 4-byte block header, the rate 10 bytes into it
            self._rate_hz = int.from_bytes(packet[14:17], "big") >> 4
        self.digest.update(packet)

    def _take(self, body: memoryview) -> None:
        """Few large updates: hashing page by page costs more in calls than in hashing."""
        self._batch += body
        if len(self._batch) >= _BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        self.digest.update(self._batch)
        self._batch.clear()


def read_ogg(file: BinaryIO, start: int = 0) -> OggStream | None:
    """Reads all pages once; None if there are none.

    Multiplexed and chained streams are hashed one after another in the order in which they begin; a
    chain's durations add up. Those behind very many count as the last of them.
    """
    open_streams: dict[int, _Stream] = {}
    in_order: list[_Stream] = []
    for page in pages(file, start):
        stream = open_streams.get(page.serial)
        if stream is None or page.is_first:
            if len(in_order) < _MOST_STREAMS:
                open_streams[page.serial] = _Stream()
                in_order.append(open_streams[page.serial])
            stream = in_order[-1]
        stream.add(page)
        if len(in_order) > _MOST_BATCHES:
            stream.flush()
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
