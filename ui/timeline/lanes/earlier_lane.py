"""Earlier hearings: a row for each, with what sounded of the track and how it was felt then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.clock import Instant
from app.emotions.records import MAX_INTENSITY, Mode
from app.moments.records import Moment
from app.timecode import Span, format_ms
from app.timeline.hearings import Hearing
from app.timeline.records import MarkKind, MarkRef, TaggedEmotion
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme
from ui.timeline.lane import Hit, LaneArea, LaneHeights, Part
from ui.timeline.mark_paint import (
    caption_height,
    clipped,
    ink_over,
    label_parts,
    paint_hint,
    paint_icon_in,
    paint_text,
    seen_on,
    text_width,
)
from ui.timeline.mark_words import moment_in_words, tag_in_words
from ui.timeline.time_axis import TimeAxis
from ui.widgets.dates import clock_time, long_date, short_date

_PAD_PX = 3
_LEAST_ROW_LINES = 1.3
LABEL_EVERY_PX = 700.0  # a row says its date once or twice in a view
_LEAST_SHARE = 0.72  # of the largest sign, for intensity 1
HINT = "What you felt on earlier hearings of this track will show here."


class _Sign(NamedTuple):
    """One mark as a dot. colour: empty for a favourite."""

    mark: TaggedEmotion | Moment
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
        if isinstance(self.mark, TaggedEmotion):
            return tag_in_words(self.mark)
        return moment_in_words(self.mark)


_IN_TIME = attrgetter("span.start_ms", "span.end_ms")


@dataclass(frozen=True, slots=True)
class _Row:
    """One or, in the last row, several hearings. longest_ms: of its signs' spans."""

    label: str
    text: str
    stretches: tuple[Span, ...]
    signs: tuple[_Sign, ...]
    starts: tuple[int, ...]
    longest_ms: int

    def near(self, start_ms: float, end_ms: float) -> Sequence[_Sign]:
        first = bisect_left(self.starts, start_ms - self.longest_ms)
        return self.signs[first : bisect_right(self.starts, end_ms)]


class EarlierLane:
    """The newest hearing is on top; those that find no room share the last row."""

    title = "Earlier"
    icon = "history"
    shows_played = False

    def __init__(self) -> None:
        self._hearings: tuple[Hearing, ...] = ()
        self._rows: tuple[_Row, ...] = ()
        self._rows_key: tuple[object, ...] = ()
        self._signs: dict[Instant, tuple[Hearing, list[_Sign]]] = {}

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        return self._hearings

    def set_hearings(self, hearings: tuple[Hearing, ...]) -> None:
        self._hearings = hearings
        self._rows_key = ()
        began = {hearing.began for hearing in hearings}
        self._signs = {at: known for at, known in self._signs.items() if at in began}

    def heights(self) -> LaneHeights:
        line = caption_height()
        wanted = 2 * _PAD_PX + round(1.4 * line * min(3, max(1, len(self._hearings))))
        most = 2 * _PAD_PX + round(1.4 * line * min(8, max(1, len(self._hearings))))
        return LaneHeights(least=round(1.4 * line) + 2 * _PAD_PX, natural=wanted, most=most)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        for row, rect in self._laid_out(area):
            signs = list(_signs_in(row, rect, area.axis))
            for span in row.stretches or (Span(0, area.axis.duration_ms),):
                bar = _stretch_rect(area, span, rect)
                if bar is not None:
                    _paint_stretch(painter, area, bar)
                    taken = [_with_trail(sign, at, area.axis) for sign, at in signs]
                    _paint_label(painter, area, bar, row.label, taken)
            for sign, at in signs:
                _paint_sign(painter, area.axis, sign, at)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        if not self._hearings:
            paint_hint(painter, area, HINT)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        for row, rect in self._laid_out(area):
            if not rect.top() <= y < rect.bottom():
                continue
            for sign, at in reversed(list(_signs_in(row, rect, area.axis))):
                if at.adjusted(-1, -2, 1, 2).contains(QPointF(x, y)):
                    return Hit(sign.ref, sign.span, Part.BODY, f"{row.text}\n{sign.text}")
        return None

    def words_at(self, area: LaneArea, y: float) -> str:
        """Which hearing a height belongs to; empty beside the rows."""
        found = (row.text for row, rect in self._laid_out(area) if rect.top() <= y < rect.bottom())
        return next(found, "")

    def refs(self) -> Sequence[MarkRef]:
        """None of its own: its marks are those of other lanes, seen by when they were made."""
        return ()

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[int]:
        return []

    def _laid_out(self, area: LaneArea) -> Iterator[tuple[_Row, QRectF]]:
        room = area.height - 2 * _PAD_PX
        count = max(1, min(len(self._hearings), int(room / (_LEAST_ROW_LINES * caption_height()))))
        rows = self._rows_for(count)
        each = min(room / max(1, len(rows)), 1.8 * caption_height())
        for n, row in enumerate(rows):
            yield row, QRectF(0, _PAD_PX + n * each, area.axis.width_px, each - 2)

    def _rows_for(self, count: int) -> tuple[_Row, ...]:
        """Kept: a lane asks for them at each paint and each move of the pointer."""
        key = (count, current_theme().name)
        if key != self._rows_key:
            kept = self._hearings[: count if count == len(self._hearings) else count - 1]
            rest = self._hearings[len(kept) :]
            rows = [_row([hearing], self._signs_of) for hearing in kept]
            self._rows = tuple(rows + ([_row(rest, self._signs_of)] if rest else []))
            self._rows_key = key
        return self._rows

    def _signs_of(self, hearing: Hearing) -> list[_Sign]:
        """Kept for a hearing that is still what it was: of a hundred only the last one grows."""
        known = self._signs.get(hearing.began)
        if known is None or known[0] != hearing:
            known = self._signs[hearing.began] = (hearing, _signs(hearing))
        return known[1]


