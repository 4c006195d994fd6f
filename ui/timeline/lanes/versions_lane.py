"""Other versions: the marks of a cover or of the original, faintly, where they would be here."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.marks import MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import Text, _, dotted, ngettext
from app.marks.kinds import colour_of, told
from app.timeline.records import MarkElsewhere, TrackTimeline
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, LaneItem, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.paint.mark_paint import caption_height, whole_px
from ui.words.marks import told_in_words

_APART = 0.5  # of a sign: one that begins closer to the one before isn't drawn, but told


class VersionsLane(Lane):
    """They can be heard and carried over where both versions are in step, and are no marks here."""

    key = "versions"
    title = Text("Other versions")
    icon = "arrow-left-right"

    def __init__(self) -> None:
        self._marks: tuple[MarkElsewhere, ...] = ()
        self._items: tuple[LaneItem, ...] | None = ()

    @property
    def is_filled(self) -> bool:
        return bool(self._marks)

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        before, self._marks = self._marks, timeline.versions.marks
        if before != self._marks:
            self._items = None
        return [] if before == self._marks else None

    def items(self) -> Sequence[LaneItem]:
        """Cached: a screen reader asks several times for each of them."""
        if self._items is None:
            self._items = tuple(LaneItem(_without_place(one), one.span) for one in self._marks)
        return self._items

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=round(1.4 * line), natural=2 * line, most=2 * line)

    def shape(self, area: LaneArea) -> object:
        return self._marks

    def reach_px(self, ms_per_px: float) -> int:
        return round(_side(100)) + 2

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _side(area.height)
        last = float("-inf")
        for one in self._marks:
            x = area.axis.x_of(one.span.start_ms)
            # Decided by times alone, so that a strip is painted as the whole would be.
            if one.span.start_ms - last < area.axis.ms_per_px * side * _APART:
                continue
            last = one.span.start_ms
            if -2 * side <= x <= area.axis.width_px + 2 * side:
                _paint(painter, one, whole_px(x - side / 2), (area.height - side) / 2, side)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        here = self._near(area, x)
        if not here:
            return None
        return Hit(None, here[0].span, Part.BODY, mark_words(here[0]), is_movable=False)

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        return [mark_words(one) for one in self._near(area, x)[:5]] or here

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        count = len(self._marks)
        return ngettext("1 mark of another version", "{n} marks of other versions", count)

    def what_to_do(self) -> str:
        if self._marks:
            return ""
        return _("Align this track with another version of it, among its afterlives.")

    def _near(self, area: LaneArea, x: float) -> list[MarkElsewhere]:
        reach = _side(area.height) / 2
        return [one for one in self._marks if abs(area.axis.x_of(one.span.start_ms) - x) <= reach]


def mark_words(one: MarkElsewhere) -> str:
    return dotted(format_ms(one.span.start_ms), _without_place(one))


def _without_place(one: MarkElsewhere) -> str:
    # Translators: title is that of another version of the track
    where = _("on “{title}”, not carried over", title=one.track_title)
    return dotted(told_in_words(one.mark), where)


def _side(height: int) -> float:
    return min(float(height) - 4, 1.3 * caption_height())


def _paint(painter: QPainter, one: MarkElsewhere, left: float, top: float, side: float) -> None:
    disc = QRectF(left, top, side, side)
    painter.setPen(QPen(colour(line_of(colour(colour_of(one.mark)).name())), 1.5,
                        Qt.PenStyle.DotLine))  # fmt: skip
    painter.setBrush(colour("raised"))
    painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
    inset = side * 0.24
    inside = disc.adjusted(inset, inset, -inset, -inset)
    paint_icon(painter, inside, told(one.mark).icon, "ink_muted")
