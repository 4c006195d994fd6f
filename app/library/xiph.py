"""Tags and pictures as FLAC, Ogg Vorbis and Opus hold them, read straight from their blocks.

tinytag reads them too, at four to six times the cost: it walks every page of an Ogg again and
keeps every field. This is the import's most travelled road (half of its time went there), so
ordinary files take this one; whatever looks odd here is left to tinytag.
"""

from __future__ import annotations

import struct
from binascii import Error as Base64Error
from binascii import a2b_base64
from dataclasses import dataclass, field
from typing import BinaryIO

_WANTED = {
    b"title": "title",
    b"artist": "artist",
    b"album": "album",
    b"albumartist": "album_artist",
    b"album artist": "album_artist",
    b"date": "year",
    b"year": "year",
    b"originaldate": "original_year",
    b"tracknumber": "track_number",
    b"discnumber": "disc_number",
    b"metadata_block_picture": "picture",
}
FRONT_COVER = 3
_MAX_BLOCKS = 1000


class Odd(Exception):
    """Not laid out as the format says; tinytag may know better."""


@dataclass(slots=True)
class RawFields:
    """Raw values by field, several where the file has several; and the pictures by their type."""

    values: dict[str, list[str]] = field(default_factory=dict)
    pictures: list[tuple[int, bytes]] = field(default_factory=list)
    duration_ms: int = 0
    codec: str = ""

    def first(self, name: str) -> str:
        return self.values[name][0] if self.values.get(name) else ""

    @property
    def cover(self) -> bytes | None:
        """The front cover, else the first picture."""
        front = (data for kind, data in self.pictures if kind == FRONT_COVER)
        return next(front, self.pictures[0][1] if self.pictures else None)


def read_comments(data: bytes) -> RawFields:
    """A Vorbis comment block. Raises Odd when its lengths do not fit."""
    tags = RawFields()
    try:
        at = 4 + int.from_bytes(data[:4], "little")
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<I", data, at)
            at += 4 + length
            if at > len(data):
                raise Odd
            _add_comment(tags, data[at - length : at])
    except (struct.error, Base64Error) as fault:
        raise Odd from fault
    return tags


def read_flac(file: BinaryIO, start: int) -> RawFields:
    """All metadata blocks of a FLAC file. Raises Odd when no frame follows them."""
    tags, pictures = RawFields(), []
    frames = rate_hz = 0
    file.seek(start + 4)
    for _ in range(_MAX_BLOCKS):
        header = file.read(4)
        if len(header) < 4:
            raise Odd
        kind, length = header[0] & 0x7F, int.from_bytes(header[1:], "big")
        if kind == 0:
            info = int.from_bytes(file.read(length)[10:18], "big")
            rate_hz, frames = info >> 44, info & 0xF_FFFF_FFFF
        elif kind == 4:
            tags = read_comments(file.read(length))
        elif kind == 6:
            pictures.append(_picture(file.read(length)))
        else:
            file.seek(length, 1)
        if header[0] & 0x80:
            break
    if not rate_hz or file.read(2)[:1] != b"\xff":  # a frame's sync code
        raise Odd
    tags.duration_ms, tags.codec = frames * 1000 // rate_hz, "flac"
    tags.pictures += pictures
    return tags


def _add_comment(tags: RawFields, comment: bytes) -> None:
    key, _, value = comment.partition(b"=")
    name = _WANTED.get(key.lower())
    if name == "picture":
        tags.pictures.append(_picture(a2b_base64(value)))
    elif name is not None and value:
        tags.values.setdefault(name, []).append(value.decode("utf-8", "replace"))


def _picture(block: bytes) -> tuple[int, bytes]:
    """(type, bytes) of a FLAC picture block."""
    try:
        kind, mime_length = struct.unpack_from(">II", block)
        at = 8 + mime_length
        (words_length,) = struct.unpack_from(">I", block, at)
        at += 4 + words_length + 16  # width, height, depth, colours
        (length,) = struct.unpack_from(">I", block, at)
    except struct.error as fault:
        raise Odd from fault
    data = block[at + 4 : at + 4 + length]
    if len(data) != length:
        raise Odd
    return kind, data
