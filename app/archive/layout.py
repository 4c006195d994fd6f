"""Reads an export line by line, as `write_document` lays it out, without holding it in memory.

Other programs may lay the same JSON out differently; then `OtherLayout` is raised, and only
`read_document`, which needs the whole text, can read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from app.archive.document import parsed
from app.profile.pictures import MAX_BYTES

_LONGEST_LINE = MAX_BYTES * 4 // 3 + 4096  # a picture in base64


class OtherLayout(ValueError):
    """The file is laid out differently, or is cut off."""


class Header(NamedTuple):
    """A field before the tables."""

    name: str
    value: Any


class Row(NamedTuple):
    """A row of a table. number: counted from 0."""

    table: str
    number: int
    value: Any


class Picture(NamedTuple):
    """A picture. data: in base64."""

    name: str
    data: Any


class Aside(NamedTuple):
    """A row that a restore ignores."""

    table: str
    number: int
    value: Any


Piece = Header | Row | Picture | Aside


def walk(file: BinaryIO) -> Iterator[Piece]:
    """Everything in the file, in order. Raises OtherLayout, OSError."""
    lines = _Lines(file)
    lines.expect(b"{")
    while (line := lines.next()) != b'"tables": {':
        yield Header(*_member(line))
    while (line := lines.next()) != b"}":
        yield from _table(lines, line)
    line = lines.next()
    if line == b'"unreadable": {':
        while (line := lines.next()) != b"}":
            yield from map(Aside._make, _table(lines, line))
        line = lines.next()
    if line != b'"pictures": {':
        raise OtherLayout("has no pictures where they belong")
    while (line := lines.next()) != b"}":
        yield Picture(*_member(line))
    lines.expect(b"}")
    if file.read(1):
        raise OtherLayout("continues after its end")


class _Lines:
    """The lines without line ends and trailing commas."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def next(self) -> bytes:
        line = self._file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise OtherLayout("is cut off" if len(line) < _LONGEST_LINE else "has a longer line")
        return line[:-1].removesuffix(b",")

    def expect(self, wanted: bytes) -> None:
        if self.next() != wanted:
            raise OtherLayout(f"has no {wanted.decode()} where it belongs")


def _table(lines: _Lines, line: bytes) -> Iterator[Row]:
    """line: the table's first, with its name."""
    if line.endswith(b"[]"):
        return
    if not line.endswith(b": ["):
        raise OtherLayout("has a table of another form")
    name = _value(line[:-3])
    number = 0
    while (line := lines.next()) != b"]":
        yield Row(name, number, _value(line))
        number += 1


def _member(line: bytes) -> tuple[str, Any]:
    members = _value(b"{" + line + b"}")
    if len(members) != 1:
        raise OtherLayout("has a line of another form")
    ((name, value),) = members.items()
    return name, value


def _value(line: bytes) -> Any:
    try:
        return parsed(line)
    except (ValueError, RecursionError) as error:
        raise OtherLayout(str(error)) from error
