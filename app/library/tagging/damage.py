"""Damaged tags cost their words, never the music."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from mutagen import MutagenError

log = logging.getLogger(__name__)

_MOST_STEPS = 500_000
_MOST_BYTES = 256 * 1024 * 1024

# What mutagen was seen to raise on harmed files besides its own kind.
_DAMAGE = (
    *(MutagenError, struct.error, zlib.error, EOFError, MemoryError, RecursionError),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError),
    NotImplementedError,
)


class CountedFile:
    """A file that ends after very many steps or bytes: on harmed files mutagen may go round for
    ever, or read the same again and again.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_STEPS
        self._bytes_left = _MOST_BYTES
        self.tell = file.tell

    def read(self, size: int = -1) -> bytes:
        self._step()
        most = self._bytes_left + 1
        data = self._file.read(min(size, most) if size >= 0 else most)
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise EOFError("it takes more than any tag")
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._step()
        return self._file.seek(offset, whence)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise EOFError("it goes round and round")


def unless_damaged(read: Callable[..., Any], *arguments: Any) -> Any:
    """What `read` returns; None if it meets damage."""
    try:
        return read(*arguments)
    except _DAMAGE as fault:
        log.info("damaged tags: %s: %s", type(fault).__name__, str(fault)[:200])
        return None
