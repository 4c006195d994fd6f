"""A path from one feeling to another through own marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from app.comfort.choosing import strengths
from app.comfort.records import SHELF, PathPlan, PathWish, Station
from app.core.timecode import Span
from app.journal.records import Feeling

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.comfort.own_marks import OwnMarks

    Floats = npt.NDArray[np.float64]

REACH = 0.45  # on the two axes: what is further from the way doesn't lie on it
_NEAR = 0.25
_AGAIN = 0.4  # of its weight a feeling has that the path has already: rather another one
_STATION_MS = 260_000  # about as long as a track
_FEWEST, _MOST, _MORE = SHELF, 12, 3
_ENOUGH = 0.9  # of the wanted time
_WORTH_MS = 45_000  # stations that are shorter on average make a path restless, not longer
_MINUTE_MS = 60_000


@dataclass(frozen=True, eq=False)
class PathMaker:
    """now_ms: UTC, by which it is known what was heard lately."""

    own: OwnMarks
    now_ms: int

    def lay(
        self,
        wish: PathWish,
        tried: frozenset[int] = frozenset(),
        left_out: frozenset[int] = frozenset(),
    ) -> PathPlan:
        """With fewer than five fitting marks the stations are simply these."""
        fitting = self.fitting(wish)
        many = min(_MOST, max(_FEWEST, round(wish.minutes * _MINUTE_MS / _STATION_MS)))
        plan = self._laid(PathPlan(wish, (), (), fitting, tried, left_out), many)
        if not plan.is_path:
            return replace(plan, gaps=())
        for _further in range(_MORE):
            lasts_ms = self._lasts(plan)
            is_enough = lasts_ms >= _ENOUGH * wish.minutes * _MINUTE_MS
            is_restless = lasts_ms < _WORTH_MS * len(plan.stations)
            if is_enough or is_restless or len(plan.stations) < many or many == _MOST:
                break
            many += 1
            plan = self._laid(plan, many)
        return plan

    def fitting(self, wish: PathWish) -> int:
        """How many marks are near the way."""
        import numpy as np

        return int(np.count_nonzero(self._distances(wish) <= REACH))

    def leave_out(self, plan: PathPlan, place: int) -> PathPlan:
        """Without one of its stations, for good; the others stay, and have more room."""
        left_out = plan.left_out | {plan.stations[place].mark}
        stations = plan.stations[:place] + plan.stations[place + 1 :]
        return replace(plan, stations=stations, left_out=left_out)

    def exchange(self, plan: PathPlan, place: int) -> PathPlan:
        """Another mark for one of its stations; the same plan if there is none."""
        station = plan.stations[place]
        tried = plan.tried | {station.mark}
        others = [one.mark for one in plan.stations]
        found = self._near(replace(plan, tried=tried), station.at, others)
        if found is None:
            return plan
        stations = list(plan.stations)
        stations[place] = Station(station.at, found)
        return replace(plan, stations=tuple(stations), tried=tried)

    def passages(self, plan: PathPlan) -> tuple[Span, ...]:
        """What is played of each station: as much of the music around it as the path has room for,
        and as its track has without touching what is of opposite valence, or another station.
        """
        room = self._rooms(plan.stations)
        share = _shared([one.duration_ms for one in room], plan.wish.minutes * _MINUTE_MS)
        marks = (self.own.span(one.mark) for one in plan.stations)
        return tuple(_around(mark, one, share) for mark, one in zip(marks, room, strict=True))

    # --- choosing -------------------------------------------------------------------------------

    @cached_property
    def _strengths(self) -> Floats:
        return strengths(self.own, self.now_ms)

    def _laid(self, plan: PathPlan, many: int) -> PathPlan:
        """The ends are chosen first, since a path is named after them; where a place finds all that
        is near it taken, whatever else lies on the way goes in.
        """
        order = sorted(range(many), key=lambda n: min(n, many - 1 - n))
        marks: list[int] = []
        gaps: list[Feeling] = []
        for at in (n / (many - 1) for n in order):
            mark = self._near(plan, at, marks)
            if mark is not None:
                marks.append(mark)
            elif self._near(plan, at, ()) is None:
                gaps.append(_on_way(plan.wish, at))
        while len(marks) + len(gaps) < many:
            mark = self._best(self._distances(plan.wish), marks, plan.refused)
            if mark is None:
                break
            marks.append(mark)
        marks.sort(key=lambda one: (self._along(plan.wish, one), one))
        last = max(1, len(marks) - 1)
        stations = tuple(Station(n / last, mark) for n, mark in enumerate(marks))
        return replace(plan, stations=stations, gaps=tuple(gaps))

    def _near(self, plan: PathPlan, at: float, taken: Sequence[int]) -> int | None:
        """The best for a place on the way."""
        import numpy as np

        own, wanted = self.own, _on_way(plan.wish, at)
        far = np.hypot(own.valences - wanted.valence, own.arousals - wanted.arousal)
        return self._best(far, taken, plan.refused)

    def _best(self, far: Floats, taken: Sequence[int], refused: frozenset[int]) -> int | None:
        """far: how far each mark is from where one is wanted."""
        import numpy as np

        own = self.own
        if not len(own):
            return None
        scores = np.where(far <= REACH, np.exp(-np.square(far / _NEAR)) * self._strengths, 0.0)
        scores[list(refused)] = 0.0
        for mark in taken:
            is_on_track = own.tracks == own.tracks[mark]
            overlaps = (own.starts < own.ends[mark]) & (own.ends > own.starts[mark])
            scores[own.emotion_ids == own.emotion_ids[mark]] *= _AGAIN
            scores[is_on_track & overlaps] = 0.0
        best = int(scores.argmax())
        return best if scores[best] > 0 else None

    def _distances(self, wish: PathWish) -> Floats:
        """Of each mark from the way."""
        import numpy as np

        own = self.own
        along = self._places(wish, own.valences, own.arousals)
        valence, arousal = _way(wish)
        far: Floats = np.hypot(
            own.valences - wish.begin.valence - along * valence,
            own.arousals - wish.begin.arousal - along * arousal,
        )
        return far

    def _along(self, wish: PathWish, mark: int) -> float:
        own = self.own
        return float(self._places(wish, own.valences[mark : mark + 1], own.arousals[mark])[0])

    @staticmethod
    def _places(wish: PathWish, valences: Floats, arousals: Floats) -> Floats:
        """How far on the way each is, 0..1."""
        import numpy as np

        valence, arousal = _way(wish)
        length = max(1e-9, valence * valence + arousal * arousal)
        into = (valences - wish.begin.valence) * valence + (arousals - wish.begin.arousal) * arousal
        placed: Floats = np.clip(into / length, 0.0, 1.0)
        return placed

    # --- how long -------------------------------------------------------------------------------

    def _lasts(self, plan: PathPlan) -> int:
        return sum(one.duration_ms for one in self.passages(plan))

    def _rooms(self, stations: Sequence[Station]) -> list[Span]:
        """For each station: where in its track it may be played; those on one track share it."""
        own = self.own
        low = {one.mark: int(own.low[one.mark]) for one in stations}
        high = {one.mark: int(own.high[one.mark]) for one in stations}
        in_order = sorted(low, key=lambda mark: (own.tracks[mark], own.starts[mark]))
        for one, other in pairwise(in_order):
            if own.tracks[one] == own.tracks[other]:
                middle = int(own.ends[one] + own.starts[other]) // 2
                high[one], low[other] = min(high[one], middle), max(low[other], middle)
        return [Span(low[one.mark], max(low[one.mark], high[one.mark])) for one in stations]


def _way(wish: PathWish) -> tuple[float, float]:
    return wish.end.valence - wish.begin.valence, wish.end.arousal - wish.begin.arousal


def _on_way(wish: PathWish, at: float) -> Feeling:
    valence, arousal = _way(wish)
    return Feeling(
        min(1.0, max(-1.0, wish.begin.valence + at * valence)),
        min(1.0, max(-1.0, wish.begin.arousal + at * arousal)),
    )


def _shared(rooms_ms: Sequence[int], wanted_ms: int) -> int:
    """How much each may have at most, so that together they have what is wanted."""
    left_ms = wanted_ms
    for n, room_ms in enumerate(sorted(rooms_ms)):
        share = left_ms // (len(rooms_ms) - n)
        if share <= room_ms:
            return share
        left_ms -= room_ms
    return max(rooms_ms, default=0)


def _around(mark: Span, room: Span, most_ms: int) -> Span:
    """As much of the room as there may be, with the mark in its middle if possible, never cut."""
    lasts_ms = min(room.duration_ms, max(most_ms, mark.duration_ms))
    start_ms = (mark.start_ms + mark.end_ms - lasts_ms) // 2
    start_ms = max(room.start_ms, min(start_ms, room.end_ms - lasts_ms))
    return Span(start_ms, start_ms + lasts_ms)
