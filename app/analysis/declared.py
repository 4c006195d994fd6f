"""What a file promises about its own length, so that a cut-off copy can be told from a short one.

libsndfile quietly trusts the bytes that are there: a WAV cut in half opens as a shorter WAV.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import soundfile

_HEAD_BYTES = 64 * 1024
_UNKNOWN_LENGTH = 1 << 40  # libsndfile answers SF_COUNT_MAX for a stream of unknown length
_OGG_HEADER = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class Promise:
    """frames: the length the file declares, 0 where it declares none. is_cut: surely truncated."""

    frames: int
    is_cut: bool = False


def read_promise(descriptor: int, file: soundfile.SoundFile) -> Promise:
    """What the open file says of its own length."""
    frames = file.frames if file.frames < _UNKNOWN_LENGTH else 0
    match file.format:
        case "WAV" | "WAVEX" | "RF64":
            return Promise(max(frames, _wav_frames(descriptor)))
        case "AIFF":
            return Promise(max(frames, _aiff_frames(descriptor)))
        case "OGG":
            return Promise(0, is_cut=_ends_inside_ogg_page(descriptor))
        case "MP3":
            return Promise(frames if _has_mp3_frame_count(descriptor) else 0)
        case _:
            return Promise(frames)


def _wav_frames(descriptor: int) -> int:
    """Frames of the data chunk as declared; 0 for streams written without knowing their size."""
    block_align = 0
    for name, size, body in _chunks(_read(descriptor, 0, _HEAD_BYTES), "<"):
        if name == b"fmt " and len(body) >= 14:
            block_align = struct.unpack_from("<H", body, 12)[0]
        if name == b"data" and block_align:
            return 0 if size >= 0xFFFFFF00 else size // block_align
    return 0


def _aiff_frames(descriptor: int) -> int:
    for name, _size, body in _chunks(_read(descriptor, 0, _HEAD_BYTES), ">"):
        if name == b"COMM" and len(body) >= 6:
            return int(struct.unpack_from(">I", body, 2)[0])
    return 0


def _chunks(head: bytes, byte_order: str) -> list[tuple[bytes, int, bytes]]:
    """(name, declared size, body as far as it was read) of a RIFF or AIFF file's chunks."""
    found = []
    at = 12
    while at + 8 <= len(head):
        name, size = struct.unpack_from(f"{byte_order}4sI", head, at)
        found.append((name, size, head[at + 8 : at + 8 + size]))
        at += 8 + size + (size & 1)
    return found


def _ends_inside_ogg_page(descriptor: int) -> bool:
    """Whether the last page promises more bytes than the file has."""
    size = os.fstat(descriptor).st_size
    start = max(0, size - 2 * 65307)  # 65,307: the largest page there is
    tail = _read(descriptor, start, size - start)
    at = tail.rfind(b"OggS")
    while at > 0 and len(tail) - at >= 5 and tail[at + 4] != 0:
        at = tail.rfind(b"OggS", 0, at)  # the letters inside sound, not a page
    if at < 0 or len(tail) - at < _OGG_HEADER.size:
        return True
    segments = tail[at + 26]
    lacing = tail[at + 27 : at + 27 + segments]
    return len(lacing) < segments or len(tail) - at < 27 + segments + sum(lacing)


def _has_mp3_frame_count(descriptor: int) -> bool:
    """Whether a Xing, Info or VBRI header counts the frames; without one the length is a guess."""
    head = _read(descriptor, 0, 10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:
        start = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    first_frames = _read(descriptor, start, 8192)
    return any(mark in first_frames for mark in (b"Xing", b"Info", b"VBRI"))


def _read(descriptor: int, start: int, length: int) -> bytes:
    """Bytes at a place, leaving libsndfile's own position as it was."""
    before = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, start, os.SEEK_SET)
        return os.read(descriptor, length)
    finally:
        os.lseek(descriptor, before, os.SEEK_SET)
