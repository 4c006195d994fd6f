"""The length of the blocks in formats whose blocks are longer than libVLC's steps.

libVLC reads, decodes and reports such a file block by block. Sources: wavpack.com, “WavPack 4 & 5
Binary File / Block Format”; the TTA1 format description; the Monkey's Audio SDK's headers.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable
from pathlib import Path

from app.core.user_files import open_file
from app.sounds.kinds import Container
from app.sounds.sniff import sniff

log = logging.getLogger(__name__)

HEAD_BYTES = 256
TTA_BLOCK_MS = 256_000 / 245
_WAVPACK_RATES_HZ = (
    *(6000, 8000, 9600, 11_025, 12_000, 16_000, 22_050, 24_000),
    *(32_000, 44_100, 48_000, 64_000, 88_200, 96_000, 192_000),
)
_WAVPACK_HEADER = struct.Struct("<20xII")
_APE_VERSION = struct.Struct("<4xH2xI")
_APE_HEADER = struct.Struct("<HHIIIHHI")
_APE_OLD_HEADER = struct.Struct("<6xHHHI")
_APE_BLOCK = 73_728


def long_block_ms(path: Path, container: Container) -> float | None:
    """The length of each block but the last; None if unknown or for a kind with short blocks."""
    read = _READERS.get(container)
    if read is None:
        return None
    try:
        with open_file(path) as file:
            _container, start = sniff(file)
            file.seek(start)
            return read(file.read(HEAD_BYTES))
    except (OSError, struct.error):
        log.debug("%r has no readable header; opening it will say why", path)
        return None


def _wavpack(head: bytes) -> float | None:
    """Of its first block; None for a rate that only the block's data say."""
    samples, flags = _WAVPACK_HEADER.unpack_from(head)
    rate = flags >> 23 & 0xF
    is_dsd = flags >> 31
    return samples * 1000 / _WAVPACK_RATES_HZ[rate] if rate < 15 and not is_dsd else None


def _tta(_head: bytes) -> float:
    return TTA_BLOCK_MS


def _ape(head: bytes) -> float | None:
    version, header_at = _APE_VERSION.unpack_from(head)
    if version < 3980:
        return _old_ape(head, version)
    _level, _flags, block, _last, _blocks, _bits, _channels, rate_hz = _APE_HEADER.unpack_from(
        head, header_at
    )
    return block * 1000 / rate_hz if rate_hz else None


def _old_ape(head: bytes, version: int) -> float | None:
    level, _flags, _channels, rate_hz = _APE_OLD_HEADER.unpack_from(head)
    is_long = version >= 3900 or (version >= 3800 and level >= 4000)
    block = 4 * _APE_BLOCK if version >= 3950 else _APE_BLOCK if is_long else _APE_BLOCK // 8
    return block * 1000 / rate_hz if rate_hz else None


_READERS: dict[Container, Callable[[bytes], float | None]] = {
    Container.WAVPACK: _wavpack,
    Container.TTA: _tta,
    Container.APE: _ape,
}
