"""Which of the feelings marked on a track drift by, when, and on which side.

A track may hold thousands of marks, and a few pills are enough: of those that lie close together
one is chosen, so that at most `MOST` are on their way at once, each side keeps its distances, and
the same place of the track always shows the same. What was marked in this listen is always shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, TaggedEmotion
from app.moments.records import Moment

LASTS_MS = 24_000  # from the foot to the top
MOST = 6
APART_MS = LASTS_MS // MOST
CLEAR_MS = 3_200  # later on the same side, and two pills don't touch
GONE_AT = 0.35  # how opaque a pill is at the top
STANDING = 3  # where nothing may move
_GATHER_MS = 2_000  # of marks that begin so close together one is chosen
_FAVOURITE_WEIGHT = 3  # beside an emotion's intensity
_START = attrgetter("start_ms")


class Side(Enum):
    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Feeling(NamedTuple):
    """emotion: None for a favourite moment, whose own name is `label`. intensity: 1..5; 0 for a
    favourite. is_new: marked in this listen.

    A tuple, because a track may have ten thousand.
    """

    ref: MarkRef
    start_ms: int
    emotion: Emotion | None
    label: str
    intensity: int
    is_expressed: bool
    made_at_ms: int
    made_offset_min: int
    is_new: bool

    @property
    def weight(self) -> int:
        return self.intensity or _FAVOURITE_WEIGHT


@dataclass(frozen=True, slots=True)
class Drifting:
    feeling: Feeling
    side: Side

    @property
    def start_ms(self) -> int:
        return self.feeling.start_ms

    def way(self, position_ms: int) -> float:
        """How far it is from the foot to the top, 0..1."""
        return min(1.0, max(0.0, (position_ms - self.start_ms) / LASTS_MS))

    def opacity(self, position_ms: int) -> float:
        return 1.0 - (1.0 - GONE_AT) * self.way(position_ms)


def feelings_of(
    tags: Iterable[TaggedEmotion], moments: Iterable[Moment], new_since_ms: int | None
) -> tuple[Feeling, ...]:
    """In time order. new_since_ms: UTC ms when this listen began; None for nothing new.

    What was only expressed isn't a feeling, unless it was marked just now: that is to be seen.
    """

    def is_new(made_at_ms: int) -> bool:
        return new_since_ms is not None and made_at_ms >= new_since_ms

    found = [
        Feeling(
            item.ref, item.span.start_ms, item.emotion, "", item.tag.intensity,
            item.tag.mode is Mode.EXPRESSED, item.tag.made_at_ms, item.tag.made_offset_min,
            is_new(item.tag.made_at_ms),
        )
        for item in tags
        if item.tag.mode is Mode.FELT or is_new(item.tag.made_at_ms)
    ]  # fmt: skip
    found += [
        Feeling(
            one.ref, one.span.start_ms, None, one.label, 0, False,
            one.made_at_ms, one.made_offset_min, is_new(one.made_at_ms),
        )
        for one in moments
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start_ms, one.made_at_ms, one.ref)))


def drift(feelings: Sequence[Feeling]) -> tuple[Drifting, ...]:
    """Those that are shown, in time order. feelings: in time order."""
    shown: list[Drifting] = []
    wanted = sorted([*_chosen(feelings), *(one for one in feelings if one.is_new)], key=_START)
    for feeling in wanted:
        last = shown[-1].side if shown else Side.RIGHT
        free = [side for side in (last.other, last) if _is_clear(shown, side, feeling.start_ms)]
        if free:
            shown.append(Drifting(feeling, free[0]))
        elif feeling.is_new:  # it takes the place of what would lie under it
            at = max(n for n, one in enumerate(shown) if one.side is last.other)
            del shown[at]
            shown.append(Drifting(feeling, last.other))
    return tuple(shown)


def drifting_at(shown: Sequence[Drifting], position_ms: int) -> tuple[Drifting, ...]:
    """On their way at one place of the track, the newest last."""
    first = bisect_right(shown, position_ms - LASTS_MS, key=_START)
    last = bisect_right(shown, position_ms, key=_START)
    return tuple(shown[first:last][-MOST:])


def standing(feelings: Sequence[Feeling], span: Span, position_ms: int) -> tuple[Drifting, ...]:
    """Where nothing may move: a few of a stretch, each emotion once. What was marked in this listen
    comes first, the newest before it, once the music has come to it.
    """
    first = bisect_left(feelings, span.start_ms, key=_START)
    here = feelings[first : bisect_left(feelings, span.end_ms, key=_START)]
    ranked = sorted(
        (one for one in here if not one.is_new or one.start_ms <= position_ms),
        key=lambda one: (one.is_new, one.made_at_ms if one.is_new else one.weight, one.made_at_ms),
        reverse=True,
    )
    several: dict[object, Feeling] = {}
    for one in ranked:
        several.setdefault(one.emotion.id if one.emotion else None, one)
    sides = (Side.LEFT, Side.RIGHT, Side.LEFT)
    found = list(several.values())[:STANDING]
    return tuple(Drifting(one, side) for one, side in zip(found, sides, strict=False))


def _chosen(feelings: Sequence[Feeling]) -> Iterator[Feeling]:
    """Of earlier ones, at least `APART_MS` from one to the next."""
    earlier = [one for one in feelings if not one.is_new]
    at, from_ms, last = 0, -(1 << 60), object()
    while at < len(earlier):
        at = bisect_left(earlier, from_ms, lo=at, key=_START)
        if at == len(earlier):
            return
        end = bisect_right(earlier, earlier[at].start_ms + _GATHER_MS, lo=at, key=_START)
        best = max(earlier[at:end], key=partial(_rank, last))
        yield best
        from_ms, last = best.start_ms + APART_MS, _word(best)


def _rank(last: object, feeling: Feeling) -> tuple[bool, int, int]:
    """Rather not the same word twice; the strongest, and of several the newest."""
    return _word(feeling) != last, feeling.weight, feeling.made_at_ms


def _word(feeling: Feeling) -> object:
    return None if feeling.emotion is None else feeling.emotion.id


def _is_clear(shown: Sequence[Drifting], side: Side, start_ms: int) -> bool:
    before = next((one for one in reversed(shown) if one.side is side), None)
    return before is None or start_ms - before.start_ms >= CLEAR_MS
