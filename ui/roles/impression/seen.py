"""A mark of a listen as it is seen: its place, its sign, its colour and pattern, its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.core.timecode import format_ms
from app.core.words import dotted
from app.emotions.records import TaggedEmotion
from app.marks.kinds import colour_of, told
from app.roles.past_listens import made_at
from ui.words.marks import told_in_words
from ui.words.when import when_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.marks import MarkRef
    from app.core.timecode import Span
    from app.roles.records import HeardMark, Impression


class When(Enum):
    """THEN: in the first listen that left something. NOW: in the latest ones."""

    THEN = 0
    NOW = 1

    @property
    def other(self) -> When:
        return When.NOW if self is When.THEN else When.THEN


@dataclass(frozen=True, slots=True)
class Seen:
    """colour: a token or “#rrggbb”. pattern: of an emotion; empty for a favourite moment.

    A listen may have left ten thousand: what is said of one is put into words when it is asked for.
    """

    mark: HeardMark
    when: When
    colour: str
    pattern: str

    @property
    def ref(self) -> MarkRef:
        return self.mark.ref

    @property
    def span(self) -> Span:
        return self.mark.span

    @property
    def icon(self) -> str:
        return told(self.mark).icon

    @property
    def told(self) -> str:
        """“0:12 · Wonder, felt, intensity 3 of 5: the horns · two years ago, 3 March 2024”."""
        made = made_at(self.mark)
        when = when_in_words(made.utc_ms, made.offset_min)
        return dotted(format_ms(self.span.start_ms), told_in_words(self.mark), when)


def seen_of(impression: Impression) -> dict[When, tuple[Seen, ...]]:
    """By their places in the track."""
    first = impression.first_kept
    now = [mark for listen in impression.latest for mark in listen.marks]
    now.sort(key=lambda one: (one.span.start_ms, one.id))
    return {
        When.THEN: _seen(() if first is None else first.marks, When.THEN),
        When.NOW: _seen(now, When.NOW),
    }


def _seen(marks: Sequence[HeardMark], when: When) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            mark,
            when,
            colour_of(mark),
            mark.emotion.pattern if isinstance(mark, TaggedEmotion) else "",
        )
        for mark in marks
    )