def _row(hearings: Sequence[Hearing], signs_of: Callable[[Hearing], list[_Sign]]) -> _Row:
    signs = sorted(chain.from_iterable(map(signs_of, hearings)), key=_IN_TIME)
    stretches = tuple(span for hearing in hearings for span in hearing.stretches)
    newest = hearings[0].began.local
    if len(hearings) == 1:
        label, text = short_date(newest.date()), _in_words(hearings[0])
    else:
        label = f"{len(hearings)} earlier"
        text = f"{len(hearings)} earlier hearings, until {long_date(newest.date())}"
    return _Row(
        label,
        text,
        stretches,
        tuple(signs),
        tuple(sign.span.start_ms for sign in signs),
        max((sign.span.duration_ms for sign in signs), default=0),
    )


def _in_words(hearing: Hearing) -> str:
    when = hearing.began.local
    heard = f", {format_ms(hearing.heard_ms)} heard" if hearing.stretches else ""
    return f"{long_date(when.date())}, {clock_time(when)}{heard}"


def _signs(hearing: Hearing) -> list[_Sign]:
    """In time order."""
    found = [_tag_sign(item) for item in hearing.tags]
    found += [_Sign(item, item.span, "", "heart", 1.0, True) for item in hearing.moments]
    return sorted(found, key=_IN_TIME)


def _tag_sign(item: TaggedEmotion) -> _Sign:
    tag, word = item.tag, item.emotion
    share = (tag.intensity - 1) / (MAX_INTENSITY - 1)
    size = _LEAST_SHARE + (1 - _LEAST_SHARE) * share
    return _Sign(item, tag.span, word.colour, word.icon, size, tag.mode is Mode.FELT)


def _signs_in(row: _Row, rect: QRectF, axis: TimeAxis) -> Iterator[tuple[_Sign, QRectF]]:
    """What is in view, thinned where it is dense: one sign for every few pixels."""
    side = min(rect.height() - 2, 1.25 * caption_height())
    last_x = float("-inf")
    for sign in row.near(axis.ms_at(-side), axis.ms_at(axis.width_px + side)):
        x = axis.x_of(sign.span.start_ms)
        if x - last_x < side / 3:
            continue
        last_x = x
        size = side * sign.size
        left = x if not sign.span.is_point else x - size / 2
        yield sign, QRectF(left, rect.center().y() - size / 2, size, size)


def _with_trail(sign: _Sign, at: QRectF, axis: TimeAxis) -> QRectF:
    right = max(at.right(), axis.x_of(sign.span.end_ms))
    return QRectF(at.left(), at.top(), right - at.left(), at.height())


def _stretch_rect(area: LaneArea, span: Span, rect: QRectF) -> QRectF | None:
    """None out of view."""
    left, right = area.axis.x_of(span.start_ms), area.axis.x_of(span.end_ms)
    if right < -rect.height() or left > area.axis.width_px + rect.height():
        return None
    return QRectF(left, rect.top(), max(2.0, right - left), rect.height())


def _paint_stretch(painter: QPainter, area: LaneArea, bar: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(clipped(bar, area), 4, 4)


def _paint_label(
    painter: QPainter, area: LaneArea, bar: QRectF, label: str, taken: Sequence[QRectF]
) -> None:
    """When it was, in the first free room of each part of the bar."""
    width = text_width(label) + 2
    for part in label_parts(bar, area, LABEL_EVERY_PX):
        left = part.left() + 6
        for sign in taken:
            if sign.left() - 3 < left + width and sign.right() > left:
                left = sign.right() + 4
        if left + width <= part.right() - 4:
            words = QRectF(left, bar.top(), width, bar.height())
            paint_text(painter, words, label, colour("ink_muted"))


def _paint_sign(painter: QPainter, axis: TimeAxis, sign: _Sign, at: QRectF) -> None:
    if not sign.colour:
        paint_icon(painter, at, "heart", "accent", filled=True)
        return
    raised = current_theme().raised
    right = axis.x_of(sign.span.end_ms)
    if right > at.right():
        trail = QRectF(at.center().x(), at.center().y() - 2, right - at.center().x(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(sign.colour))
        painter.drawRoundedRect(trail.intersected(QRectF(-9, 0, axis.width_px + 18, 9999)), 2, 2)
    ink = ink_over(sign.colour) if sign.is_filled else seen_on(sign.colour, raised, 4.5)
    painter.setPen(
        Qt.PenStyle.NoPen if sign.is_filled else QPen(QColor(seen_on(sign.colour, raised)), 1.5)
    )
    painter.setBrush(QColor(sign.colour) if sign.is_filled else colour("raised"))
    painter.drawEllipse(at)
    if at.width() >= 10:
        side = at.width() * 0.62
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(at.center())
        paint_icon_in(painter, icon, sign.icon, ink)
