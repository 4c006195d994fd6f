"""The length that a file declares, to tell a truncated copy from a short file.

libsndfile silently trusts the bytes that are there: a WAV cut in half opens as a shorter WAV.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.sounds.front_tags import ID3V2_HEADER_BYTES, id3v2_length
from app.sounds.mp3_counts import mp3_counts
from app.sounds.tail_tags import end_of_sound

if TYPE_CHECKING:
    from app.analysis.sound_file import SoundFile

UNKNOWN_LENGTH = 1 << 40  # libsndfile says SF_COUNT_MAX for a stream of unknown length

_HEAD_BYTES = 64 * 1024
_TAG_BYTES = 2048  # some encoders count tags
_MP3_BYTES_OFF = 8 * 1024  # libsndfile reads ahead, and what is behind the sound may be no tag
_OGG_HEADER = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class Promise:
    """frames: the length the file declares, 0 if none. is_cut: certainly truncated. has_more: asked
    once libsndfile has stopped: whether sound may follow all the same.
    """

    frames: int
    is_cut: bool = False
    has_more: Callable[[], bool] = lambda: False


def read_promise(descriptor: int, file: SoundFile) -> Promise:
    """What the open file says about its length."""
    frames = file.frames if file.frames < UNKNOWN_LENGTH else 0
    match file.format:
        case "WAV" | "WAVEX" | "RF64":
            return Promise(max(frames, _wav_frames(descriptor)))
        case "AIFF":
            return Promise(max(frames, _aiff_frames(descriptor)))
        case "OGG":
            return Promise(0, is_cut=_ends_inside_ogg_page(descriptor))
        case "MP3":
            return _mp3_promise(descriptor, frames)
        case _:
            return Promise(frames)


def _wav_frames(descriptor: int) -> int:
    """Frames of the data chunk as declared; 0 for streams written without knowing their size."""
    block_align = 0
    for name, size, body in _chunks(_read(descriptor, 0, _HEAD_BYTES), "<"):
        if name == b"fmt " and len(body) >= 14:
            block_align = struct.unpack_from("<H", body, 12)[0]
        if name == b"data" and block_align:
            return 0 if _is_placeholder(size) else size // block_align
    return 0


def _is_placeholder(size: int) -> bool:
    """What is written where the size isn't known yet, and can't be put right in a pipe."""
    return size == 0 or 0x7FFFF000 <= size <= 0x80000000 or size >= 0xFFFFF000


def _aiff_frames(descriptor: int) -> int:
    for name, _size, body in _chunks(_read(descriptor, 0, _HEAD_BYTES), ">"):
        if name == b"COMM" and len(body) >= 6:
            return int(struct.unpack_from(">I", body, 2)[0])
    return 0


def _chunks(head: bytes, byte_order: str) -> list[tuple[bytes, int, bytes]]:
    """(name, declared size, body as far as read) of each chunk of a RIFF or AIFF file."""
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


def _mp3_promise(descriptor: int, frames: int) -> Promise:
    """libsndfile stops at the length it expects: what a Xing, Info or VBRI header says, otherwise
    a guess. The header is only believed of what is missing if bytes are missing, too.
    """
    start = id3v2_length(_read(descriptor, 0, ID3V2_HEADER_BYTES))
    end = _end_of_sound(descriptor)
    counts = mp3_counts(_read(descriptor, start, 8192))
    is_cut = counts is not None and (not counts.size or counts.size > end - start + _TAG_BYTES)
    has_more = partial(_is_before, descriptor, end - _MP3_BYTES_OFF)
    return Promise(frames if is_cut else 0, has_more=has_more)


def _end_of_sound(descriptor: int) -> int:
    with os.fdopen(os.dup(descriptor), "rb", 0) as file:
        before = file.tell()
        try:
            return end_of_sound(file, os.fstat(descriptor).st_size)
        finally:
            file.seek(before)


def _is_before(descriptor: int, end: int) -> bool:
    return os.lseek(descriptor, 0, os.SEEK_CUR) < end


def _read(descriptor: int, start: int, length: int) -> bytes:
    """Bytes at an offset, leaving libsndfile's own position unchanged."""
    before = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, start, os.SEEK_SET)
        return os.read(descriptor, length)
    finally:
        os.lseek(descriptor, before, os.SEEK_SET)
