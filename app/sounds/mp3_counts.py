"""What an MP3 says of itself: many begin with a frame that counts the others.

Source: the tables of Xing’s and Fraunhofer’s headers (LAME calls the former “Info” for constant bit
rates), and LAME’s extension of the former.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_ENCODERS = (b"LAME", b"Lavf", b"Lavc", b"GOGO", b"L3.9")  # what follows their name is their delay


@dataclass(frozen=True, slots=True)
class Mp3Counts:
    """What a Xing, Info or VBRI header says: frames, their bytes (0 if it doesn't say), and samples
    that aren't music. length: of the frame that holds it, as far as it was given.
    """

    frames: int
    size: int
    silent_samples: int
    length: int


def mp3_counts(frame: bytes) -> Mp3Counts | None:
    """frame: the first one, or what was read of it and after it. None if it doesn't count."""
    at = max(frame.find(b"Xing"), frame.find(b"Info"))
    if 0 <= at <= len(frame) - 16:
        flags, frames, size = struct.unpack_from(">III", frame, at + 4)
        silent = 0
        if frame[at + 120 : at + 124] in _ENCODERS and len(frame) >= at + 144:
            delays = int.from_bytes(frame[at + 141 : at + 144], "big")
            silent = (delays >> 12) + (delays & 0xFFF)
        if not flags & 1:
            return None
        return Mp3Counts(frames, size if flags & 2 else 0, silent, len(frame))
    at = frame.find(b"VBRI")
    if 0 <= at <= len(frame) - 18:
        size, frames = struct.unpack_from(">II", frame, at + 10)
        return Mp3Counts(frames, size, 0, len(frame))
    return None
