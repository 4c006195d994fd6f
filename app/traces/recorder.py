"""One pass over a track: looks at a hand and at the playhead become samples on the track's time.

The player's own position decides where a sample lies, so a pass at half or double rate, with seeks
or in a loop, tells the same seconds of the music.
"""

from __future__ import annotations

from app.core.ids import TrackId
from app.traces.records import STEP_MS, Affect, Stretch, sample_of

FASTEST_RATE = 2.0
SLACK_MS = 200  # the position may catch up by this much between two looks without a seek


class TraceRecorder:
    """Fed a look about every 50 ms while music sounds. Between two looks the hand moved evenly.

    A seek, a pause or a loop's turn leaves what lies between untold. Going over a place again tells
    it anew.
    """

    def __init__(self, track_id: TrackId) -> None:
        self.track_id = track_id
        self._fresh: dict[int, bytes] = {}  # samples by their place on the grid
        self._last: tuple[int, Affect, int] | None = None

    def look(self, position_ms: int, affect: Affect, now_ms: int) -> None:
        """affect: where the hand is now. now_ms: any steady clock."""
        last, self._last = self._last, (position_ms, affect, now_ms)
        place = position_ms // STEP_MS
        if last is not None and self._goes_on(last, position_ms, now_ms):
            self._fill(last, place, position_ms, affect)
        self._fresh[place] = sample_of(affect)

    def rest(self) -> None:
        """The music pauses: the next look begins a stretch of its own."""
        self._last = None

    @property
    def fresh(self) -> tuple[Stretch, ...]:
        """What was told and is not kept yet, in the order of the track."""
        return _runs(self._fresh)

    def forget(self) -> None:
        """What was told is kept; the hand goes on from where it is."""
        self._fresh = {}

    @staticmethod
    def _goes_on(last: tuple[int, Affect, int], position_ms: int, now_ms: int) -> bool:
        moved_ms, passed_ms = position_ms - last[0], now_ms - last[2]
        return 0 <= moved_ms <= passed_ms * FASTEST_RATE + SLACK_MS

    def _fill(
        self, last: tuple[int, Affect, int], place: int, position_ms: int, affect: Affect
    ) -> None:
        """The places that were passed between two looks."""
        from_ms, before, _ = last
        moved_ms = max(1, position_ms - from_ms)
        for passed in range(from_ms // STEP_MS + 1, place):
            share = (passed * STEP_MS - from_ms) / moved_ms
            between = tuple(a + (b - a) * share for a, b in zip(before, affect, strict=True))
            self._fresh[passed] = sample_of((between[0], between[1]))


def _runs(samples: dict[int, bytes]) -> tuple[Stretch, ...]:
    """Places next to each other make one stretch."""
    found: list[tuple[int, bytearray]] = []
    for place in sorted(samples):
        if found and place == found[-1][0] + len(found[-1][1]) // 2:
            found[-1][1].extend(samples[place])
        else:
            found.append((place, bytearray(samples[place])))
    return tuple(Stretch(place * STEP_MS, bytes(run)) for place, run in found)
