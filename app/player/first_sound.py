"""Where to open a file so that its sound begins at the wanted place.

After a seek libVLC throws away whole decoded blocks until one begins at the target or later, and a
decoder that needs earlier blocks may have nothing to give for its first ones. So the sound begins
up to a block, or some blocks, late. FLAC says how long its blocks are. An MP3 decoder misses none
of its 26 ms frames when libVLC landed before them, and two to five when it landed on the spot, as
it mostly does; nobody can tell beforehand.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import IO

from app.core.user_files import open_file

log = logging.getLogger(__name__)

MP3_LOSS_MS = 70.0  # measured: 55 to 100 at 160 kbit/s, 70 to 140 at 50; sometimes 0
JUST_BEFORE_MS = 0.5  # libVLC rounds; a block that begins a hair early is thrown away
STREAMINFO_BYTES = 22  # of the file's first: its mark, a block header, the block up to the rate
ID3_HEADER_BYTES = 10


def opening_ms(path: Path, target_ms: int, block_ms: float | None) -> float:
    """The start to ask libVLC for, 0 or more, so that sound begins nearest to `target_ms`.

    block_ms: what `block_length_ms` says of the file.
    """
    if block_ms is not None:
        return max(0.0, round(target_ms / block_ms) * block_ms - JUST_BEFORE_MS)
    loss_ms = MP3_LOSS_MS if path.suffix.lower() == ".mp3" else 0.0
    return max(0.0, target_ms - loss_ms)


def block_length_ms(path: Path) -> float | None:
    """How long each of its blocks is; None where that is not to be told. Reads the file."""
    return _flac_block_ms(path) if path.suffix.lower() == ".flac" else None


@lru_cache(maxsize=64)
def _flac_block_ms(path: Path) -> float | None:
    """The length of each block; None where blocks differ, or the file says otherwise.

    Source: RFC 9639, section 8.2.
    """
    try:
        with open_file(path) as file:
            file.seek(_tag_bytes(file))
            head = file.read(STREAMINFO_BYTES)
    except OSError:
        log.debug("%r can’t be read; opening it will tell", path)
        return None
    if len(head) < STREAMINFO_BYTES or head[:4] != b"fLaC" or head[4] & 0x7F:
        return None
    shortest, longest = (int.from_bytes(head[at : at + 2], "big") for at in (8, 10))
    rate_hz = int.from_bytes(head[18:21], "big") >> 4
    return longest * 1000 / rate_hz if shortest == longest and rate_hz else None


def _tag_bytes(file: IO[bytes]) -> int:
    """The length of the ID3 tag that a file may begin with: seven bits of each of four bytes.

    Source: id3.org, ID3v2.4 structure, section 6.2.
    """
    start = file.read(ID3_HEADER_BYTES)
    if start[:3] != b"ID3":
        return 0
    length = 0
    for byte in start[6:10]:
        length = length << 7 | byte & 0x7F
    return ID3_HEADER_BYTES + length
