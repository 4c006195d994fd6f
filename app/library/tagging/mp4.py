"""MP4 and QuickTime, by mutagen; what it declines for one wrong length is mended first."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from mutagen import mp4

from app.library.identity import mp4_atoms
from app.library.tagging.damage import CountedFile, unless_damaged
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.sung import best, sung

_NAMES = {
    "title": ("\xa9nam",),
    "artist": ("\xa9ART", "----:com.apple.iTunes:ARTISTS"),
    "album": ("\xa9alb",),
    "album_artist": ("aART", "----:com.apple.iTunes:ALBUMARTIST"),
    "composer": ("\xa9wrt", "----:com.apple.iTunes:COMPOSER"),
    "disc_number": ("disk",),
    "track_number": ("trkn",),
    "year": ("\xa9day", "----:com.apple.iTunes:YEAR"),
}
_LYRICS = ("\xa9lyr", "----:com.apple.iTunes:LYRICS", "----:com.apple.iTunes:SYNCEDLYRICS")
# QuickTime's own texts, directly in `udta`.
_QUICKTIME_NAMES = {
    "title": ("\xa9nam",),
    "artist": ("\xa9ART", "\xa9prf"),
    "album": ("\xa9alb",),
    "album_artist": ("\xa9aART", "aART"),
    "composer": ("\xa9wrt", "\xa9com"),
    "track_number": ("\xa9trk",),
    "year": ("\xa9day",),
}
_MOST_MOOV_BYTES = 128 * 1024 * 1024
_MOST_ATOMS = 10_000  # inside of one
_HEADER = struct.Struct(">I4s")
_AAC = "mp4a"

Atom = tuple[bytes, int, int]


def read_mp4(file: BinaryIO, size: int) -> FoundTags:
    """Tags, length and codec; the codec is empty if there is no track of sound."""
    moov = _moov(file, size)
    read = unless_damaged(mp4.MP4, CountedFile(io.BytesIO(moov)))
    if read is None:
        read = unless_damaged(mp4.MP4, CountedFile(io.BytesIO(_mended(moov))))
    if read is None:
        return FoundTags()
    texts = _texts(read.tags or {})
    found = from_names(texts, _NAMES)
    found.lyrics = best(sung(text for key in _LYRICS for text in texts.get(key, ())))
    found.fill_from(_quicktime_texts(moov))
    found.pictures = [bytes(picture) for picture in (read.tags or {}).get("covr", ())]
    found.has_chapters = len(read.chapters or ()) > 1 or b"chap" in _track_references(moov)
    found.has_video = b"vide" in _handlers(moov)
    found.seconds = read.info.length
    found.codec = "aac" if read.info.codec.startswith(_AAC) else read.info.codec
    return found


def _texts(tags: Any) -> dict[str, list[str]]:
    """Numbers are pairs, such as (7, 24)."""
    texts: dict[str, list[str]] = {}
    for key, values in tags.items():
        if key in ("trkn", "disk"):
            texts[key] = [str(number) for number, _total in values if number]
        elif key.startswith("----"):
            texts[key] = [bytes(value).decode("utf-8", "replace") for value in values]
        elif isinstance(values, list):
            texts[key] = [value for value in values if isinstance(value, str)]
    return texts


def _moov(file: BinaryIO, size: int) -> bytes:
    """The atom that says how to play the rest, whole; empty if there is none."""
    for name, begin, end in mp4_atoms(file, size):
        if name == b"moov":
            file.seek(begin)
            data = file.read(min(end - begin, _MOST_MOOV_BYTES))
            return _HEADER.pack(8 + len(data), name) + data
    return b""


def _mended(moov: bytes) -> bytes:
    """Children of `moov` that claim more than there is, or nothing, count as padding."""
    data = bytearray(moov)
    at = 8
    for _count in range(_MOST_ATOMS):
        if at + 8 > len(data):
            break
        length, _name = _HEADER.unpack_from(data, at)
        if not 8 <= length <= len(data) - at:
            length = len(data) - at
            _HEADER.pack_into(data, at, length, b"free")
        at += length
    return bytes(data)


def _atoms(data: bytes, begin: int, end: int) -> Iterator[Atom]:
    """(name, body start, body end) in a stretch of `data`."""
    for _count in range(_MOST_ATOMS):
        if begin + 8 > end:
            return
        length, name = _HEADER.unpack_from(data, begin)
        if not 8 <= length <= end - begin:
            return
        yield name, begin + 8, begin + length
        begin += length


def _inside(data: bytes, path: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
    """(start, end) of every body at this path."""
    places = [(0, len(data))]
    for name in path:
        places = [(a, b) for begin, end in places for found, a, b in _atoms(data, begin, end)
                  if found == name]  # fmt: skip
    yield from places


def _handlers(moov: bytes) -> set[bytes]:
    places = _inside(moov, (b"moov", b"trak", b"mdia", b"hdlr"))
    return {moov[begin + 8 : begin + 12] for begin, _end in places}


def _track_references(moov: bytes) -> set[bytes]:
    places = _inside(moov, (b"moov", b"trak", b"tref"))
    return {name for begin, end in places for name, _a, _b in _atoms(moov, begin, end)}


def _quicktime_texts(moov: bytes) -> FoundTags:
    """Source: QuickTime File Format, user data text strings: a length, a language, the text."""
    texts: dict[str, list[str]] = {}
    for begin, end in _inside(moov, (b"moov", b"udta")):
        for name, at, until in _atoms(moov, begin, end):
            if name[0] == 0xA9 and until - at >= 4:
                length = int.from_bytes(moov[at : at + 2], "big")
                text = moov[at + 4 : min(until, at + 4 + length)]
                texts.setdefault(name.decode("latin-1"), []).append(_decoded(text))
    return from_names(texts, _QUICKTIME_NAMES)


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("mac-roman")
