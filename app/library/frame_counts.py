"""The length of sound without a container, by its frames: each says how long it is.

All frames are counted only in doubt: a five-minute MP3 takes some 20 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from app.sounds.frames import (
    Frame,
    adts_frame,
    mp3_bit_rate,
    mp3_frame,
    mp3_rate_hz,
    mp3_samples,
)
from app.sounds.length import KnownBy, Length
from app.sounds.mp3_counts import Mp3Counts, mp3_counts

_FIRST_FRAMES_BYTES = 16 * 1024
_OFF_BYTES = 16 * 1024  # an encoder counts some tags, or not itself
_OFF_SHARE = 0.01
_SAMPLED_FRAMES = 64
_SAMPLED_PLACES, _PLACE_BYTES, _ALIKE = 8, 8192, 1.4
_PART_BYTES = 1024 * 1024  # read at a time while counting
_TWO_FRAMES_BYTES = 2 * 8192  # the longest: an AAC frame's length has 13 bits
_MOST_TRIES = 500_000  # to find where frames go on; noise takes one in 2,000 bytes
# What a frame’s header may begin with; a search for the first byte alone tries each of a run of it.
_BEGINNINGS: dict[Callable[[bytes, int], Frame | None], re.Pattern[bytes]] = {
    mp3_frame: re.compile(rb"\xff(?=[\xe2-\xff][\x10-\xef])", re.DOTALL),
    adts_frame: re.compile(rb"\xff(?=[\xf0\xf1\xf8\xf9])", re.DOTALL),
}
_ADTS_RATES = (
    *(96_000, 88_200, 64_000, 48_000, 44_100, 32_000),
    *(24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350),
)


def mp3_length(file: BinaryIO, start: int, end: int) -> Length | None:
    """None if there is no frame at `start`."""
    file.seek(start)
    head = file.read(_FIRST_FRAMES_BYTES)
    first = mp3_frame(head, 0)
    if first is None:
        return None
    rate_hz, samples = mp3_rate_hz(head), mp3_samples(head)
    counts = mp3_counts(head[: first[0]])
    silent = counts.silent_samples if counts is not None else 0
    if counts is not None and _is_believable(counts, file, start, end):
        return Length.of_frames(counts.frames * samples - silent, rate_hz)
    if counts is None and (frames := _steady_frames(file, head, start, end)):
        return Length.of_frames(frames * samples, rate_hz)
    begin = start + (counts.length if counts is not None else 0)
    frames = _count(file, begin, end, mp3_frame)
    return Length.of_frames(max(0, frames * samples - silent), rate_hz, KnownBy.DECODED)


def adts_length(file: BinaryIO, start: int, end: int) -> Length | None:
    """All frames are counted: nothing else says how many there are."""
    file.seek(start)
    head = file.read(7)
    if adts_frame(head, 0) is None or (rate_index := head[2] >> 2 & 15) >= len(_ADTS_RATES):
        return None
    frames = _count(file, start, end, adts_frame)
    return Length.of_frames(frames * 1024, _ADTS_RATES[rate_index], KnownBy.DECODED)


def _is_believable(counts: Mp3Counts, file: BinaryIO, start: int, end: int) -> bool:
    """Whether the bytes are there, and the frames are as long as some all over the file."""
    size = end - start
    if not counts.frames or abs(counts.size - size) > max(_OFF_BYTES, _OFF_SHARE * size):
        return False
    found = found_bytes = 0
    for place in range(_SAMPLED_PLACES):
        file.seek(start + counts.length + place * size // _SAMPLED_PLACES)
        data = file.read(_PLACE_BYTES)
        at, _tries = _next_frame(data, 0, len(data), mp3_frame, None)
        while (frame := mp3_frame(data, at)) is not None:
            found, found_bytes, at = found + 1, found_bytes + frame[0], at + frame[0]
    alike = size / counts.frames / (found_bytes / found) if found else 0
    return 1 / _ALIKE < alike < _ALIKE


def _steady_frames(file: BinaryIO, head: bytes, start: int, end: int) -> int:
    """How many frames of one bit rate there are, by a sample of them; 0 if it isn't steady."""
    frame_bytes = mp3_samples(head) * mp3_bit_rate(head) / 8 / mp3_rate_hz(head)
    frames = round((end - start) / frame_bytes)
    for number in range(0, frames, max(1, frames // _SAMPLED_FRAMES)):
        near = start + int(number * frame_bytes)
        file.seek(near - 1 if number else near)
        if not _holds_alike(file.read(5), head):
            return 0
    return frames


def _holds_alike(data: bytes, head: bytes) -> bool:
    """Whether a frame of the same kind and bit rate begins at one of its first three bytes: each
    frame is padded by a byte or not.
    """
    at = data.find(head[:2])
    return 0 <= at <= 2 and len(data) > at + 2 and data[at + 2] >> 2 == head[2] >> 2


def _count(
    file: BinaryIO, start: int, end: int, frame_at: Callable[[bytes, int], Frame | None]
) -> int:
    """Frames in a row, and those behind whatever isn't one. Reads a part of the file at a time."""
    file.seek(start)
    left, tries = end - start, 0
    data, count, at, same = b"", 0, 0, None
    while tries <= _MOST_TRIES:
        if at >= len(data) - _TWO_FRAMES_BYTES and left > 0:
            more = file.read(min(left, _PART_BYTES))
            left = left - len(more) if more else 0
            data, at = data[at:] + more, 0
        if at >= len(data):
            break
        frame = frame_at(data, at)
        if frame is not None and (same is None or frame[1] == same):
            same = frame[1]
            count += at + frame[0] <= len(data)
            at += frame[0]
        else:
            until = len(data) - _TWO_FRAMES_BYTES if left > 0 else len(data)
            at, tried = _next_frame(data, at + 1, max(at + 1, until), frame_at, same)
            tries += 1 + tried
    return count


def _next_frame(
    data: bytes,
    at: int,
    until: int,
    frame_at: Callable[[bytes, int], Frame | None],
    same: bytes | None,
) -> tuple[int, int]:
    """(where two frames in a row begin again, `until` if nowhere before that; places tried)."""
    tries = 0
    for tries, found in enumerate(_BEGINNINGS[frame_at].finditer(data, at), 1):
        at = found.start()
        if at >= until:
            break
        frame = frame_at(data, at)
        if frame is not None and same in (None, frame[1]):
            behind = at + frame[0]
            follower = frame_at(data, behind)
            if behind == len(data) or (follower is not None and follower[1] == frame[1]):
                return at, tries
    return until, tries
