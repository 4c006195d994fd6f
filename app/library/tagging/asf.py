"""Windows Media, by mutagen."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from mutagen import asf

from app.library.tagging.damage import CountedFile, unless_damaged
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.sung import best, sung

_NAMES = {
    "title": ("title",),
    "artist": ("author", "wm/artists"),
    "album": ("wm/albumtitle",),
    "album_artist": ("wm/albumartist",),
    "composer": ("wm/composer",),
    "disc_number": ("wm/partofset",),
    "track_number": ("wm/tracknumber", "wm_track"),
    "year": ("wm/year", "wm/originalreleaseyear", "date"),
}
_FRONT_COVER = 3
# Kinds of stream, as their descriptions in the header say. Source: ASF specification, 10.4.
_SOUND = bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b")
_VIDEO = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")
_MOST_HEADER_BYTES = 16 * 1024 * 1024
_MOST_READ_BYTES = 64 * 1024 * 1024
# Objects with attributes, in 16 bits of which they say how many. Source: as above, 10.2.
_LISTS = (
    bytes.fromhex("40a4d0d207e3d21197f000a0c95ea850"),
    bytes.fromhex("eacbf8c5af5b77488467aa8c44fa4cca"),
    bytes.fromhex("941c23449894d149a1411d134e457054"),
)
_MOST_ATTRIBUTES = 20_000
_MOST_TEXTS_BYTES = 64 * 1024  # in front of a picture


def read_asf(file: BinaryIO) -> FoundTags:
    if _attributes_said(file) > _MOST_ATTRIBUTES:
        return FoundTags()
    file.seek(0)
    read = unless_damaged(asf.ASF, CountedFile(file))
    if read is None:
        return FoundTags()
    values: dict[str, list[Any]] = {}
    for key, value in read.tags or ():
        values.setdefault(key.lower(), []).append(value)
    # The older name counts from 0.
    values["wm_track"] = [_from_one(value.value) for value in values.get("wm/track", ())]
    found = from_names(values, _NAMES)
    found.lyrics = best(sung(str(value) for value in values.get("wm/lyrics", ())))
    held = (unless_damaged(_picture, value.value) for value in values.get("wm/picture", ()))
    pictures = [picture for picture in held if picture]
    pictures.sort(key=lambda picture: picture[0] != _FRONT_COVER)
    found.pictures = [data for _kind, data in pictures]
    found.seconds = read.info.length
    found.codec = "wma" if _has_stream(file, _SOUND) else ""
    found.has_video = _has_stream(file, _VIDEO)
    return found


def _attributes_said(file: BinaryIO) -> int:
    """How many the header says it has, wherever it has them. mutagen takes 3 µs for each."""
    file.seek(16)
    header = file.read(min(int.from_bytes(file.read(8), "little"), _MOST_READ_BYTES))
    said = 0
    for name in _LISTS:
        at = header.find(name)
        while at >= 0:
            at += len(name) + 8  # its length
            said += int.from_bytes(header[at : at + 2], "little")
            at = header.find(name, at)
    return said


def _has_stream(file: BinaryIO, kind: bytes) -> bool:
    file.seek(16)
    length = int.from_bytes(file.read(8), "little")
    return kind in file.read(min(length, _MOST_HEADER_BYTES))


def _from_one(value: object) -> str:
    try:
        return str(int(str(value)) + 1)
    except ValueError:
        return ""


def _picture(data: bytes) -> tuple[int, bytes]:
    """(kind, picture): behind a length and two texts in UTF-16 that end with a zero."""
    kind, length = struct.unpack_from("<BI", data)
    at = 5
    most = min(len(data), _MOST_TEXTS_BYTES)
    for _text in range(2):
        while data[at : at + 2] != b"\0\0":
            if at >= most:
                raise ValueError("a text without an end")
            at += 2
        at += 2
    return kind, data[at : at + length]
