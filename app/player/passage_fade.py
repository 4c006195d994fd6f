"""How loud a passage is played from place to place: it comes up gently, and goes as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.timecode import Span

_CUBIC_DB = 60.0  # libVLC's outputs raise the volume to the third power: a tenth is 60 dB less


@dataclass(frozen=True, slots=True)
class PassageFade:
    """share: of the listener's volume, 0..1, between the fades. begins: of that share, before it
    comes up. A passage that is too short for both fades turns where they meet.
    """

    span: Span
    share: float = 1.0
    in_ms: int = 0
    out_ms: int = 0
    begins: float = 0.0

    def at(self, position_ms: float) -> float:
        """The share at a place of the track; none outside the passage."""
        since_ms, left_ms = position_ms - self.span.start_ms, self.span.end_ms - position_ms
        if since_ms < 0 or left_ms < 0:
            return 0.0
        come = since_ms / self.in_ms if self.in_ms else 1.0
        parts = (self.begins + (1 - self.begins) * come, 1.0)
        return self.share * min(*parts, left_ms / self.out_ms if self.out_ms else 1.0)

    @property
    def first(self) -> float:
        """With what share it begins."""
        return self.at(self.span.start_ms)


def share_of_db(gain_db: float) -> float:
    """How much of the volume sounds that much quieter; never louder than it is."""
    return min(1.0, 10 ** (gain_db / _CUBIC_DB))
