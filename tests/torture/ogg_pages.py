"""Ogg pages have a checksum, so a decoder doesn't look into one that was damaged.

Correcting the checksums lets what was done to a page reach the code behind it.
Source: RFC 3533, section 6.
"""

from __future__ import annotations

_MAGIC = b"OggS"
_HEADER = 27
_CHECKSUM = slice(22, 26)
_POLYNOMIAL = 0x04C11DB7


def with_right_checksums(data: bytes) -> bytes:
    """Makes every page valid that is still one, from its beginning to its stated end."""
    made = bytearray(data)
    at = made.find(_MAGIC)
    while at >= 0 and at + _HEADER <= len(made):
        end = at + _length(made, at)
        page = made[at:end]
        page[_CHECKSUM] = bytes(4)
        page[_CHECKSUM] = _checksum(page).to_bytes(4, "little")
        made[at:end] = page
        at = made.find(_MAGIC, end)
    return bytes(made)


def _length(data: bytearray, at: int) -> int:
    count = data[at + _HEADER - 1]
    lacing = data[at + _HEADER : at + _HEADER + count]
    return _HEADER + len(lacing) + sum(lacing)


def _shifted(value: int) -> int:
    for _ in range(8):
        value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF


_TABLE = [_shifted(number << 24) for number in range(256)]


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value
