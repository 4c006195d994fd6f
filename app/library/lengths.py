"""How long a file's sound is, where its header isn't enough.

Headers are wrong after a pipe, a cut or a careless editor. What can be checked without decoding is
checked against the bytes that are there: the length of an MP3 against the bytes that its header
counts, a FLAC's against its last frame, a WAV's against its size, an MP4's against its fragments.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from app.library.frame_counts import adts_length, mp3_length
from app.library.mp4_lengths import mp4_length
from app.sounds.chunks import chunks, flac_blocks
from app.sounds.kinds import Container
from app.sounds.length import KnownBy, Length
from app.sounds.tail_tags import end_of_sound

_PLAIN = (1, 3, 0xFFFE)  # PCM, float, and what is either in an extended header
_FLAC_TAIL_BYTES = 256 * 1024


def length_of(
    file: BinaryIO, size: int, container: Container, start: int, declared_ms: int
) -> Length:
    """container, start: from `sniff`. declared_ms: what the header says, 0 if nothing."""
    match container:
        case Container.MP3:
            known = mp3_length(file, start, end_of_sound(file, size))
        case Container.ADTS:
            known = adts_length(file, start, end_of_sound(file, size))
        case Container.WAV:
            known = _wav_length(file, size)
        case Container.MP4 | Container.QUICKTIME:
            known = mp4_length(file, size)
        case Container.FLAC:
            known = _flac_length(file, size, start)
        case _:
            known = None
    return known or Length(declared_ms)


def _wav_length(file: BinaryIO, size: int) -> Length | None:
    """None if the header is right, or the sound isn't plain."""
    file.seek(0)
    if file.read(4) != b"RIFF":
        return None
    width = rate_hz = 0
    for name, at, _end in chunks(file, size, 0, "<"):
        file.seek(at - 4)
        length = int.from_bytes(file.read(4), "little")
        if name == b"fmt " and len(body := file.read(16)) == 16:
            kind, _channels, rate_hz, _bytes, width = struct.unpack_from("<HHIIH", body)
            if kind not in _PLAIN:
                return None
        if name == b"data":
            present = size - at
            if 0 < length <= present or not (width and rate_hz):
                return None
            return Length.of_frames(present // width, rate_hz, KnownBy.DECODED)
    return None


def _flac_length(file: BinaryIO, size: int, start: int) -> Length | None:
    """By the number in its last frame; None if STREAMINFO says the same. Source: RFC 9639."""
    sound_at = next((end for _kind, _at, end, is_last in flac_blocks(file, start) if is_last), None)
    if sound_at is None:
        return None
    file.seek(start + 8)
    info = file.read(34)
    file.seek(sound_at)
    first = file.read(4)
    if len(info) < 34 or len(first) < 4:
        return None
    rate_hz = int.from_bytes(info[10:13], "big") >> 4
    declared = (info[13] & 0x0F) << 32 | int.from_bytes(info[14:18], "big")
    end = end_of_sound(file, size)
    tail_at = max(sound_at, end - _FLAC_TAIL_BYTES)
    file.seek(tail_at)
    frames = _flac_end(file.read(end - tail_at), first, int.from_bytes(info[2:4], "big"))
    if frames in (0, declared):
        return None
    return Length.of_frames(frames, rate_hz, KnownBy.DECODED)


def _flac_end(tail: bytes, first: bytes, block: int) -> int:
    """The samples up to the end of the last frame in these bytes; 0 if there is none.

    first: the first frame's beginning, which all have in common but for the size of the block.
    """
    at = len(tail)
    while (at := tail.rfind(first[:2], 0, at)) >= 0:
        header = tail[at : at + 16]
        is_alike = len(header) > 6 and (header[2] ^ first[2]) & 15 == 0 and header[3] == first[3]
        if is_alike and (end := _flac_frame_end(header, block)) is not None:
            return end
    return 0


def _flac_frame_end(header: bytes, block: int) -> int | None:
    """Counted from the beginning of the sound; None if this is no frame's header.

    block: the size of all blocks but the last, where frames are numbered.
    """
    coded = _coded_number(header[4:])
    if coded is None:
        return None
    number, length = coded
    size_code, at = header[2] >> 4, 4 + length
    match size_code:
        case 0:
            return None
        case 1:
            samples = 192
        case 2 | 3 | 4 | 5:
            samples = 576 << (size_code - 2)
        case 6 | 7:
            width = size_code - 5
            samples, at = int.from_bytes(header[at : at + width], "big") + 1, at + width
        case _:
            samples = 256 << (size_code - 8)
    at += {12: 1, 13: 2, 14: 2}.get(header[2] & 15, 0)
    if at >= len(header) or _crc8(header[:at]) != header[at]:
        return None
    begin = number if header[1] & 1 else number * block
    return begin + samples


def _coded_number(data: bytes) -> tuple[int, int] | None:
    """(number, its bytes), coded as UTF-8 codes characters, but up to 36 bits."""
    ones = 8 - (data[0] ^ 0xFF).bit_length()
    if ones == 0:
        return data[0], 1
    if ones == 1 or ones == 8 or len(data) < ones:
        return None
    number = data[0] & (0x7F >> ones)
    for byte in data[1:ones]:
        if byte & 0xC0 != 0x80:
            return None
        number = number << 6 | byte & 0x3F
    return number, ones


def _crc8(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _bit in range(8):
            crc = (crc << 1 ^ (0x07 if crc & 0x80 else 0)) & 0xFF
    return crc
