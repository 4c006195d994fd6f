"""How much of a file its tags may make a reader read."""

from __future__ import annotations

from typing import BinaryIO

_MOST_AT_ONCE = 64 * 1024 * 1024
_MOST_BYTES = 128 * 1024 * 1024
MOST_TEXT_BYTES = 1024 * 1024  # of plain texts, which are a few hundred bytes


class ByteBudget:
    """For the parts of one file that are read whole. They don't overlap: together they are never
    more than the file, however many places something in it points to.
    """

    def __init__(self, size: int, most: int = _MOST_BYTES) -> None:
        """size: of the file. most: even if the file is larger."""
        self._left = min(size, most)

    def read(self, file: BinaryIO, begin: int, end: int) -> bytes:
        """The bytes there; none if they are more than is left, or than any one part has."""
        if not 0 < end - begin <= min(self._left, _MOST_AT_ONCE):
            return b""
        self._left -= end - begin
        file.seek(begin)
        return file.read(end - begin)
