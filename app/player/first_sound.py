"""Where to open a file so that its sound begins at the wanted position.

After a seek libVLC discards whole blocks until one begins at the target or later, and a decoder
that needs earlier blocks may deliver nothing for its first ones. So the sound begins up to a few
blocks late. Some formats say how long their blocks are. An MP3 decoder misses none of its 26 ms
frames when libVLC landed before them, and two to eight when it landed exactly there, as it usually
does: `mp3_reservoir.py` says how many.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from app.core.user_files import open_file
from app.sounds.front_tags import skip_id3v2

log = logging.getLogger(__name__)

MP3_LOSS_MS = 70.0  # measured: 55 to 100 at 160 kbit/s, 70 to 140 at 50; sometimes 0
LONG_MS = 320.0  # of a longer block, what one would miss counts more than what one hears twice
JUST_BEFORE_MS = 0.5  # libVLC rounds; a block that begins a fraction too early is discarded
STREAMINFO_BYTES = 22  # the signature, a block header, and the block up to the sample rate


def opening_ms(path: Path, target_ms: int, block_ms: float | None) -> float:
    """The start to ask libVLC for, 0 or more, so that the sound begins nearest to `target_ms`; in
    a file with long blocks, with the block that holds it.

    block_ms: the length of the file's blocks, if it is known.
    """
    if block_ms is not None:
        number = int(target_ms / block_ms) if block_ms > LONG_MS else round(target_ms / block_ms)
        return max(0.0, number * block_ms - JUST_BEFORE_MS)
    loss_ms = MP3_LOSS_MS if path.suffix.lower() == ".mp3" else 0.0
    return max(0.0, target_ms - loss_ms)


def block_length_ms(path: Path) -> float | None:
    """The length of each block of a FLAC; None if unknown or something else. Reads the file."""
    return _flac_block_ms(path) if path.suffix.lower() == ".flac" else None


@lru_cache(maxsize=64)
def _flac_block_ms(path: Path) -> float | None:
    """The length of each block; None if the blocks differ or this isn't FLAC after all.

    Source: RFC 9639, section 8.2.
    """
    try:
        with open_file(path) as file:
            file.seek(skip_id3v2(file))
            head = file.read(STREAMINFO_BYTES)
    except OSError:
        log.debug("%r can’t be read; opening it will say why", path)
        return None
    if len(head) < STREAMINFO_BYTES or head[:4] != b"fLaC" or head[4] & 0x7F:
        return None
    shortest, longest = (int.from_bytes(head[at : at + 2], "big") for at in (8, 10))
    rate_hz = int.from_bytes(head[18:21], "big") >> 4
    return longest * 1000 / rate_hz if shortest == longest and rate_hz else None
