"""Tags of an ordinary MP4 sound file, read straight from its `moov` atom.

The short way beside tinytag, for the same reason as `xiph.py`; whatever looks odd is left to it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from app.library.identity import mp4_atoms
from app.library.xiph import FRONT_COVER, Odd, RawFields

_MAX_MOOV_BYTES = 32 * 1024 * 1024
_TEXTS = {
    b"\xa9nam": "title",
    b"\xa9ART": "artist",
    b"\xa9alb": "album",
    b"aART": "album_artist",
    b"\xa9day": "year",
}
_NUMBERS = {b"trkn": "track_number", b"disk": "disc_number"}
_CODECS = {b"mp4a": "aac", b"alac": "alac"}
_UTF8 = 1

Atom = tuple[bytes, bytes]


def read_mp4(file: BinaryIO, size: int) -> RawFields:
    """Raises Odd when there is no plain `moov` with one known kind of sound."""
    moov = _moov(file, size)
    fields = RawFields()
    try:
        for name, body in _atoms(moov):
            if name == b"mvhd":
                fields.duration_ms = _duration_ms(body)
            elif name == b"trak":
                fields.codec = fields.codec or _codec(body)
            elif name == b"udta":
                _read_udta(fields, body)
    except (struct.error, IndexError) as fault:
        raise Odd from fault
    if not fields.codec:
        raise Odd
    return fields


def _moov(file: BinaryIO, size: int) -> bytes:
    for name, start, end in mp4_atoms(file, size):
        if name == b"moov" and end - start <= _MAX_MOOV_BYTES:
            file.seek(start)
            return file.read(end - start)
    raise Odd


def _atoms(body: bytes, at: int = 0) -> Iterator[Atom]:
    while at + 8 <= len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if length == 0 and not any(body[at:]):  # QuickTime ends a list by zeros
            return
        if length < 8 or at + length > len(body):
            raise Odd
        yield name, body[at + 8 : at + length]
        at += length


def _child(body: bytes, *path: bytes) -> bytes:
    """The body of a descendant; Odd when the path does not exist."""
    for wanted in path:
        body = next((inner for name, inner in _atoms(body) if name == wanted), b"")
        if not body:
            raise Odd
    return body


def _duration_ms(mvhd: bytes) -> int:
    scale, duration = struct.unpack_from(*((">IQ", mvhd, 20) if mvhd[0] else (">II", mvhd, 12)))
    if not scale:
        raise Odd
    return int(duration * 1000 // scale)


def _codec(trak: bytes) -> str:
    """Empty for tracks of pictures, text or an unusual kind of sound."""
    stsd = _child(trak, b"mdia", b"minf", b"stbl", b"stsd")
    return _CODECS.get(stsd[12:16], "")


def _read_udta(fields: RawFields, udta: bytes) -> None:
    meta = next((body for name, body in _atoms(udta) if name == b"meta"), b"")
    for name, body in _atoms(meta, 4):
        if name == b"ilst":
            for tag, inner in _atoms(body):
                _read_tag(fields, tag, inner)


def _read_tag(fields: RawFields, tag: bytes, inner: bytes) -> None:
    if tag not in _TEXTS and tag not in _NUMBERS and tag != b"covr":
        return
    for name, data in _atoms(inner):
        if name != b"data":
            continue
        kind, value = int.from_bytes(data[:4], "big"), data[8:]
        if tag == b"covr":
            fields.pictures.append((FRONT_COVER, value))
        elif tag in _NUMBERS:
            number = int.from_bytes(value[2:4], "big")
            fields.values.setdefault(_NUMBERS[tag], [str(number)])
        elif kind == _UTF8 and value:
            fields.values.setdefault(_TEXTS[tag], []).append(value.decode("utf-8", "replace"))
