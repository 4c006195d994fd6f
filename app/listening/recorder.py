"""Records what is really heard while a player plays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from app.core.timecode import Span

LONGEST_PAUSE_MS = 30 * 60 * 1000
FASTEST_RATE = 2.0
SLACK_MS = 400  # the position may catch up by this much between two looks without being a seek


@dataclass(frozen=True, slots=True)
class HeardSoFar:
    """One listen: a track, when it began (UTC), and the passages heard, disjoint and in order.
    begun_again_ms: where one began again within them, in order, once for each time.
    """

    track_id: int
    started_at_ms: int
    spans: tuple[Span, ...]
    begun_again_ms: tuple[int, ...] = ()

    @property
    def heard_ms(self) -> int:
        return sum(span.duration_ms for span in self.spans)


class ListenRecorder:
    """Given the player's position now and then, it returns each listen once it is over.

    A listen begins with the first look at a track while it plays. It ends with another track,
    `stop`, or a pause longer than 30 minutes. Playing forward adds to what was heard; a seek, a
    loop's jump back and paused time don't. Looks may be some seconds apart. Whoever looks says
    when the listener went elsewhere (`go_elsewhere`): what is heard then was begun there.
    """

    def __init__(self) -> None:
        self._track_id: int | None = None
        self._started_at_ms = 0
        self._starts: list[int] = []  # disjoint spans in order
        self._ends: list[int] = []
        self._last_ms: int | None = None  # position at the last playing look
        self._looked_at_ms = 0
        self._begins = True  # at another place; counted once something is heard from there
        self._begun: list[int] = []

    @property
    def heard_so_far(self) -> HeardSoFar | None:
        """The present listen, so far."""
        if self._track_id is None:
            return None
        spans = tuple(map(Span, self._starts, self._ends))
        again = Counter(self._begun)
        again.subtract(set(self._starts).intersection(again))  # those begin the spans themselves
        begun_again = tuple(sorted(again.elements()))
        return HeardSoFar(self._track_id, self._started_at_ms, spans, begun_again)

    def look(
        self, track_id: int | None, position_ms: int, is_playing: bool, now_utc_ms: int
    ) -> HeardSoFar | None:
        """Take one look; returns the listen that ended with it, if one did."""
        ended = self._end_if_over(track_id, is_playing, now_utc_ms)
        if track_id is None:
            return ended
        if is_playing and self._track_id is None:
            self._begin(track_id, now_utc_ms)
        if self._track_id is not None:
            self._account(position_ms, is_playing, now_utc_ms)
        return ended

    def go_elsewhere(self) -> None:
        """The position is about to be another one, by a seek: nothing was heard up to there."""
        self._last_ms, self._begins = None, True

    def stop(self) -> HeardSoFar | None:
        """Call when the player stops or the program closes; returns the listen that ended."""
        ended, self._track_id = self.heard_so_far, None
        self._starts, self._ends, self._last_ms = [], [], None
        self._begins, self._begun = True, []
        return ended if ended is not None and ended.spans else None

    def _end_if_over(
        self, track_id: int | None, is_playing: bool, now_utc_ms: int
    ) -> HeardSoFar | None:
        has_waited = self._last_ms is None and (now_utc_ms - self._looked_at_ms > LONGEST_PAUSE_MS)
        is_other = track_id != self._track_id and (is_playing or track_id is None)
        if self._track_id is not None and (has_waited or is_other):
            return self.stop()
        return None

    def _begin(self, track_id: int, now_utc_ms: int) -> None:
        self._track_id = track_id
        self._started_at_ms = self._looked_at_ms = now_utc_ms

    def _account(self, position_ms: int, is_playing: bool, now_utc_ms: int) -> None:
        if self._last_ms is not None:
            passed_ms = max(0, now_utc_ms - self._looked_at_ms)
            moved_ms = position_ms - self._last_ms
            if 0 < moved_ms <= passed_ms * FASTEST_RATE + SLACK_MS:
                self._hear(self._last_ms, position_ms)
        if is_playing or self._last_ms is not None:
            self._looked_at_ms = now_utc_ms  # a pause is counted from its first look
        self._last_ms = position_ms if is_playing else None

    def _hear(self, start_ms: int, end_ms: int) -> None:
        if self._begins:
            self._begun.append(start_ms)
            self._begins = False
        self._add(start_ms, end_ms)

    def _add(self, start_ms: int, end_ms: int) -> None:
        """Merge a passage into the disjoint ones; those that touch become one."""
        first = bisect_left(self._ends, start_ms)
        last = bisect_right(self._starts, end_ms)
        if first < last:
            start_ms = min(start_ms, self._starts[first])
            end_ms = max(end_ms, self._ends[last - 1])
        self._starts[first:last] = [start_ms]
        self._ends[first:last] = [end_ms]
