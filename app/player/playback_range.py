"""The stretch that playing keeps to: a loop, or a span to hear once more."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.timecode import Span

LEAD_MS = 8  # half a poll: loops turn, and spans pause, on average at their end
PREPARE_LOOP_MS = 1500
POINT_LASTS_MS = 3000  # a point is heard again with what follows it


class Due(Enum):
    """What playing has come to."""

    NOTHING = auto()
    READINESS = auto()  # the loop turns soon
    TURN = auto()
    END = auto()  # the span was heard


class PlaybackRange:
    """One of both at the most: a span that is heard again ends a loop, and a loop ends that."""

    def __init__(self) -> None:
        self.loop: Span | None = None
        self.heard_again: Span | None = None

    def repeat(self, span: Span | None) -> None:
        """A point is no loop."""
        self.loop = None if span is None or span.is_point else span
        self.heard_again = None

    def hear_once(self, span: Span) -> None:
        self.loop, self.heard_again = None, span

    def let_go(self) -> None:
        self.loop = self.heard_again = None

    @property
    def start_ms(self) -> int:
        """Where an ended track begins anew."""
        return self.loop.start_ms if self.loop is not None else 0

    def due(self, heard_ms: int, rate: float) -> Due:
        if self.loop is not None:
            left_ms = (self.loop.end_ms - heard_ms) / rate
            if left_ms <= LEAD_MS:
                return Due.TURN
            return Due.READINESS if left_ms <= PREPARE_LOOP_MS else Due.NOTHING
        if self.heard_again is not None and heard_ms >= _last_ms(self.heard_again) - LEAD_MS * rate:
            return Due.END
        return Due.NOTHING


def _last_ms(heard_again: Span) -> int:
    return heard_again.start_ms + (heard_again.duration_ms or POINT_LASTS_MS)
