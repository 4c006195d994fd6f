"""Earlier hearings: a row for each, with what sounded of the track and how it was felt then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.emotions.records import MAX_INTENSITY, Mode, TaggedEmotion
from app.moments.records import Moment
from app.timeline.hearings import Hearing
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.mark_paint import (
    caption_height,
    clipped,
    paint_hint,
    paint_text,
    text_width,
)
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, sign_picture
from ui.widgets.dates import clock_time, long_date, short_date
from ui.words.marks import told_in_words

_PAD_PX = 3
_LEAST_ROW_LINES = 1.3
LABELS_WITHIN_PX = 600.0
_PLATE_ALPHA = 215
_LEAST_SHARE = 0.72  # of the largest sign, for intensity 1
HINT = "What you felt on earlier hearings of this track will show here."


Mark = TaggedEmotion | Moment


class _Sign(NamedTuple):
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
        if isinstance(self.mark, TaggedEmotion):
            return told_in_words(self.mark)
        return told_in_words(self.mark)


@dataclass(frozen=True, slots=True)
class _Row:
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


class EarlierLane(Lane):
    """The newest hearing is on top; those that find no room share the last row.

    Its marks are those of other lanes, seen by when they were made: it has none of its own.
    """

    key = "earlier"
    title = "Earlier"
    icon = "history"

    def __init__(self) -> None:
        self._hearings: tuple[Hearing, ...] = ()
        self._rows: tuple[_Row, ...] = ()
        self._rows_key: tuple[object, ...] = ()

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        return self._hearings

    @property
    def is_filled(self) -> bool:
        return bool(self._hearings)

    def set_hearings(self, hearings: tuple[Hearing, ...]) -> None:
        self._hearings = hearings
        self._rows_key = ()

    def heights(self) -> LaneHeights:
        line = caption_height()
        wanted = 2 * _PAD_PX + round(1.4 * line * min(3, max(1, len(self._hearings))))
        most = 2 * _PAD_PX + round(1.4 * line * min(8, max(1, len(self._hearings))))
        return LaneHeights(least=round(1.4 * line) + 2 * _PAD_PX, natural=wanted, most=most)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        for row, rect in self._laid_out(area):
            for span in row.stretches or (Span(0, area.axis.duration_ms),):
                _paint_stretch(painter, area, span, rect)
            for sign, at in _signs_in(row, rect, area.axis):
                _paint_sign(painter, area.axis, sign, at)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """When each hearing was, in the first free room from the view's left edge."""
        if not self._hearings:
            paint_hint(painter, area, HINT)
            return
        axis = area.axis.window(area.axis.left_px, min(LABELS_WITHIN_PX, area.axis.width_px))
        for row, rect in self._laid_out(area):
            taken = [_with_trail(sign, at, axis) for sign, at in _signs_in(row, rect, axis)]
            _paint_label(painter, axis, rect, row.label, taken)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        for row, rect in self._laid_out(area):
            if not rect.top() <= y < rect.bottom():
                continue
            for sign, at in reversed(list(_signs_in(row, rect, area.axis))):
                if at.adjusted(-1, -2, 1, 2).contains(QPointF(x, y)):
                    words = f"{row.text}\n{sign.text}"
                    return Hit(sign.ref, sign.span, Part.BODY, words, is_movable=False)
        return None

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        """Which hearing a height belongs to; what is there now is for the other lanes."""
        rows = self._laid_out(area)
        return [row.text for row, rect in rows if rect.top() <= y < rect.bottom()][:1]

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        count = len(self._hearings)
        return "1 earlier hearing" if count == 1 else f"{count} earlier hearings"

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
            rows = [_row([hearing]) for hearing in kept]
            self._rows = tuple(rows + ([_row(rest)] if rest else []))
            self._rows_key = key
        return self._rows


def _row(hearings: Sequence[Hearing]) -> _Row:
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
    return _Row(
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


def _sign(mark: Mark) -> _Sign:
    if isinstance(mark, Moment):
        return _Sign(mark, mark.span, "", "heart", 1.0, True)
    return _tag_sign(mark)


def _tag_sign(item: TaggedEmotion) -> _Sign:
    tag, word = item.tag, item.emotion
    share = (tag.intensity - 1) / (MAX_INTENSITY - 1)
    size = _LEAST_SHARE + (1 - _LEAST_SHARE) * share
    return _Sign(item, tag.span, word.colour, word.icon, size, tag.mode is Mode.FELT)


def _signs_in(row: _Row, rect: QRectF, axis: TimeAxis) -> Iterator[tuple[_Sign, QRectF]]:
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


def _with_trail(sign: _Sign, at: QRectF, axis: TimeAxis) -> QRectF:
    right = max(at.right(), axis.x_of(sign.span.end_ms))
    return QRectF(at.left(), at.top(), right - at.left(), at.height())


def _paint_stretch(painter: QPainter, area: LaneArea, span: Span, rect: QRectF) -> None:
    left, right = area.axis.x_of(span.start_ms), area.axis.x_of(span.end_ms)
    if right < -rect.height() or left > area.axis.width_px + rect.height():
        return
    bar = QRectF(left, rect.top(), max(2.0, right - left), rect.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(clipped(bar, area), 4, 4)


def _paint_label(
    painter: QPainter, axis: TimeAxis, row: QRectF, label: str, taken: Sequence[QRectF]
) -> None:
    """On a plate, which hides what lies under it only where no room is free."""
    width = text_width(label) + 8
    edge = left = max(2.0, axis.x_of(0) + 2)
    for sign in taken:
        if sign.left() - 2 < left + width and sign.right() > left:
            left = sign.right() + 3
    left = left if left + width <= axis.width_px else edge
    plate = QRectF(left, row.top(), width, row.height())
    ground = QColor(colour("sunken"))
    ground.setAlpha(_PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 4, 4)
    paint_text(painter, plate.adjusted(4, 0, 0, 0), label, colour("ink_muted"))


def _paint_sign(painter: QPainter, axis: TimeAxis, sign: _Sign, at: QRectF) -> None:
    if not sign.colour:
        paint_icon(painter, at, "heart", "accent", filled=True)
        return
    right = axis.x_of(sign.span.end_ms)
    if right > at.right():
        trail = QRectF(at.center().x(), at.center().y() - 2, right - at.center().x(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(sign.colour))
        painter.drawRoundedRect(trail.intersected(QRectF(-9, 0, axis.width_px + 18, 9999)), 2, 2)
    picture = sign_picture(
        sign.colour,
        sign.icon,
        sign.is_filled,
        round(at.width(), 1),
        painter.device().devicePixelRatio(),
        current_theme().raised,
    )
    painter.drawPixmap(QPointF(at.left() - SIGN_MARGIN_PX, at.top() - SIGN_MARGIN_PX), picture)
