"""What an ID3v2 tag may cost: looked at before mutagen reads it, which at worst takes minutes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from mutagen import id3

from app.library.tagging.budget import MOST_TEXT_BYTES
from app.sounds.front_tags import ID3V2_HEADER_BYTES

_COMPRESSED = {3: 0x80, 4: 0x08}
_WITH_LENGTH = 0x09  # of 2.4: what a frame has in front
_UNSYNCHRONISED, _EXTENDED = 0x80, 0x40
_UNSYNCHRONISED_FRAME = 0x02  # of 2.4
_TWO_BYTES = (b"\1", b"\2")  # encodings

PICTURES = frozenset({"APIC", "PIC"})
_DATES = ("TYER", "TDAT", "TIME", "TDRC", "TDRL", "TDOR", "TORY")
_TEXTS = {"TIT2", "TPE1", "TPE2", "TALB", "TCOM", "TPOS", "TRCK", "TXXX", *_DATES}
# By these names and, in 2.2, shorter ones.
TEXTS = frozenset(
    _TEXTS | {name for name, kind in id3.Frames_2_2.items() if kind.mro()[1].__name__ in _TEXTS}
)


@dataclass(slots=True)
class Inflation:
    """How many bytes the compressed frames of one file, in all its tags, may still become.

    copied_left: how many mutagen may copy: the rest of the tag for each frame. frames_left: how
    many frames they may have, of which mutagen reads some 100,000 a second. text_left: how many
    bytes of text, of which it takes a million a second in UTF-16. values_left: how many texts; it
    copies the rest of a frame for each and compares it with all others. pictures_left: how many
    pictures; the time for each grows with the square of those before. pieces_left: how many pieces
    it may make of what is unsynchronised, of some 80 bytes each: one for each byte 0xFF.
    """

    left: int = 32 * 1024 * 1024
    copied_left: int = 1 << 32
    frames_left: int = 50_000
    text_left: int = MOST_TEXT_BYTES
    values_left: int = 10_000
    pictures_left: int = 300
    pieces_left: int = 1_000_000


@dataclass(slots=True)
class _Cost:
    """Of a tag, by one of the ways to read it; the names are those of Inflation."""

    inflated: int = 0
    copied: int = 0
    frames: int = 0
    text: int = 0
    values: int = 0
    pictures: int = 0
    pieces: int = 0

    def is_within(self, limits: Inflation) -> bool:
        return (
            self.inflated <= limits.left
            and self.copied <= limits.copied_left
            and self.frames <= limits.frames_left
            and self.text <= limits.text_left
            and self.values <= limits.values_left
            and self.pictures <= limits.pictures_left
            and self.pieces <= limits.pieces_left
        )

    def or_more(self, other: _Cost) -> _Cost:
        return _Cost(
            max(self.inflated, other.inflated),
            max(self.copied, other.copied),
            max(self.frames, other.frames),
            max(self.text, other.text),
            max(self.values, other.values),
            max(self.pictures, other.pictures),
            max(self.pieces, other.pieces),
        )


def is_harmless(data: bytes, inflation: Inflation) -> bool:
    """Whether the tag costs no more than is left, in any of the ways in which mutagen may read it.
    What it costs is taken off.
    """
    version, is_unsynchronised = data[3], bool(data[5] & _UNSYNCHRONISED)
    bodies = [_behind_extension(data)]
    if is_unsynchronised and data.count(b"\xff") > inflation.pieces_left:
        return False
    if is_unsynchronised and version < 4:
        bodies.append(bodies[0].replace(b"\xff\0", b"\xff"))  # mutagen leaves it if it is damaged
    most = _Cost(pieces=data.count(b"\xff") if is_unsynchronised else 0)
    for body in bodies:
        for is_synchsafe in (True, False):
            cost = _cost(body, version, inflation, is_synchsafe=is_synchsafe)
            if not cost.is_within(inflation):
                if cost.inflated > inflation.left:
                    inflation.left = 0
                return False
            most = most.or_more(cost)
    inflation.left -= most.inflated
    inflation.copied_left -= most.copied
    inflation.frames_left -= most.frames
    inflation.text_left -= most.text
    inflation.values_left -= most.values
    inflation.pictures_left -= most.pictures
    inflation.pieces_left -= most.pieces
    return True


def _cost(body: bytes, version: int, limits: Inflation, *, is_synchsafe: bool) -> _Cost:
    """Of the frames up to the one that exceeds the limits."""
    cost = _Cost()
    for name, flags, frame in _frames(body, version, is_synchsafe):
        is_compressed = flags & _COMPRESSED.get(version, 0)
        cost.frames += 1
        cost.copied += len(body)
        cost.pictures += name in PICTURES
        if version == 4 and flags & _UNSYNCHRONISED_FRAME:
            cost.pieces += bytes(frame).count(b"\xff")
        if is_compressed:
            contents = _inflated(frame, limits.left - cost.inflated)
        elif name in TEXTS or name in PICTURES:
            contents = _contents(frame, flags, version, limits.text_left)
        else:
            contents = iter(())
        inflated = text = values = 0
        for content in contents:
            inflated = max(inflated, len(content) if is_compressed else 0)
            if name in TEXTS:
                text, values = max(text, len(content)), max(values, _values(content, version))
            elif name in PICTURES:
                text = max(text, _description_bytes(content, version))
        cost.inflated += inflated
        cost.text += text
        cost.values += values
        if not cost.is_within(limits):
            break
    return cost


def _behind_extension(data: bytes) -> bytes:
    """The frames of a tag, as mutagen finds them: some taggers say that they extended the header
    and didn't.
    """
    body = data[ID3V2_HEADER_BYTES:]
    version = data[3]
    if not data[5] & _EXTENDED or body[:4].decode("latin-1") in id3.Frames:
        return body
    size = int.from_bytes(body[:4], "big")
    return body[_synchsafe(size) :] if version == 4 else body[4 + size :]


def _synchsafe(size: int) -> int:
    """The number that seven bits of each of four bytes are."""
    return sum((size >> 8 * place & 0x7F) << 7 * place for place in range(4))


def _frames(body: bytes, version: int, is_synchsafe: bool) -> Iterator[tuple[str, int, memoryview]]:
    """(name, flags, content) of each frame, by one of the two ways to read their sizes."""
    head, name = (6, 3) if version < 3 else (10, 4)
    view, at = memoryview(body), 0
    while at + head <= len(body) and any(body[at : at + name]):
        flags = 0
        if version < 3:
            size = int.from_bytes(body[at + 3 : at + 6], "big")
        else:
            size, flags = struct.unpack_from(">IH", body, at + 4)
            if is_synchsafe:
                size = _synchsafe(size)
        # Some taggers write the names of 2.2 into 2.3.
        named = body[at : at + name].rstrip(b"\0").decode("latin-1")
        yield named, flags, view[at + head : at + head + size]
        at += head + size


def _inflated(frame: memoryview, most: int) -> Iterator[bytes]:
    """What a compressed frame may become, up to `most` + 1 bytes of it."""
    plain = bytes(frame)
    rest = {plain[4:], plain[4:].replace(b"\xff\0", b"\xff")}  # it may be unsynchronised
    for content in {*rest, *(plain[:4] + each for each in rest)}:  # with its length or without
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content, most + 1)


def _contents(frame: memoryview, flags: int, version: int, most: int) -> Iterator[bytes]:
    """What any other frame may be, up to some more than `most` bytes of it."""
    if version == 4 and flags & _WITH_LENGTH:
        frame = frame[4:]
    plain = bytes(frame[: 2 * most + 64])
    yield plain
    if version == 4 and b"\xff\0" in plain:  # it may be unsynchronised
        yield plain.replace(b"\xff\0", b"\xff")


def _values(content: bytes, version: int) -> int:
    """How many texts a frame of text has; zeros behind them are none before 2.4."""
    if version < 4:
        content = content.rstrip(b"\0")
    return 1 + content.count(b"\0\0" if content[:1] in _TWO_BYTES else b"\0", 1)


def _description_bytes(content: bytes, version: int) -> int:
    """How many bytes of a picture mutagen takes one by one: its description, if that is UTF-16,
    goes up to a zero, wherever that is.
    """
    if content[:1] not in _TWO_BYTES:
        return 0
    mime_end = 4 if version < 3 else content.find(b"\0", 1) + 1
    text = content[mime_end + 1 : mime_end + 1 + 2 * MOST_TEXT_BYTES] if mime_end else b""
    end = text.decode("utf-16-le", "replace").find("\0")
    return len(text) if end < 0 else 2 * end
