"""Sound without a container: a sequence of frames, each of which says how long it is."""

from __future__ import annotations

from collections.abc import Callable

from app.sounds.kinds import Container

_MP3_BITRATES = {  # kbit/s by (is MPEG 1, layer)
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_AC3_BITRATES = (
    *(32, 40, 48, 56, 64, 80, 96, 112, 128, 160),
    *(192, 224, 256, 320, 384, 448, 512, 576, 640),
)
_FIRST_EAC3_VERSION = 11

Frame = tuple[int, bytes]  # its length, and what it has in common with the next one


def first_frames(head: bytes) -> tuple[Container, int]:
    """(container, where its first frame begins): two frames in a row are believed, or one that
    fills all there is. Both must agree on what never changes within a file.
    """
    for container, frame_at in ((Container.AC3, ac3_frame), (Container.EAC3, eac3_frame)):
        if _is_followed(head, 0, frame_at):
            return container, 0
    at = head.find(b"\xff")
    while 0 <= at < len(head) - 8:
        for container, frame_at in ((Container.MP3, mp3_frame), (Container.ADTS, adts_frame)):
            if _is_followed(head, at, frame_at):
                return container, at
        at = head.find(b"\xff", at + 1)
    return Container.OTHER, 0


def _is_followed(head: bytes, at: int, frame_at: Callable[[bytes, int], Frame | None]) -> bool:
    frame = frame_at(head, at)
    if frame is None:
        return False
    behind = at + frame[0]
    if behind == len(head):
        return True
    follower = frame_at(head, behind)
    return follower is not None and follower[1] == frame[1]


def mp3_frame(head: bytes, at: int) -> Frame | None:
    """The MPEG audio frame at `at`: version, layer and rate stay the same."""
    if at + 4 > len(head) or head[at] != 0xFF or head[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = head[at + 1] >> 3 & 3, 4 - (head[at + 1] >> 1 & 3)
    bitrate_index, rate_index = head[at + 2] >> 4, head[at + 2] >> 2 & 3
    if version == 1 or layer == 4 or bitrate_index in (0, 15) or rate_index == 3:
        return None
    bitrate = _MP3_BITRATES[version == 3, layer][bitrate_index] * 1000
    rate_hz = _MP3_RATES[version][rate_index]
    padding = head[at + 2] >> 1 & 1
    same = bytes((version, layer, rate_index))
    if layer == 1:
        return (12 * bitrate // rate_hz + padding) * 4, same
    return (72 if layer == 3 and version != 3 else 144) * bitrate // rate_hz + padding, same


def mp3_rate_hz(head: bytes) -> int:
    """Of the MPEG audio frame that `head` begins with."""
    return _MP3_RATES[head[1] >> 3 & 3][head[2] >> 2 & 3]


def mp3_bit_rate(head: bytes) -> int:
    """The same frame’s, in bits per second."""
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    return _MP3_BITRATES[version == 3, layer][head[2] >> 4] * 1000


def mp3_samples(head: bytes) -> int:
    """The same frame’s, per channel."""
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    if layer == 1:
        return 384
    return 576 if layer == 3 and version != 3 else 1152


def adts_frame(head: bytes, at: int) -> Frame | None:
    """The AAC frame at `at`: version, profile and rate stay the same."""
    if at + 7 > len(head) or head[at] != 0xFF or head[at + 1] & 0xF6 != 0xF0:
        return None
    length = (head[at + 3] & 3) << 11 | head[at + 4] << 3 | head[at + 5] >> 5
    return (length, bytes((head[at + 1], head[at + 2] & 0xFC))) if length >= 7 else None


def ac3_frame(head: bytes, at: int) -> Frame | None:
    """The Dolby Digital frame at `at`. Source: ETSI TS 102 366, table 4.13."""
    if head[at : at + 2] != b"\x0b\x77" or at + 6 > len(head):
        return None
    rate_index, size_code = head[at + 4] >> 6, head[at + 4] & 0x3F
    version = head[at + 5] >> 3
    if rate_index == 3 or size_code >= 2 * len(_AC3_BITRATES) or version >= _FIRST_EAC3_VERSION:
        return None
    bitrate = _AC3_BITRATES[size_code >> 1]
    words = (2 * bitrate, bitrate * 320 // 147 + (size_code & 1), 3 * bitrate)[rate_index]
    return 2 * words, bytes((rate_index, version))


def eac3_frame(head: bytes, at: int) -> Frame | None:
    """The Dolby Digital Plus frame at `at`. Source: ETSI TS 102 366, annex E."""
    if head[at : at + 2] != b"\x0b\x77" or at + 6 > len(head):
        return None
    version = head[at + 5] >> 3
    if not _FIRST_EAC3_VERSION <= version <= 16:
        return None
    return 2 * (((head[at + 2] & 7) << 8 | head[at + 3]) + 1), bytes((version,))
