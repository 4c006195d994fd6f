"""Lyrics: each line at its time; zoomed out, as many of their first words as there is room for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text, _, ngettext
from app.timeline.words import HeardLine, line_at
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, LaneItem, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.mark_paint import caption_height, clipped, paint_text

_LEAST_PX = 72.0  # narrower, and a line shares its place with the next
_PAD_PX = 4.0
_GAP_PX = 2.0
_TICK_PX = 2.0
_RADIUS_PX = 4.0
_MOST_READ = 6  # lines in a summary
_START = attrgetter("span.start_ms")


class Phrase(NamedTuple):
    """Lines that share a place: from the first to before the last."""

    first: int
    last: int
    span: Span


class LyricsLane(Lane):
    """The line that is sung now stands out. A click on a line seeks to its beginning."""

    key = "lyrics"
    title = Text("Lyrics")
    icon = "mic-vocal"

    def __init__(self) -> None:
        self.lines: tuple[HeardLine, ...] = ()
        self._current: int | None = None
        self._is_wanted = False
        self._phrases: tuple[Phrase, ...] = ()
        self._phrased_for: float | None = None  # ms a pixel

    @property
    def is_filled(self) -> bool:
        """A track without timed lyrics has no such lane."""
        return bool(self.lines)

    @property
    def is_wanted(self) -> bool:
        return self._is_wanted

    def want(self, is_wanted: bool) -> None:
        """Whether to take room without lines: those of the next track are about to be known."""
        self._is_wanted = is_wanted

    def set_lines(self, lines: Sequence[HeardLine]) -> None:
        """In time order."""
        self.lines = tuple(lines)
        self._current, self._phrased_for = None, None

    def set_current(self, line: HeardLine | None) -> list[Span]:
        """What is sung now; returns where the lane looks different."""
        place = None if line is None else self._place_of(line)
        if place == self._current:
            return []
        changed = [self._span_with(each) for each in (self._current, place) if each is not None]
        self._current = place
        return changed

    def line_at(self, position_ms: int) -> HeardLine | None:
        place = line_at(self.lines, position_ms)
        return None if place is None else self.lines[place]

    def what_to_do(self) -> str:
        return "" if self.lines or self._is_wanted else _("This track has no timed lyrics.")

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """The words in view, as long as they can be listened to."""
        if not self.lines:
            return _("No lyrics.")
        seen = [line.text for line in self._in_view(axis)]
        if len(seen) <= _MOST_READ:
            return " / ".join(seen)
        return ngettext("1 line in view", "{n} lines in view", len(seen))

    def items(self) -> Sequence[LaneItem]:
        return [
            LaneItem(line.text, line.span, is_now=place == self._current)
            for place, line in enumerate(self.lines)
        ]

    def heights(self) -> LaneHeights:
        line = caption_height() + 2 * round(_PAD_PX)
        return LaneHeights(least=line, natural=line + 4, most=line + 8)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        axis = area.axis
        phrases = self.phrases(axis.ms_per_px)
        first = bisect_right(phrases, axis.start_ms, key=_START) - 1
        last = bisect_left(phrases, axis.end_ms, key=_START)
        painter.setPen(Qt.PenStyle.NoPen)
        for phrase in phrases[max(0, first) : last]:
            self._paint_phrase(painter, area, phrase)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Nothing: its name is beside it."""

    def worded(self, area: LaneArea) -> tuple[float, float] | None:
        return (_GAP_PX, area.height - _GAP_PX) if self.lines else None

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        line = self.line_at(area.axis.position_at(x))
        if line is None:
            return None
        start = line.span.start_ms
        return Hit(None, line.span, Part.BODY, line.text, is_movable=False, seek_ms=start)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        low, high = axis.ms_at(x - within_px), axis.ms_at(x + within_px)
        first = bisect_left(self.lines, low, key=_START)
        last = bisect_right(self.lines, high, key=_START)
        return [Edge(line.span.start_ms, line.text) for line in self.lines[first:last]]

    def phrases(self, ms_per_px: float) -> tuple[Phrase, ...]:
        """At a zoom. They depend on nothing else: every strip of the lane has the same."""
        if self._phrased_for != ms_per_px:
            self._phrases = tuple(_phrases(self.lines, _LEAST_PX * ms_per_px))
            self._phrased_for = ms_per_px
        return self._phrases

    def words_of(self, phrase: Phrase) -> str:
        """The line that is sung now, where it is one of them; or all of them."""
        if self._holds_current(phrase) and self._current is not None:
            return self.lines[self._current].text
        return " / ".join(line.text for line in self.lines[phrase.first : phrase.last])

    def _paint_phrase(self, painter: QPainter, area: LaneArea, phrase: Phrase) -> None:
        axis = area.axis
        left, right = axis.x_of(phrase.span.start_ms), axis.x_of(phrase.span.end_ms) - _GAP_PX
        rect = QRectF(left, _GAP_PX, max(_TICK_PX, right - left), area.height - 2 * _GAP_PX)
        is_now = self._holds_current(phrase)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft" if is_now else "sunken"))
        painter.drawRoundedRect(clipped(rect, area), _RADIUS_PX, _RADIUS_PX)
        painter.setBrush(colour("accent" if is_now else "outline"))
        painter.drawRect(QRectF(left, rect.top(), _TICK_PX, rect.height()))
        room = rect.adjusted(_TICK_PX + _PAD_PX, 0, -_PAD_PX, 0)
        if room.width() > caption_height():
            ink = colour("ink" if is_now else "ink_muted")
            paint_text(painter, room, self.words_of(phrase), ink, strong=is_now)

    def _holds_current(self, phrase: Phrase) -> bool:
        return self._current is not None and phrase.first <= self._current < phrase.last

    def _place_of(self, line: HeardLine) -> int | None:
        place = bisect_left(self.lines, line.span.start_ms, key=_START)
        return place if place < len(self.lines) and self.lines[place] == line else None

    def _span_with(self, place: int) -> Span:
        """Of the phrase that a line is in, as it was last painted."""
        found = bisect_right(self._phrases, place, key=lambda phrase: phrase.first) - 1
        if 0 <= found < len(self._phrases) and place < self._phrases[found].last:
            return self._phrases[found].span
        return self.lines[place].span

    def _in_view(self, axis: TimeAxis) -> Sequence[HeardLine]:
        first = bisect_right(self.lines, axis.start_ms, key=attrgetter("span.end_ms"))
        last = bisect_left(self.lines, axis.end_ms, key=_START)
        return self.lines[first:last]


def _phrases(lines: Sequence[HeardLine], least_ms: float) -> list[Phrase]:
    """Each line alone where it has room; else with those after it, up to a pause that is as long
    as a phrase.
    """
    found: list[Phrase] = []
    first = 0
    for n, line in enumerate(lines):
        begins = lines[first].span.start_ms
        is_last = n + 1 == len(lines)
        next_ms = line.span.end_ms if is_last else lines[n + 1].span.start_ms
        is_wide = line.span.end_ms - begins >= least_ms
        if is_last or is_wide or next_ms - line.span.end_ms >= least_ms:
            found.append(Phrase(first, n + 1, Span(begins, line.span.end_ms)))
            first = n + 1
    return found
