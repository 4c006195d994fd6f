"""Matroska and WebM. No reader of tags that runs in Python reads them rightly.

Source: RFC 9559 (elements), matroska.org, tagging.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from app.library.tagging.budget import ByteBudget
from app.library.tagging.found_tags import FoundTags, from_names
from app.library.tagging.sung import best, sung

_SEGMENT, _INFO, _TRACKS, _TAGS, _CHAPTERS = (
    0x18538067,
    0x1549A966,
    0x1654AE6B,
    0x1254C367,
    0x1043A770,
)
_ATTACHMENTS, _SEEK_HEAD, _CLUSTER = 0x1941A469, 0x114D9B74, 0x1F43B675
_SCALE, _DURATION, _TITLE = 0x2AD7B1, 0x4489, 0x7BA9
_TRACK, _TRACK_TYPE, _CODEC = 0xAE, 0x83, 0x86
_SEEK, _SEEK_POSITION = 0x4DBB, 0x53AC
_TAG, _TARGETS, _LEVEL, _SIMPLE, _NAME, _STRING = 0x7373, 0x63C0, 0x68CA, 0x67C8, 0x45A3, 0x4487
_ELSEWHERE = (0x63C4, 0x63C6, 0x63C9)  # tags of a chapter, an attachment, an edition
_EDITION, _CHAPTER = 0x45B9, 0xB6
_FILE, _FILE_NAME, _FILE_KIND, _FILE_DATA = 0x61A7, 0x466E, 0x4660, 0x465C
_VIDEO, _SOUND = 1, 2
_ALBUM_LEVEL, _TRACK_LEVEL = 50, 30
_USUAL_SCALE = 1_000_000
_READ = frozenset({_INFO, _TRACKS, _TAGS, _ATTACHMENTS, _CHAPTERS})
_MOST_ELEMENTS = 100_000
_MOST_INSIDE = 300_000  # of which some 500,000 are read in a second
_MOST_POINTED = 1000

_NAMES = {
    "title": ("TITLE",),
    "artist": ("ARTIST", "LEAD_PERFORMER", "PERFORMER"),
    "album": ("ALBUM",),
    "album_artist": ("ALBUM_ARTIST", "ALBUMARTIST", "ALBUM ARTIST"),  # not shown
    "composer": ("COMPOSER",),
    "disc_number": ("DISC", "DISCNUMBER"),
    "track_number": ("PART_NUMBER", "TRACK", "TRACKNUMBER"),
    "year": ("DATE_RELEASED", "DATE_RECORDED", "DATE", "YEAR"),
}
_LYRICS = ("LYRICS", "UNSYNCEDLYRICS", "SYNCEDLYRICS")
# What these say at the level of the album, if there is a level of the track below it.
_OF_THE_ALBUM = {
    "TITLE": "ALBUM",
    "ARTIST": "ALBUM_ARTIST",
    "LEAD_PERFORMER": "ALBUM_ARTIST",
    "PERFORMER": "ALBUM_ARTIST",
    "PART_NUMBER": "DISC",
}

Element = tuple[int, int, int]
Texts = dict[str, list[str]]


def read_matroska(file: BinaryIO, size: int, start: int) -> FoundTags:
    """Tags, pictures, length and codec; what is behind the sound is found by the seek head."""
    found = FoundTags()
    title = ""
    levels: dict[int, Texts] = {}
    budget, insides = ByteBudget(size), _Insides()
    for kind, begin, end in _parts(file, size, start, budget, insides):
        if kind not in _READ:
            continue
        data = budget.read(file, begin, end)
        if not data:
            continue
        if kind == _INFO:
            found.seconds, title = _info(insides, data)
        elif kind == _TRACKS:
            found.codec, found.has_video = _tracks(insides, data)
        elif kind == _TAGS:
            _gather(insides, data, levels)
        elif kind == _ATTACHMENTS:
            found.pictures = _pictures(insides, data)
        elif kind == _CHAPTERS:
            found.has_chapters = _count_chapters(insides, data) > 1
    texts = _joined(levels)
    found.fill_from(from_names(texts, _NAMES))
    found.lyrics = best(sung(text for key in _LYRICS for text in texts.get(key, ())))
    if "title" not in found.words:
        found.add("title", [title])
    return found


def _joined(levels: dict[int, Texts]) -> Texts:
    """By names that say the same at any level. Most programs write everything at one level."""
    if _TRACK_LEVEL not in levels:
        return {name: values for texts in levels.values() for name, values in texts.items()}
    joined = dict(levels[_TRACK_LEVEL])
    for name, values in levels.get(_ALBUM_LEVEL, {}).items():
        joined.setdefault(_OF_THE_ALBUM.get(name, name), values)
    return joined


def _parts(
    file: BinaryIO, size: int, start: int, budget: ByteBudget, insides: _Insides
) -> Iterator[Element]:
    """The parts of the segment, without the sound, each once."""
    segment = next((e for e in _elements(file, start, size) if e[0] == _SEGMENT), None)
    if segment is None:
        return
    begin, end = segment[1:]
    seen: set[int] = set()
    pointed: list[int] = []
    for kind, at, until in _elements(file, begin, end):
        if kind == _SEEK_HEAD:
            places = _seek_places(insides, budget.read(file, at, until))
            pointed += [begin + place for place in places][: _MOST_POINTED - len(pointed)]
        elif kind != _CLUSTER and at not in seen:
            seen.add(at)
            yield kind, at, until
        elif kind == _CLUSTER and pointed:
            break  # the others are where the seek head says
    for place in pointed:
        part = next(_elements(file, place, end), None)
        if part is not None and part[1] not in seen and part[0] not in (_CLUSTER, _SEEK_HEAD):
            seen.add(part[1])
            yield part


def _elements(file: BinaryIO, at: int, end: int) -> Iterator[Element]:
    """(id, body start, body end) one after another; an unknown length reaches to the end."""
    for _count in range(_MOST_ELEMENTS):
        if at >= end:
            return
        file.seek(at)
        found = _head(file.read(12))
        if found is None:
            return
        kind, head, length = found
        until = end if length is None else min(at + head + length, end)
        yield kind, at + head, until
        if length is None and kind in (_SEGMENT, _CLUSTER):
            return
        at = until


def _head(data: bytes) -> tuple[int, int, int | None] | None:
    """(id, bytes of id and length, length) of an element; None if there isn't one."""
    id_bytes = _coded_bytes(data, 0, 4)
    length_bytes = _coded_bytes(data, id_bytes, 8) if id_bytes else 0
    if not id_bytes or not length_bytes or len(data) < id_bytes + length_bytes:
        return None
    head = id_bytes + length_bytes
    every = (1 << 7 * length_bytes) - 1
    length = int.from_bytes(data[id_bytes:head], "big") & every
    return int.from_bytes(data[:id_bytes], "big"), head, None if length == every else length


