"""What a file really is, by its first bytes; names lie."""

from __future__ import annotations

from enum import Enum
from typing import BinaryIO

_HEAD_BYTES = 64 * 1024
_MP3_BITRATES = {  # kbit/s by (is MPEG 1, layer)
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


class Container(Enum):
    """The kinds of file told apart; the value is the extension that tinytag knows it by."""

    MP3 = "mp3"
    FLAC = "flac"
    OGG = "ogg"
    MP4 = "m4a"
    WAV = "wav"
    AIFF = "aiff"
    ASF = "wma"
    ADTS = "aac"
    OTHER = ""


def sniff(file: BinaryIO) -> tuple[Container, int]:
    """(container, offset where it begins behind any ID3v2 tags). Leaves the file anywhere."""
    start = skip_id3v2(file)
    file.seek(start)
    head = file.read(32)
    container = _by_magic(head)
    if container is not Container.OTHER:
        return container, start
    return _by_frames(file, start)


def skip_id3v2(file: BinaryIO) -> int:
    """Where the bytes after all leading ID3v2 tags and their zero padding begin."""
    at = 0
    while True:
        file.seek(at)
        header = file.read(10)
        if len(header) < 10 or header[:3] != b"ID3" or max(header[6:10]) > 127:
            return at
        size = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]
        has_footer = header[5] & 0x10
        at = _skip_zeros(file, at + 10 + size + (10 if has_footer else 0))


def _skip_zeros(file: BinaryIO, at: int) -> int:
    """Some taggers pad behind the tag; sound never begins with a zero byte there."""
    file.seek(at)
    while chunk := file.read(4096):
        kept = chunk.lstrip(b"\0")
        if kept:
            return at + len(chunk) - len(kept)
        at += len(chunk)
    return at


def _by_magic(head: bytes) -> Container:
    if head[:4] == b"fLaC":
        return Container.FLAC
    if head[:4] == b"OggS":
        return Container.OGG
    if head[4:8] == b"ftyp":
        return Container.MP4
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return Container.WAV
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Container.AIFF
    if head[:16] == bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"):
        return Container.ASF
    return Container.OTHER


def _by_frames(file: BinaryIO, start: int) -> tuple[Container, int]:
    """MPEG audio has no magic: believe two frames in a row, or one that fills the whole file."""
    file.seek(start)
    head = file.read(_HEAD_BYTES)
    at = head.find(b"\xff")
    while 0 <= at < len(head) - 8:
        for container, length_of in ((Container.MP3, _mp3_frame), (Container.ADTS, _adts_frame)):
            length = length_of(head, at)
            follows = at + length
            if length and (follows == len(head) or length_of(head, follows)):
                return container, start + at
        at = head.find(b"\xff", at + 1)
    return Container.OTHER, start


def _mp3_frame(head: bytes, at: int) -> int:
    """Length of the MPEG audio frame at `at`, 0 when there is none."""
    if at + 4 > len(head) or head[at] != 0xFF or head[at + 1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[at + 1] >> 3 & 3, 4 - (head[at + 1] >> 1 & 3)
    bitrate_index, rate_index = head[at + 2] >> 4, head[at + 2] >> 2 & 3
    if version == 1 or layer == 4 or bitrate_index in (0, 15) or rate_index == 3:
        return 0
    bitrate = _MP3_BITRATES[version == 3, layer][bitrate_index] * 1000
    rate_hz = _MP3_RATES[version][rate_index]
    padding = head[at + 2] >> 1 & 1
    if layer == 1:
        return (12 * bitrate // rate_hz + padding) * 4
    return (72 if layer == 3 and version != 3 else 144) * bitrate // rate_hz + padding


def mp3_rate_and_samples(frame: bytes) -> tuple[int, int]:
    """(rate in Hz, samples in a frame) by a frame's header; zeros when it is none."""
    if not _mp3_frame(frame, 0):
        return 0, 0
    version, layer = frame[1] >> 3 & 3, 4 - (frame[1] >> 1 & 3)
    samples = 384 if layer == 1 else 576 if layer == 3 and version != 3 else 1152
    return _MP3_RATES[version][frame[2] >> 2 & 3], samples


def _adts_frame(head: bytes, at: int) -> int:
    """Length of the AAC frame at `at`, 0 when there is none."""
    if at + 7 > len(head) or head[at] != 0xFF or head[at + 1] & 0xF6 != 0xF0:
        return 0
    length = (head[at + 3] & 3) << 11 | head[at + 4] << 3 | head[at + 5] >> 5
    return length if length >= 7 else 0
