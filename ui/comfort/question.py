"""What the page asks, and what it is answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.comfort.path import PathMaker
from app.comfort.records import SHELF, ComfortPath, PathPlan, PathWish, Shelf, Station, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.comfort.own_marks import OwnMarks
    from app.comfort.service import Comfort
    from app.journal.records import Feeling


@dataclass(frozen=True, slots=True)
class KeptStations:
    """A path by the ids of its marks, so that it stays the same when the marks are read again.
    stations: where on the way, and the mark. gaps, tried, left_out: as in the plan.
    """

    stations: tuple[tuple[float, int], ...] = ()
    gaps: tuple[Feeling, ...] = ()
    tried: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    def laid(self, maker: PathMaker, way: PathWish) -> PathPlan:
        """The same path; where there was none, a new one that avoids what was tried, as long as
        there is enough else.
        """
        places = {int(key): place for place, key in enumerate(maker.own.ids)}
        tried = frozenset(places[key] for key in self.tried if key in places)
        left_out = frozenset(places[key] for key in self.left_out if key in places)
        there = tuple(Station(at, places[key]) for at, key in self.stations if key in places)
        if there:
            return PathPlan(way, there, self.gaps, maker.fitting(way), tried, left_out)
        plan = maker.lay(way, tried, left_out)
        if len(plan.stations) < SHELF and tried:
            plan = maker.lay(way, left_out=left_out)
        return plan if plan.stations or not left_out else maker.lay(way)


@dataclass(frozen=True, slots=True)
class ComfortQuestion:
    """kept: the stations to keep; without any, the path is laid anew, avoiding what was tried."""

    wish: Wish
    way: PathWish
    kept: KeptStations = KeptStations()


@dataclass(frozen=True, eq=False)
class ComfortAnswer:
    """counts: how many own marks each emotion has."""

    question: ComfortQuestion
    own: OwnMarks
    now_ms: int
    shelf: Shelf
    path: ComfortPath
    counts: Mapping[int, int]

    @property
    def maker(self) -> PathMaker:
        return PathMaker(self.own, self.now_ms)

    def kept(self, plan: PathPlan) -> KeptStations:
        ids = self.own.ids
        return KeptStations(
            tuple((one.at, int(ids[one.mark])) for one in plan.stations),
            plan.gaps,
            frozenset(int(ids[mark]) for mark in plan.tried),
            frozenset(int(ids[mark]) for mark in plan.left_out),
        )


def answer(
    comfort: Comfort, question: ComfortQuestion, own: OwnMarks | None, now_ms: int
) -> ComfortAnswer:
    """own: if they have been read. Not for the GUI thread."""
    own = comfort.marks() if own is None else own
    plan = question.kept.laid(PathMaker(own, now_ms), question.way)
    counts = Counter(own.emotion_ids.tolist())
    shelf = comfort.shelf(own, question.wish, now_ms)
    return ComfortAnswer(question, own, now_ms, shelf, comfort.path(own, plan, now_ms), counts)
