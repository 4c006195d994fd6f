"""A mark of a listen as it is seen: its place, its sign, its colour and pattern, its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.core.timecode import Span, format_ms
from app.core.words import dotted
from app.emotions.records import TaggedEmotion
from app.marks.kinds import colour_of, told
from app.roles.past_listens import made_at
from ui.words.marks import told_in_words
from ui.words.when import when_in_words

if TYPE_CHECKING:
    from app.core.marks import MarkRef
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
    """colour: a token or “#rrggbb”. pattern: of an emotion; empty for a favourite moment."""

    ref: MarkRef
    when: When
    span: Span
    icon: str
    colour: str
    pattern: str
    words: str

    @property
    def told(self) -> str:
        """“0:12 · Wonder, felt, intensity 3 of 5: the horns · two years ago, 3 March 2024”."""
        return dotted(format_ms(self.span.start_ms), self.words)


def seen_of(impression: Impression) -> dict[When, tuple[Seen, ...]]:
    """By their places in the track."""
    first = impression.first_kept
    then = () if first is None else first.marks
    now = [mark for listen in impression.latest for mark in listen.marks]
    return {
        When.THEN: tuple(_seen(mark, When.THEN) for mark in then),
        When.NOW: tuple(
            _seen(mark, When.NOW)
            for mark in sorted(now, key=lambda one: (one.span.start_ms, one.id))
        ),
    }


def _seen(mark: HeardMark, when: When) -> Seen:
    pattern = mark.emotion.pattern if isinstance(mark, TaggedEmotion) else ""
    made = made_at(mark)
    words = dotted(told_in_words(mark), when_in_words(made.utc_ms, made.offset_min))
    return Seen(mark.ref, when, mark.span, told(mark).icon, colour_of(mark), pattern, words)