def _coded_bytes(data: bytes, at: int, most: int) -> int:
    """How many bytes a number has, by the zeros its first byte begins with; 0 if it has none."""
    if at >= len(data) or not data[at]:
        return 0
    count = 9 - data[at].bit_length()
    return count if count <= most else 0


class _Insides:
    """What elements of one file have inside, up to so many of them in all."""

    def __init__(self) -> None:
        self._left = _MOST_INSIDE

    def children(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        at = 0
        while self._left > 0 and (found := _head(data[at : at + 12])) is not None:
            self._left -= 1
            kind, head, length = found
            begin = at + head
            at = len(data) if length is None else begin + length
            yield kind, data[begin:at]

    def child(self, data: bytes, kind: int) -> bytes:
        return next((body for found, body in self.children(data) if found == kind), b"")


def _text(data: bytes) -> str:
    return data.partition(b"\0")[0].decode("utf-8", "replace")


def _info(insides: _Insides, data: bytes) -> tuple[float, str]:
    """(seconds, title)."""
    scale = int.from_bytes(insides.child(data, _SCALE), "big") or _USUAL_SCALE
    raw = insides.child(data, _DURATION)
    kind = {4: ">f", 8: ">d"}.get(len(raw))
    ticks = struct.unpack(kind, raw)[0] if kind else 0.0
    return ticks * scale / 1e9, _text(insides.child(data, _TITLE))


def _tracks(insides: _Insides, data: bytes) -> tuple[str, bool]:
    """(codec of the first track of sound, such as “opus”, or empty; whether one is video)."""
    codec, has_video = "", False
    for kind, track in insides.children(data):
        if kind != _TRACK:
            continue
        of = int.from_bytes(insides.child(track, _TRACK_TYPE), "big")
        has_video = has_video or of == _VIDEO
        if of == _SOUND and not codec:
            name = _text(insides.child(track, _CODEC)).removeprefix("A_")
            codec = name.partition("/")[0].lower() or "unknown"
    return codec, has_video


def _gather(insides: _Insides, data: bytes, levels: dict[int, Texts]) -> None:
    for kind, tag in insides.children(data):
        targets = insides.child(tag, _TARGETS)
        if kind != _TAG or any(found in _ELSEWHERE for found, _body in insides.children(targets)):
            continue
        level = int.from_bytes(insides.child(targets, _LEVEL), "big") or _ALBUM_LEVEL
        texts = levels.setdefault(level, {})
        for found, simple in insides.children(tag):
            if found == _SIMPLE:
                name = _text(insides.child(simple, _NAME)).upper()
                texts.setdefault(name, []).append(_text(insides.child(simple, _STRING)))


def _pictures(insides: _Insides, data: bytes) -> list[bytes]:
    """Attached pictures, “cover.jpg” and “cover.png” first."""
    pictures = []
    for kind, attached in insides.children(data):
        if kind == _FILE and _text(insides.child(attached, _FILE_KIND)).startswith("image/"):
            name = _text(insides.child(attached, _FILE_NAME)).lower()
            pictures.append((not name.startswith("cover."), insides.child(attached, _FILE_DATA)))
    return [picture for _is_other, picture in sorted(pictures, key=lambda each: each[0])]


def _count_chapters(insides: _Insides, data: bytes) -> int:
    return max(
        (sum(found == _CHAPTER for found, _body in insides.children(edition))
         for kind, edition in insides.children(data) if kind == _EDITION),
        default=0,
    )  # fmt: skip


def _seek_places(insides: _Insides, data: bytes) -> Iterator[int]:
    for kind, seek in insides.children(data):
        if kind == _SEEK:
            yield int.from_bytes(insides.child(seek, _SEEK_POSITION), "big")
