"""What is sung in a track, with what was felt at each line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.emotions.records import Emotion, Mode, TaggedEmotion
from app.roles.records import SungLine

if TYPE_CHECKING:
    from app.timeline.words import HeardLine, TrackWords


def sung_lines(words: TrackWords, tags: Iterable[TaggedEmotion]) -> tuple[SungLine, ...]:
    """In their order; of lyrics without times nothing is known of what was felt where."""
    if not words.sung:
        return tuple(SungLine(text) for text in words.plain)
    felt = _felt_at(words.sung, tags)
    return tuple(
        SungLine(line.text, line.span, _leading(felt[place]))
        for place, line in enumerate(words.sung)
    )


def _felt_at(lines: Sequence[HeardLine], tags: Iterable[TaggedEmotion]) -> list[Counter[Emotion]]:
    """How strongly, all marks together, by the line in which each mark begins."""
    starts = [line.span.start_ms for line in lines]
    felt: list[Counter[Emotion]] = [Counter() for _line in lines]
    for one in tags:
        place = bisect_right(starts, one.span.start_ms) - 1
        is_there = place >= 0 and lines[place].span.contains(one.span.start_ms)
        if is_there and one.tag.mode is Mode.FELT:
            felt[place][one.emotion] += one.tag.intensity
    return felt


def _leading(felt: Counter[Emotion]) -> tuple[Emotion, ...]:
    return tuple(sorted(felt, key=lambda one: (-felt[one], one.position, one.id)))
