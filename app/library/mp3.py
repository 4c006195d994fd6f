"""Tags of an ordinary MP3: one plain ID3v2.3 or 2.4 tag in front and a frame count behind it.

The short way beside tinytag, for the same reason as `xiph.py`. Unsynchronised, compressed or
extended tags, ID3v1 alone, and files without a frame count are left to tinytag.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from app.library.xiph import Odd, RawFields
from app.sounds.frames import mp3_rate_and_samples

_MAX_TAG_BYTES = 32 * 1024 * 1024
_FIRST_FRAME_BYTES = 256
_TEXTS = {
    b"TIT2": "title",
    b"TPE1": "artist",
    b"TALB": "album",
    b"TPE2": "album_artist",
    b"TDRC": "year",
    b"TYER": "year",
    b"TRCK": "track_number",
    b"TPOS": "disc_number",
}
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


def read_mp3(file: BinaryIO, size: int, start: int) -> RawFields:
    """start: offset of the first frame. Raises Odd for anything out of the ordinary."""
    if start > _MAX_TAG_BYTES or _has_id3v1(file, size):
        raise Odd  # ID3v1 may fill what the other tag lacks
    file.seek(0)
    head = file.read(start + _FIRST_FRAME_BYTES)
    fields = RawFields(codec="mp3")
    fields.duration_ms = _duration_ms(head[start:])
    if head[:3] == b"ID3":
        try:
            _read_id3(fields, head)
        except (struct.error, IndexError, ValueError) as fault:
            raise Odd from fault
    return fields


def _has_id3v1(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - 128))
    return file.read(3) == b"TAG"


def _duration_ms(frame: bytes) -> int:
    """From the frame count of a Xing or Info header."""
    at = max(frame.find(b"Xing", 0, 50), frame.find(b"Info", 0, 50))
    if at < 0 or len(frame) < at + 12:
        raise Odd
    flags, count = struct.unpack_from(">II", frame, at + 4)
    rate_hz, samples = mp3_rate_and_samples(frame)
    if not flags & 1 or not count or not rate_hz:
        raise Odd
    return round(int(count) * samples * 1000 / rate_hz)


def _read_id3(fields: RawFields, head: bytes) -> None:
    version, flags = head[3], head[5]
    if version not in (3, 4) or flags:
        raise Odd
    at, end = 10, 10 + _synchsafe(head[6:10])
    while at + 10 <= end and head[at]:
        name = head[at : at + 4]
        length = head[at + 4 : at + 8]
        size = _synchsafe(length) if version == 4 else int.from_bytes(length, "big")
        body = head[at + 10 : at + 10 + size]
        if head[at + 8] or head[at + 9] or at + 10 + size > end or not name.isalnum():
            raise Odd
        at += 10 + size
        if name == b"APIC":
            fields.pictures.append(_picture(body))
        elif name in _TEXTS and body:
            text = body[1:].decode(_ENCODINGS[body[0]], "replace")
            values = [value.strip("\ufeff") for value in text.split("\0")]
            fields.values.setdefault(_TEXTS[name], []).extend(filter(None, values))


def _synchsafe(four: bytes) -> int:
    if max(four) > 127:
        raise Odd
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _picture(body: bytes) -> tuple[int, bytes]:
    """(type, bytes): behind the encoding, a MIME type, the type and a description."""
    kind_at = body.index(b"\0", 1) + 1
    words_at = kind_at + 1
    if body[0] in (0, 3):
        return body[kind_at], body[body.index(b"\0", words_at) + 1 :]
    end = words_at
    while body[end : end + 2] != b"\0\0":
        if end >= len(body):
            raise Odd
        end += 2
    return body[kind_at], body[end + 2 :]
