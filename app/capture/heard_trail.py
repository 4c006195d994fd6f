"""What was heard without a break, so that a late key press finds the music it was meant for.

Positions on a track jump: a loop starts again, the listener seeks, the next track begins. Heard
time doesn't: it counts the milliseconds of music that were heard, one after another. The reaction
time is subtracted from heard time. It reaches back from a loop's start into the round before, but
not over a seek or into another track, because the press wasn't meant for what was heard there.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from app.core.ids import TrackId
from app.core.timecode import Span
from app.core.track_move import TrackMove

_MOST_ROUNDS = 512  # an hour of a loop of seven seconds


@dataclass(frozen=True, slots=True)
class Round:
    """A passage heard without a jump, from heard_ms (heard time) on; its end isn't known here.

    start_ms: below 0 for what has no place in the track any more. is_new: the listener went here,
    or the track began: nothing before it belongs to it.
    """

    track_id: TrackId
    start_ms: int
    heard_ms: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class HeardPath:
    """The rounds up to now, oldest first. now_ms: heard time at the playhead."""

    rounds: tuple[Round, ...]
    now_ms: int

    @classmethod
    def whole(cls, track_id: TrackId, position_ms: int) -> HeardPath:
        """The track from its start, when nothing else is known."""
        return cls((Round(track_id, 0, 0, True),), position_ms)

    def is_of(self, track_id: TrackId, heard_ms: int) -> bool:
        """Whether that track was heard then."""
        return self.rounds[self._place(heard_ms)].track_id == track_id

    def earlier(self, heard_ms: int, by_ms: int) -> int:
        """by_ms before heard_ms, but no farther back than the music was heard without a break."""
        place = self._place(heard_ms)
        while place > 0 and not self.rounds[place].is_new:
            place -= 1
        return max(self.rounds[place].heard_ms, heard_ms - by_ms)

    def unbroken_until(self, heard_ms: int) -> int:
        """Heard time at which the listener went elsewhere; now, if that hasn't happened."""
        after = self.rounds[self._place(heard_ms) + 1 :]
        return next((found.heard_ms - 1 for found in after if found.is_new), self.now_ms)

    def stretches(self, from_ms: int, to_ms: int) -> list[Span]:
        """Where on the track that was, divided where a loop started again. There must be no break
        between the two heard times; a point if they are the same.
        """
        first, last = self._place(from_ms), self._place(to_ms)
        found = []
        for place in range(first, last + 1):
            here = self.rounds[place]
            since = max(from_ms, here.heard_ms)
            until = to_ms if place == last else self.rounds[place + 1].heard_ms
            if until > since or first == last:
                offset = here.start_ms - here.heard_ms
                found.append(Span(max(0, since + offset), max(0, until + offset)))
        return found

    def position(self, heard_ms: int) -> int:
        here = self.rounds[self._place(heard_ms)]
        return max(0, here.start_ms + heard_ms - here.heard_ms)

    def _place(self, heard_ms: int) -> int:
        found = bisect_right(self.rounds, heard_ms, key=lambda here: here.heard_ms)
        return max(0, found - 1)


class HeardTrail:
    """Records the rounds while the music plays. Tell it every jump and every position."""

    def __init__(self) -> None:
        self._rounds: list[Round] = []
        self._last_ms = 0
        self._turning: Span | None = None

    def begin(self, track_id: TrackId, position_ms: int) -> None:
        """The listener went here, or this track begins."""
        heard_ms = self._heard(self._last_ms) + 1 if self._rounds else 0
        self._add(Round(track_id, position_ms, heard_ms, True))
        self._turning, self._last_ms = None, position_ms

    def turn(self, loop: Span) -> None:
        """The loop starts again: the next position that steps back is in the new round.

        With a slow output device, that is heard a while after it was played.
        """
        self._turning = loop

    def see(self, position_ms: int) -> None:
        """Where the playhead is now."""
        loop = self._turning
        if loop is not None and self._last_ms - position_ms > loop.duration_ms / 2:
            seam_ms = max(self._last_ms, loop.end_ms)
            track_id = self._rounds[-1].track_id
            self._add(Round(track_id, loop.start_ms, self._heard(seam_ms), False))
            self._turning = None
        self._last_ms = position_ms

    def follow(self, move: TrackMove) -> None:
        """The track has become part of another: it is that which was heard."""
        self._rounds = [
            _moved(here, move.shift_ms, move.to_id) if here.track_id == move.from_id else here
            for here in self._rounds
        ]
        if self._rounds and self._rounds[-1].track_id == move.to_id:
            self._last_ms = max(0, self._last_ms + move.shift_ms)
            self._turning = None

    def path(self, track_id: TrackId, position_ms: int) -> HeardPath:
        """Up to now, with the playhead at this position."""
        if not self._rounds or self._rounds[-1].track_id != track_id:
            return HeardPath.whole(track_id, position_ms)
        self.see(position_ms)
        return HeardPath(tuple(self._rounds), self._heard(position_ms))

    def _heard(self, position_ms: int) -> int:
        here = self._rounds[-1]
        return here.heard_ms + max(0, position_ms - here.start_ms)

    def _add(self, here: Round) -> None:
        self._rounds.append(here)
        del self._rounds[:-_MOST_ROUNDS]


def _moved(here: Round, by_ms: int, track_id: TrackId) -> Round:
    return Round(track_id, here.start_ms + by_ms, here.heard_ms, here.is_new)
