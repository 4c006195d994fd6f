"""Earlier hearings of a track: when it was, what of it sounded, and how it was felt then."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.clock import Instant
from app.listening.records import Listen
from app.moments.records import Moment
from app.timecode import Span
from app.timeline.exchange import changed_stretch
from app.timeline.records import MarkKind, MarkRef, TaggedEmotion, TrackTimeline

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
        found += [(MarkRef(MarkKind.MOMENT, item.id), item.span) for item in self.moments]
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
    starts = [one.started.utc_ms for one in earlier]
    during: dict[int, list[Mark]] = defaultdict(list)
    on_day: dict[int, list[tuple[int, int, Mark]]] = defaultdict(list)
    for mark, utc_ms, offset_min in _made(timeline):
        if since_ms is not None and utc_ms >= since_ms:
            continue
        place = bisect_right(starts, utc_ms) - 1
        if place >= 0 and utc_ms <= earlier[place].ended_at_ms + AFTERWARDS_MS:
            during[place].append(mark)
        else:
            on_day[(utc_ms + offset_min * 60_000) // DAY_MS].append((utc_ms, offset_min, mark))
    found = [_hearing(one.started, one.stretches, during[n]) for n, one in enumerate(earlier)]
    for marks in on_day.values():
        utc_ms, offset_min, _first = min(marks, key=lambda made: made[0])
        found.append(_hearing(Instant(utc_ms, offset_min), (), [mark for *_when, mark in marks]))
    return tuple(sorted(found, key=lambda hearing: -hearing.began.utc_ms))


def _made(timeline: TrackTimeline) -> Iterator[tuple[Mark, int, int]]:
    """Each mark with when it was made: UTC ms and the zone's offset."""
    for item in timeline.tags:
        yield item, item.tag.made_at_ms, item.tag.made_offset_min
    for moment in timeline.moments:
        yield moment, moment.made_at_ms, moment.made_offset_min


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


def _hearing(began: Instant, stretches: tuple[Span, ...], marks: Sequence[Mark]) -> Hearing:
    return Hearing(
        began,
        stretches,
        tuple(mark for mark in marks if isinstance(mark, TaggedEmotion)),
        tuple(mark for mark in marks if isinstance(mark, Moment)),
    )
