"""Earlier hearings of a track: when it was, what of it sounded, and how it was felt then."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from app.core.instant import Instant
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.listening.records import Listen
from app.moments.records import Moment
from app.timeline.exchange import changed_stretch
from app.timeline.records import TrackTimeline

DAY_MS = 86_400_000
AFTERWARDS_MS = 30 * 60 * 1000  # marks made while the music rests; a longer rest ends a listen

Mark = TaggedEmotion | Moment


@dataclass(frozen=True, slots=True)
class Hearing:
    """One time the track was heard.

    stretches: what sounded, in order; empty when only marks are left of it. tags, moments: in time
    order.
    """

    began: Instant
    stretches: tuple[Span, ...]
    tags: tuple[TaggedEmotion, ...]
    moments: tuple[Moment, ...]

    @property
    def heard_ms(self) -> int:
        return sum(span.duration_ms for span in self.stretches)

    def marks(self) -> list[tuple[MarkRef, Span]]:
        """In time order."""
        found = [(item.ref, item.span) for item in self.tags]
        found += [(item.ref, item.span) for item in self.moments]
        return sorted(found, key=lambda pair: (pair[1].start_ms, pair[1].end_ms, pair[0]))


def earlier_hearings(
    timeline: TrackTimeline, listens: Sequence[Listen], since_ms: int | None
) -> tuple[Hearing, ...]:
    """All hearings before `since_ms` (UTC; None: all), newest first.

    A mark belongs to the listen during which it was made; marks made outside of any listen, or
    brought in from an export, count as one hearing for each day.
    """
    earlier = sorted(
        (one for one in listens if since_ms is None or one.started.utc_ms < since_ms),
        key=lambda one: one.started.utc_ms,
    )
    groups = _Groups(earlier)
    end_ms = inf if since_ms is None else since_ms
    for item in timeline.tags:
        tag = item.tag
        if tag.made_at_ms < end_ms:
            groups.holding(tag.made_at_ms, tag.made_offset_min).tags.append(item)
    for moment in timeline.moments:
        if moment.made_at_ms < end_ms:
            groups.holding(moment.made_at_ms, moment.made_offset_min).moments.append(moment)
    found = [
        Hearing(one.started, one.stretches, *groups.during[n].marks())
        for n, one in enumerate(earlier)
    ]
    for group in groups.on_day.values():
        began = Instant(group.began_ms, group.offset_min)
        found.append(Hearing(began, (), *group.marks()))
    return tuple(sorted(found, key=lambda hearing: -hearing.began.utc_ms))


class _Group:
    """Marks made in one hearing, in time order; began_ms, offset_min: when the first was made."""

    __slots__ = ("began_ms", "moments", "offset_min", "tags")

    def __init__(self) -> None:
        self.tags: list[TaggedEmotion] = []
        self.moments: list[Moment] = []
        self.began_ms, self.offset_min = 1 << 62, 0

    def marks(self) -> tuple[tuple[TaggedEmotion, ...], tuple[Moment, ...]]:
        return tuple(self.tags), tuple(self.moments)


class _Groups:
    """By listen (its place in time), and by day for what was made outside of any."""

    def __init__(self, listens: Sequence[Listen]) -> None:
        self._starts = [one.started.utc_ms for one in listens]
        self._ends = [one.ended_at_ms + AFTERWARDS_MS for one in listens]
        self.during: dict[int, _Group] = defaultdict(_Group)
        self.on_day: dict[int, _Group] = defaultdict(_Group)

    def holding(self, utc_ms: int, offset_min: int) -> _Group:
        """The group of what was made then."""
        place = bisect_right(self._starts, utc_ms) - 1
        if place >= 0 and utc_ms <= self._ends[place]:
            return self.during[place]
        group = self.on_day[(utc_ms + offset_min * 60_000) // DAY_MS]
        if utc_ms < group.began_ms:
            group.began_ms, group.offset_min = utc_ms, offset_min
        return group


def is_news(before: TrackTimeline, after: TrackTimeline, since_ms: int | None) -> bool:
    """Whether the earlier hearings of one track may look different for what it became.

    Marks of the hearing that goes on are no news: they cost nothing while music plays.
    """
    if since_ms is None:
        return True
    for old, new in ((before.tags, after.tags), (before.moments, after.moments)):
        first, old_end, new_end = changed_stretch(old, new)
        changed: tuple[Mark, ...] = (*old[first:old_end], *new[first:new_end])
        if any(_made_at(mark) < since_ms for mark in changed):
            return True
    return False


def _made_at(mark: Mark) -> int:
    return mark.tag.made_at_ms if isinstance(mark, TaggedEmotion) else mark.made_at_ms
