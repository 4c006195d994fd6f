"""Earlier hearings of a track: when it was, what of it sounded, and how it was felt then."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import Instant
from app.listening.records import Listen
from app.moments.records import Moment
from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef, TaggedEmotion, TrackTimeline

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
    on_day: dict[date, list[tuple[Instant, Mark]]] = defaultdict(list)
    for mark, made in _made(timeline):
        if since_ms is not None and made.utc_ms >= since_ms:
            continue
        place = bisect_right(starts, made.utc_ms) - 1
        if place >= 0 and made.utc_ms <= earlier[place].ended_at_ms + AFTERWARDS_MS:
            during[place].append(mark)
        else:
            on_day[made.day].append((made, mark))
    found = [_hearing(one.started, one.stretches, during[n]) for n, one in enumerate(earlier)]
    for marks in on_day.values():
        first = min((made for made, _mark in marks), key=lambda made: made.utc_ms)
        found.append(_hearing(first, (), [mark for _made, mark in marks]))
    return tuple(sorted(found, key=lambda hearing: -hearing.began.utc_ms))


def _made(timeline: TrackTimeline) -> Iterator[tuple[Mark, Instant]]:
    for item in timeline.tags:
        yield item, Instant(item.tag.made_at_ms, item.tag.made_offset_min)
    for moment in timeline.moments:
        yield moment, Instant(moment.made_at_ms, moment.made_offset_min)


def _hearing(began: Instant, stretches: tuple[Span, ...], marks: Sequence[Mark]) -> Hearing:
    return Hearing(
        began,
        stretches,
        tuple(mark for mark in marks if isinstance(mark, TaggedEmotion)),
        tuple(mark for mark in marks if isinstance(mark, Moment)),
    )
