"""Files made of chunks: WAV, AIFF, CAF; and AU, which has one text.

mutagen reads only the ID3 tags in them; INFO, the texts of AIFF and CAF are read here.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from mutagen.aiff import read_float

from app.library.tagging.budget import MOST_TEXT_BYTES, ByteBudget
from app.library.tagging.damage import unless_damaged
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.id3 import read_id3v2
from app.library.tagging.id3_limits import Inflation
from app.sounds.chunks import chunks

_INFO_NAMES = {
    "title": ("INAM", "TITL"),
    "artist": ("IART",),
    "album": ("IPRD", "IALB"),
    "album_artist": ("IAAR",),
    "composer": ("IMUS", "ICMP", "IWRI"),
    "disc_number": ("IDIS",),
    "track_number": ("ITRK", "IPRT", "TRCK"),
    "year": ("ICRD", "YEAR"),
}
_AIFF_NAMES = {"title": ("NAME",), "artist": ("AUTH",)}
_PLAIN_NAMES = {
    "title": ("title",),
    "artist": ("artist",),
    "album": ("album",),
    "album_artist": ("album_artist", "album artist", "albumartist"),  # not shown
    "composer": ("composer",),
    "disc_number": ("disc number", "disc", "discnumber"),  # not shown
    "track_number": ("track number", "track", "tracknumber"),  # not shown
    "year": ("year", "date", "recorded date"),  # not shown
}


def read_wav(file: BinaryIO, size: int, start: int, inflation: Inflation) -> FoundTags:
    """ID3 first, then INFO."""
    id3, info, found = FoundTags(), FoundTags(), FoundTags()
    tags, texts = ByteBudget(size), ByteBudget(size, MOST_TEXT_BYTES)
    byte_rate = data_bytes = 0
    long_data = 0
    for name, at, end in chunks(file, size, start, "<"):
        file.seek(at)
        if name == b"fmt ":
            byte_rate = int.from_bytes(file.read(12)[8:12], "little")
        elif name == b"ds64":
            long_data = int.from_bytes(file.read(16)[8:16], "little")
        elif name == b"data":
            data_bytes = end - at
            if long_data:
                data_bytes = min(long_data, size - at)
        elif name in (b"id3 ", b"ID3 "):
            id3.fill_from(read_id3v2(tags.read(file, at, end), inflation) or FoundTags())
        elif name == b"LIST" and file.read(4) == b"INFO":
            info.fill_from(_info(texts.read(file, at + 4, end)))
    found.fill_from(id3)
    found.fill_from(info)
    if byte_rate:
        found.codec = "pcm"
        found.seconds = data_bytes / byte_rate
    return found


def read_aiff(file: BinaryIO, size: int, start: int, inflation: Inflation) -> FoundTags:
    found, said = FoundTags(), dict[str, list[str]]()
    tags, texts = ByteBudget(size), ByteBudget(size, MOST_TEXT_BYTES)
    for name, at, end in chunks(file, size, start, ">"):
        file.seek(at)
        if name == b"COMM":
            common = file.read(18)
            rate_hz = unless_damaged(read_float, common[8:18]) or 0.0
            frames = int.from_bytes(common[2:6], "big")
            if rate_hz > 0 and len(common) == 18:
                found.codec, found.seconds = "pcm", frames / rate_hz
        elif name in (b"ID3 ", b"id3 "):
            found.fill_from(read_id3v2(tags.read(file, at, end), inflation) or FoundTags())
        elif name in (b"NAME", b"AUTH"):
            said.setdefault(name.decode(), []).append(_decoded(texts.read(file, at, end)))
    found.fill_from(from_names(said, _AIFF_NAMES))
    return found


def read_caf(file: BinaryIO, size: int, start: int) -> FoundTags:
    """Source: Apple Core Audio Format specification, information chunk."""
    texts: dict[str, list[str]] = {}
    budget = ByteBudget(size, MOST_TEXT_BYTES)
    for name, at, end in chunks(file, size, start, ">", first=8, length_bytes=8, is_padded=False):
        if name == b"info":
            words = budget.read(file, at + 4, end).split(b"\0")
            for key, value in zip(words[::2], words[1::2], strict=False):
                texts.setdefault(_decoded(key).lower(), []).append(_decoded(value))
    return from_names(texts, _PLAIN_NAMES)


def read_au(file: BinaryIO, start: int) -> FoundTags:
    """The annotation, if it consists of lines such as “title=…”, as FFmpeg writes it."""
    file.seek(start)
    header = file.read(24)
    begin = int.from_bytes(header[4:8], "big")
    if not 24 < begin <= MOST_TEXT_BYTES:
        return FoundTags()
    texts: dict[str, list[str]] = {}
    for line in _decoded(file.read(begin - 24)).splitlines():
        key, _sign, value = line.partition("=")
        texts.setdefault(key.strip().lower(), []).append(value)
    return from_names(texts, _PLAIN_NAMES)


def _info(data: bytes) -> FoundTags:
    texts: dict[str, list[str]] = {}
    at = 0
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        text = data[at + 8 : at + 8 + length]
        texts.setdefault(name.decode("latin-1").upper(), []).append(_decoded(text))
        at += 8 + length + (length & 1)
    return from_names(texts, _INFO_NAMES)


def _decoded(text: bytes) -> str:
    text = text.partition(b"\0")[0]
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")  # what it was meant to be is found when it is cleaned
