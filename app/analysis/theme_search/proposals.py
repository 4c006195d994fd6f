"""What returns in a soundtrack without anybody asking: recurring passages as families.

Every few seconds a window is searched for; where the most comes back, a family begins. It is made
longer as long as its neighbours come back in the same places, searched for as a whole, and what it
covers is taken out before the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from app.analysis.theme_search.candidates import (
    chance_level,
    passage_of,
    peaks,
)
from app.analysis.theme_search.likeness import TEMPI, likeness
from app.analysis.theme_search.probability import ALONE
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import VIEW_FRAME_MS

if TYPE_CHECKING:
    from app.analysis.theme_search.views import Views
    from app.core.jobs import JobContext

WINDOW_MS = 8_000
HOP_MS = 4_000
MOST_FAMILIES = 40
_SHOWN_FROM = 0.8  # probability
_ALONE_FROM = 0.95
_TOUCHING = 0.25  # of the shorter passage
_COVERED = 0.5  # of the shorter passage
_LEAST_SHARED = 0.6  # of a window's finds that its neighbour has, too, for both to be one passage
_SHIFT_MS = 1_200
_LONGEST_WINDOWS = 5
_FEWEST_REPEATS = 3  # hits within a track, the passage included, that make an accompaniment
_REGULAR_MS = 400


class Kind(Enum):
    """ACROSS: comes back in another track. WITHIN: in its own track only. ACCOMPANIMENT: at a
    regular spacing, as a pattern under a melody does.
    """

    ACROSS = "across"
    WITHIN = "within"
    ACCOMPANIMENT = "accompaniment"


@dataclass(frozen=True, slots=True)
class Family:
    """A passage and where it comes back, the most probable first."""

    kind: Kind
    home: Passage
    returns: tuple[Return, ...]

    @property
    def passages(self) -> list[Passage]:
        return [self.home, *(each.passage for each in self.returns)]


@dataclass(frozen=True, slots=True)
class _Window:
    passage: Passage
    finds: tuple[tuple[Passage, float], ...]  # and the tempo of each

    @property
    def worth(self) -> tuple[int, int]:
        """What comes back elsewhere counts before what comes back here."""
        elsewhere = sum(found.track != self.passage.track for found, _tempo in self.finds)
        return elsewhere, len(self.finds)


def propose_families(tracks: Mapping[str, Views], job: JobContext) -> list[Family]:
    """Across tracks before within one, accompaniments last; of each, the most returns first.

    Reports progress in windows. Raises JobCancelled.
    """
    soundtrack = Soundtrack(tracks)
    windows = _windows(soundtrack, tracks, job)
    families: list[Family] = []
    covered: list[Passage] = []
    while len(families) < MOST_FAMILIES:
        left = [each for each in windows if each.finds and not _is_covered(each.passage, covered)]
        if not left:
            break
        best = max(left, key=lambda each: each.worth)
        family = _family(best, windows, soundtrack, tracks, job)
        covered += [best.passage, *family.passages]
        is_new = not any(_are_one(family, other) for other in families)
        if is_new and _is_worth_telling(family):
            families.append(family)
    order = list(Kind)
    return sorted(families, key=lambda each: (order.index(each.kind), -len(each.returns)))


def _are_one(family: Family, other: Family) -> bool:
    """Whether it is another cut of the same melody: most of its passages touch the other's."""
    there = other.passages
    touching = [any(one.shared_with(each) > _TOUCHING for each in there) for one in family.passages]
    return 2 * sum(touching) >= len(touching)


def _is_worth_telling(family: Family) -> bool:
    """A single return has to be surer than several, which support one another."""
    if len(family.returns) == 1:
        return family.returns[0].probability >= _ALONE_FROM
    return bool(family.returns)


def _is_covered(passage: Passage, covered: list[Passage]) -> bool:
    return any(passage.shared_with(other) > _COVERED for other in covered)


