"""Records one pass over a track: pointer and playhead readings become samples on the track's time.

The player's position decides where a sample goes, so a pass at half or double speed, with seeks or
in a loop, covers the same seconds of the music.
"""

from __future__ import annotations

from app.core.ids import TrackId
from app.core.track_move import TrackMove
from app.traces.records import STEP_MS, Affect, Stretch, sample_of

FASTEST_RATE = 2.0
SLACK_MS = 200  # the position may jump this far between two readings without a seek


class TraceRecorder:
    """Takes a reading about every 50 ms while music plays, and interpolates between two of them.

    A seek, a pause or the start of a loop's next round leaves a gap. A later pass over the same
    place replaces the earlier one.
    """

    def __init__(self, track_id: TrackId) -> None:
        self.track_id = track_id
        self._fresh: dict[int, bytes] = {}  # samples by their place on the grid
        self._last: tuple[int, Affect, int] | None = None

    def look(self, position_ms: int, affect: Affect, now_ms: int) -> None:
        """affect: where the pointer is now. now_ms: any steady clock."""
        last, self._last = self._last, (position_ms, affect, now_ms)
        place = position_ms // STEP_MS
        if last is not None and self._goes_on(last, position_ms, now_ms):
            self._fill(last, place, position_ms, affect)
        self._fresh[place] = sample_of(affect)

    def follow(self, move: TrackMove) -> None:
        """The track has become part of another: what isn't saved yet lands at the same music there.

        To the nearest place of the grid; what has none any more is dropped.
        """
        self.track_id = move.to_id
        by = round(move.shift_ms / STEP_MS)
        self._fresh = {place + by: one for place, one in self._fresh.items() if place + by >= 0}
        self.rest()

    def rest(self) -> None:
        """The music pauses: the next reading begins a new stretch."""
        self._last = None

    @property
    def fresh(self) -> tuple[Stretch, ...]:
        """What was recorded and isn't saved yet, in the order of the track."""
        return _runs(self._fresh)

    def forget(self) -> None:
        """What was recorded is saved; recording goes on from here."""
        self._fresh = {}

    @staticmethod
    def _goes_on(last: tuple[int, Affect, int], position_ms: int, now_ms: int) -> bool:
        moved_ms, passed_ms = position_ms - last[0], now_ms - last[2]
        return 0 <= moved_ms <= passed_ms * FASTEST_RATE + SLACK_MS

    def _fill(
        self, last: tuple[int, Affect, int], place: int, position_ms: int, affect: Affect
    ) -> None:
        """Interpolates the places between two readings."""
        from_ms, before, _ = last
        moved_ms = max(1, position_ms - from_ms)
        for passed in range(from_ms // STEP_MS + 1, place):
            share = (passed * STEP_MS - from_ms) / moved_ms
            between = tuple(a + (b - a) * share for a, b in zip(before, affect, strict=True))
            self._fresh[passed] = sample_of((between[0], between[1]))


def _runs(samples: dict[int, bytes]) -> tuple[Stretch, ...]:
    """Adjacent places make one stretch."""
    found: list[tuple[int, bytearray]] = []
    for place in sorted(samples):
        if found and place == found[-1][0] + len(found[-1][1]) // 2:
            found[-1][1].extend(samples[place])
        else:
            found.append((place, bytearray(samples[place])))
    return tuple(Stretch(place * STEP_MS, bytes(run)) for place, run in found)
