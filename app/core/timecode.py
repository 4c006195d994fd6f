"""Milliseconds: spans of time, and times as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST_DIGITS = 9
MOST_MS = 2**31 - 1  # 24 days: longer than any recording; the journal's limit
POINT_LASTS_MS = 3_000  # so much of what follows a point is heard with it, and coloured

_TIMECODE = re.compile(r"^\s*(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,3}))?\s*$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of a track, in whole milliseconds; a point has `end_ms == start_ms`."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if self.start_ms < 0 or self.end_ms < self.start_ms:
            raise ValueError(f"not a span: {self.start_ms}..{self.end_ms} ms")

    @classmethod
    def point(cls, at_ms: int) -> Span:
        return cls(at_ms, at_ms)

    @classmethod
    def between(cls, a_ms: int, b_ms: int) -> Span:
        """The span between two positions, whichever comes first."""
        return cls(max(0, min(a_ms, b_ms)), max(0, a_ms, b_ms))

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms

    @property
    def is_point(self) -> bool:
        return self.end_ms == self.start_ms

    def contains(self, at_ms: int) -> bool:
        """Whether the span contains a position; a point contains its own millisecond."""
        if self.is_point:
            return at_ms == self.start_ms
        return self.start_ms <= at_ms < self.end_ms

    def overlaps(self, other: Span) -> bool:
        if self.is_point or other.is_point:
            point, span = (self, other) if self.is_point else (other, self)
            return span.contains(point.start_ms)
        return self.start_ms < other.end_ms and other.start_ms < self.end_ms

    def coincides(self, other: Span) -> bool:
        """Whether both are about the same place: what they share is at least half of the shorter
        one. A point is about whatever contains it.
        """
        if self.is_point or other.is_point:
            return self.overlaps(other)
        shared = min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms)
        return 2 * shared >= min(self.duration_ms, other.duration_ms)

    def moved_to(self, start_ms: int) -> Span:
        start_ms = max(0, start_ms)
        return Span(start_ms, start_ms + self.duration_ms)

    def clamped(self, duration_ms: int) -> Span:
        """The part of the span inside a track of `duration_ms`; never negative."""
        start = min(self.start_ms, duration_ms)
        return Span(start, max(start, min(self.end_ms, duration_ms)))


def format_ms(ms: int, *, with_millis: bool = False, with_hours: bool | None = None) -> str:
    """`1:05`, `1:02:07` or, with milliseconds, `1:05.250`. with_hours: also if there are none."""
    sign = "-" if ms < 0 else ""
    seconds, millis = divmod(abs(int(ms)), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours or with_hours:
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
    else:
        text = f"{minutes}:{seconds:02d}"
    return f"{sign}{text}.{millis:03d}" if with_millis else sign + text


def format_span(span: Span) -> str:
    """`1:05`, or `1:05–1:09` where it ends later."""
    start, end = format_ms(span.start_ms), format_ms(span.end_ms)
    return start if start == end else f"{start}–{end}"


def parse_ms(text: str) -> int:
    """Milliseconds from `75`, `1:15`, `1:15.250` or `1:02:07,5`.

    Raises ValueError if it is none of these or has too many digits. The listener is told by
    the caller, in a sentence of its own.
    """
    match = _TIMECODE.match(text)
    if match is None:
        raise ValueError(f"“{text}” is not a time; write it like 1:15 or 1:15.250")
    hours, minutes, seconds, fraction = match.groups()
    if max(map(len, (hours or "", minutes or "", seconds))) > _MOST_DIGITS:
        raise ValueError(f"“{text[:20]}…” is longer than any recording")
    millis = int((fraction or "0").ljust(3, "0"))
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)) * 1000 + millis
