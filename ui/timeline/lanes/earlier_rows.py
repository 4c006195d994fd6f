"""Earlier hearings as rows of signs: what stands where, before anything is painted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QRectF

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.emotions.records import MAX_INTENSITY, Mode, TaggedEmotion
from app.moments.records import Moment
from app.timeline.hearings import Hearing
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.paint.mark_paint import caption_height
from ui.widgets.dates import clock_time, long_date, short_date
from ui.words.marks import told_in_words

_LEAST_SHARE = 0.72  # of the largest sign, for intensity 1

Mark = TaggedEmotion | Moment


class Sign(NamedTuple):
    """One mark as a dot. colour: empty for a favourite."""

    mark: Mark
    span: Span
    colour: str
    icon: str
    size: float
    is_filled: bool

    @property
    def ref(self) -> MarkRef:
        if isinstance(self.mark, TaggedEmotion):
            return self.mark.ref
        return MarkRef(MarkKind.MOMENT, self.mark.id)

    @property
    def text(self) -> str:
        return told_in_words(self.mark)


@dataclass(frozen=True, slots=True)
class Row:
    """One or, in the last row, several hearings.

    marks: in time order; of ten thousand some hundred are thinned out to be signs, so only those
    are made into some. longest_ms: of the marks' spans.
    """

    label: str
    text: str
    stretches: tuple[Span, ...]
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    longest_ms: int

    def reaching(
        self, start_ms: float, end_ms: float, cell_ms: float
    ) -> Iterator[tuple[int, Mark]]:
        """Those that may reach into a stretch, from the beginning of a whole cell on, and when."""
        from_ms = (start_ms - self.longest_ms) // cell_ms * cell_ms
        first = bisect_left(self.starts, from_ms)
        end = bisect_right(self.starts, end_ms)
        return zip(self.starts[first:end], self.marks[first:end], strict=True)


def row_of(hearings: Sequence[Hearing]) -> Row:
    tags = chain.from_iterable(one.tags for one in hearings)
    marks: list[tuple[Span, Mark]] = [(item.tag.span, item) for item in tags]
    moments = chain.from_iterable(one.moments for one in hearings)
    marks += [(item.span, item) for item in moments]
    marks.sort(key=_start)  # takes long only where they come from several hearings
    stretches = tuple(span for hearing in hearings for span in hearing.stretches)
    newest = hearings[0].began.local
    if len(hearings) == 1:
        label, text = short_date(newest.date()), _in_words(hearings[0])
    else:
        label = f"{len(hearings)} earlier"
        text = f"{len(hearings)} earlier hearings, until {long_date(newest.date())}"
    return Row(
        label,
        text,
        stretches,
        tuple([mark for _span, mark in marks]),
        tuple([span.start_ms for span, _mark in marks]),
        max([span.end_ms - span.start_ms for span, _mark in marks], default=0),
    )


def _start(mark: tuple[Span, Mark]) -> int:
    return mark[0].start_ms


def _in_words(hearing: Hearing) -> str:
    when = hearing.began.local
    heard = f", {format_ms(hearing.heard_ms)} heard" if hearing.stretches else ""
    return f"{long_date(when.date())}, {clock_time(when)}{heard}"


def _sign(mark: Mark) -> Sign:
    if isinstance(mark, Moment):
        return Sign(mark, mark.span, "", "heart", 1.0, True)
    return _tag_sign(mark)


def _tag_sign(item: TaggedEmotion) -> Sign:
    tag, word = item.tag, item.emotion
    share = (tag.intensity - 1) / (MAX_INTENSITY - 1)
    size = _LEAST_SHARE + (1 - _LEAST_SHARE) * share
    return Sign(item, tag.span, word.colour, word.icon, size, tag.mode is Mode.FELT)


def signs_in(row: Row, rect: QRectF, axis: TimeAxis) -> Iterator[tuple[Sign, QRectF]]:
    """What is in view, thinned where it is dense: one sign for every few pixels of the track.

    Counted from the track's start, so that every part of a picture is thinned alike.
    """
    side = min(rect.height() - 2, 1.25 * caption_height())
    cell_ms = axis.ms_for(max(2.0, side / 3))
    last = -1.0
    near = row.reaching(axis.ms_at(-side), axis.ms_at(axis.width_px + side), cell_ms)
    for start_ms, mark in near:
        cell = start_ms // cell_ms
        if cell == last:
            continue
        last = cell
        sign = _sign(mark)
        x = axis.x_of(sign.span.start_ms)
        size = side * sign.size
        left = x if not sign.span.is_point else x - size / 2
        yield sign, QRectF(left, rect.center().y() - size / 2, size, size)


def with_trail(sign: Sign, at: QRectF, axis: TimeAxis) -> QRectF:
    right = max(at.right(), axis.x_of(sign.span.end_ms))
    return QRectF(at.left(), at.top(), right - at.left(), at.height())
