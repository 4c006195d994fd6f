"""The passage that playback stays in: a loop, or a passage played again once."""

from __future__ import annotations

from enum import Enum, auto

from app.core.timecode import POINT_LASTS_MS, Span

LEAD_MS = 8  # half a poll: on average, loops repeat and passages pause exactly at their end
PREPARE_LOOP_MS = 1500


class Due(Enum):
    """What has to be done at this position."""

    NOTHING = auto()
    READINESS = auto()  # the loop repeats soon
    TURN = auto()
    END = auto()  # the passage has been played


class PlaybackRange:
    """A loop, or a passage to play again, but not both: setting one ends the other."""

    def __init__(self) -> None:
        self.loop: Span | None = None
        self.heard_again: Span | None = None

    def repeat(self, span: Span | None) -> None:
        """A point can't be a loop."""
        self.loop = None if span is None or span.is_point else span
        self.heard_again = None

    def hear_once(self, span: Span) -> None:
        self.loop, self.heard_again = None, span

    def let_go(self) -> None:
        self.loop = self.heard_again = None

    def move(self, by_ms: int) -> None:
        """The same music is at another place. What has none any more is let go."""
        self.loop, self.heard_again = _moved(self.loop, by_ms), _moved(self.heard_again, by_ms)

    @property
    def start_ms(self) -> int:
        """Where a track that ended starts again."""
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


def _moved(span: Span | None, by_ms: int) -> Span | None:
    if span is None or span.end_ms + by_ms <= 0:
        return None
    return Span(max(0, span.start_ms + by_ms), span.end_ms + by_ms)


def _last_ms(heard_again: Span) -> int:
    return heard_again.start_ms + (heard_again.duration_ms or POINT_LASTS_MS)