def _windows(soundtrack: Soundtrack, tracks: Mapping[str, Views], job: JobContext) -> list[_Window]:
    places = [
        Passage(name, start_ms, start_ms + WINDOW_MS)
        for name, views in tracks.items()
        for start_ms in range(0, views.frames * VIEW_FRAME_MS - WINDOW_MS + 1, HOP_MS)
    ]
    windows = []
    for number, passage in enumerate(places):
        windows.append(_Window(passage, _finds(soundtrack, tracks[passage.track], passage, job)))
        job.report(number + 1, len(places))
    return windows


def _finds(
    soundtrack: Soundtrack, views: Views, passage: Passage, job: JobContext
) -> tuple[tuple[Passage, float], ...]:
    first, end = passage.start_ms // VIEW_FRAME_MS, passage.end_ms // VIEW_FRAME_MS
    query = views.rows[:, first:end]
    if not query.any():
        return ()
    found = peaks([likeness(soundtrack, query, job)])
    others = [
        (each, place)
        for each, place in ((each, passage_of(soundtrack, each)) for each in found)
        if place.shared_with(passage) <= 0
    ]
    level = chance_level(soundtrack, [each for each, _place_ in others])
    return tuple(
        (place, TEMPI[each.tempo]) for each, place in others if ALONE.is_sure(each.score, level)
    )


def _family(
    best: _Window,
    windows: list[_Window],
    soundtrack: Soundtrack,
    tracks: Mapping[str, Views],
    job: JobContext,
) -> Family:
    home = best.passage if _repeats(best) else _lengthened(best, windows)
    found = find_returns(soundtrack, tracks[home.track], home, job)
    returns = tuple(each for each in found if each.probability >= _SHOWN_FROM)
    return Family(_kind(home, returns), home, returns)


def _repeats(window: _Window) -> bool:
    """Whether its neighbours are the same again: lengthened, it would swallow its returns."""
    here = [each for each, _tempo in window.finds if each.track == window.passage.track]
    starts_ms = sorted([window.passage.start_ms, *(each.start_ms for each in here)])
    return _are_regular(starts_ms, WINDOW_MS)


def _lengthened(best: _Window, windows: list[_Window]) -> Passage:
    """With its neighbours on either side, as long as they come back in the same places."""
    at = windows.index(best)
    first = last = at
    for step in (-1, 1):
        here = at
        while last - first + 1 < _LONGEST_WINDOWS and _continue(windows, here, here + step):
            here += step
            first, last = min(first, here), max(last, here)
    return Passage(
        best.passage.track, windows[first].passage.start_ms, windows[last].passage.end_ms
    )


def _continue(windows: list[_Window], here: int, there: int) -> bool:
    if not 0 <= there < len(windows):
        return False
    one, other = windows[here], windows[there]
    if one.passage.track != other.passage.track or not one.finds:
        return False
    moved_ms = other.passage.start_ms - one.passage.start_ms
    shared = sum(
        any(
            found.track == later.track
            and abs(later.start_ms - found.start_ms - moved_ms / tempo) <= _SHIFT_MS
            for later, _tempo in other.finds
        )
        for found, tempo in one.finds
    )
    return shared >= _LEAST_SHARED * len(one.finds)


def _kind(home: Passage, returns: tuple[Return, ...]) -> Kind:
    if any(each.passage.track != home.track for each in returns):
        return Kind.ACROSS
    starts = sorted([home.start_ms, *(each.passage.start_ms for each in returns)])
    return Kind.ACCOMPANIMENT if _are_regular(starts, home.duration_ms) else Kind.WITHIN


def _are_regular(starts_ms: list[int], duration_ms: int) -> bool:
    """Whether one comes directly after another, again and again, as soon as it may."""
    gaps = [later - earlier for earlier, later in pairwise(starts_ms)]
    if len(gaps) + 1 < _FEWEST_REPEATS or min(gaps) <= 0:
        return False
    usual = sorted(gaps)[len(gaps) // 4]
    beside = [abs(gap - usual * max(1, round(gap / usual))) for gap in gaps]
    regular = sum(off <= _REGULAR_MS for off in beside)
    return usual <= 2 * duration_ms and regular >= 0.75 * len(gaps)
