"""How long a sound is, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KnownBy(StrEnum):
    """HEADER: the file says so, and nothing speaks against it. DECODED: the header says nothing, or
    what can't be; so the sound itself was gone through, to its last frame.
    """

    HEADER = "header"
    DECODED = "decoded"


@dataclass(frozen=True, slots=True)
class Length:
    """ms 0: not known before it is decoded."""

    ms: int
    known_by: KnownBy = KnownBy.HEADER

    @classmethod
    def of_frames(cls, frames: int, rate_hz: int, known_by: KnownBy = KnownBy.HEADER) -> Length:
        return cls(round(frames * 1000 / rate_hz) if rate_hz else 0, known_by)
