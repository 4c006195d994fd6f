"""How long an MP3 decoder that begins in the midst delivers nothing but silence.

The data of a frame may begin in up to 511 bytes of those before it, the bit reservoir. A decoder
that hasn't read these can't decode it: at 128 kbit/s that is one frame, in quiet stretches of a
variable bit rate, where frames are small, up to eight. Source: ISO/IEC 11172-3, 2.4.1.7.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from app.core.user_files import read_bytes
from app.player.asking import Asked
from app.sounds.front_tags import skip_id3v2

log = logging.getLogger(__name__)

MOST_BYTES = 32 * 1024 * 1024  # half an hour at 140 kbit/s; of larger files nothing is known
_MOST_FILES = 16
_RESERVOIR_BYTES = 511
_HEAD_BYTES = 48  # of a frame, up to what tells that it has no sound
_EVEN, _TELLING = b"Info", (b"Xing", b"Info", b"VBRI")
_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}  # of MPEG 1, and of MPEG 2 and 2.5
_RATES_HZ = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}  # by the version's bits


class Frame(NamedTuple):
    """needs: bytes of those before it. has: bytes of its own for those that follow. ms: how long it
    sounds. length: in bytes, all of it.
    """

    needs: int
    has: int
    ms: float
    length: int


@dataclass(frozen=True, slots=True)
class Reservoir:
    """Of a file: what each frame needs and has, without the one that only tells how many there are.

    is_even: whether that one says that the bit rate is constant. Then libavformat goes by the size
    of the file, and gets hold of the second frame from there (measured); otherwise by the frames.
    """

    frame_ms: float
    needs: Sequence[int]
    has: Sequence[int]
    is_even: bool = False

    def silent_ms(self, opening_ms: float) -> float:
        """How long nothing is heard when libVLC begins at this place; 0 at the very start."""
        first = int(opening_ms / self.frame_ms)
        if first == 0:
            return 0.0
        lost = self._lost_from(first)
        if self.is_even:
            return (lost + 2) * self.frame_ms
        # The first frame that is decoded whole still fades in: half of it overlaps the one before.
        return max(0.0, (first + lost + 0.5) * self.frame_ms - opening_ms)

    def _lost_from(self, first: int) -> int:
        there = lost = 0
        for place in range(first, len(self.needs)):
            if self.needs[place] > there:
                lost = place + 1 - first
            there += self.has[place]
            if there >= _RESERVOIR_BYTES:
                break
        return lost


_asked: dict[Path, Asked[Reservoir | None]] = {}


def get_to_know(path: Path) -> None:
    """Reads an MP3 on a thread of its own, once."""
    if path.suffix.lower() != ".mp3" or path in _asked:
        return
    while len(_asked) >= _MOST_FILES:
        del _asked[next(iter(_asked))]
    _asked[path] = Asked(partial(_read, path), patience_s=0)


def known(path: Path) -> Reservoir | None:
    """None while it isn't known, and for what is none."""
    asked = _asked.get(path)
    return asked.answer() if asked is not None and asked.is_answered else None


def _read(path: Path) -> Reservoir | None:
    try:
        data = read_bytes(path, MOST_BYTES)
    except OSError as fault:
        log.info("nothing is known of the frames of %r: %s", path, fault)
        return None
    return reservoir_in(data)


def reservoir_in(data: bytes) -> Reservoir | None:
    """data: of a whole file. None if it has hardly a frame."""
    start = skip_id3v2(BytesIO(data))
    needs, has, frame_ms, is_even = array("H"), array("H"), 0.0, False
    for at, frame in _frames(data, start):
        head = b"" if frame_ms else data[at : at + _HEAD_BYTES]
        frame_ms = frame.ms
        if any(mark in head for mark in _TELLING):
            is_even = _EVEN in head
        else:
            needs.append(frame.needs)
            has.append(frame.has)
    return Reservoir(frame_ms, needs, has, is_even) if len(needs) > 1 else None


def _frames(data: bytes, start: int) -> Iterator[tuple[int, Frame]]:
    """With the place of each; what is no frame is passed over."""
    at, last = start, len(data) - _HEAD_BYTES
    while at < last:
        found = _frame_at(data, at) if _is_sync(data, at) else None
        if found is not None:
            yield at, found
            at += found.length
        else:
            following = data.find(b"\xff", at + 1)
            at = last if following < 0 else following


def _is_sync(data: bytes, at: int) -> bool:
    return data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0


def _frame_at(data: bytes, at: int) -> Frame | None:
    """None for what is no frame of layer III."""
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    bit_rate, rate, padding = data[at + 2] >> 4, data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1
    if version == 1 or layer != 1 or bit_rate in (0, 15) or rate == 3:
        return None
    is_one, is_mono = version == 3, data[at + 3] >> 6 == 3
    rate_hz, granules = _RATES_HZ[version][rate], 2 if is_one else 1
    length = granules * 72_000 * _KBITS[is_one][bit_rate] // rate_hz + padding
    checksum = 0 if data[at + 1] & 1 else 2
    side = (17 if is_mono else 32) if is_one else (9 if is_mono else 17)
    start = at + 4 + checksum
    needs = data[start] << 1 | data[start + 1] >> 7 if is_one else data[start]
    has = max(0, length - 4 - checksum - side)
    return Frame(needs, has, granules * 576_000 / rate_hz, length)
