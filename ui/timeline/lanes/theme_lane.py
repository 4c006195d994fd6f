"""Theme marks: bars in the theme's colour that say how it is varied. Those that were found and
nobody has answered yet are hollow and dashed, those that were left open in between.

Its numbers are in the tip.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.core.marks import MarkKind, MarkRef
from app.core.words import Text
from app.marks.specs.occurrence import change_in_plain_words
from app.themes.records import Occurrence, OccurrenceStatus
from app.timeline.records import TrackTimeline
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.layout.laid_marks import Placed, is_selected
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.mark_paint import (
    caption_height,
    clipped,
    paint_icon_in,
    paint_ring,
    paint_text,
    seen_on,
    text_width,
)
from ui.words.changes import found_in_words
from ui.words.marks import theme_name, told_in_words

_LEAST_WORDS_PX = 24
_BETWEEN_PX = 5
_SURE_GROUND = 0.18
_GROUNDS = {OccurrenceStatus.UNSURE: 0.08, OccurrenceStatus.CANDIDATE: 0.0}
_DASHES = {OccurrenceStatus.UNSURE: (7.0, 2.5), OccurrenceStatus.CANDIDATE: (2.5, 2.5)}  # in pens
_ICONS = {OccurrenceStatus.UNSURE: "circle-help", OccurrenceStatus.CANDIDATE: "search"}


def _entry(occurrence: Occurrence) -> Entry:
    span = occurrence.span
    return span.start_ms, span.end_ms, occurrence.id, 0, 0


class ThemeLane(MarkLane[Occurrence]):
    kind = MarkKind.OCCURRENCE
    key = "themes"
    title = Text("Themes")
    icon = "music-2"
    hint = Text("Theme marks of this track are shown here.")

    def __init__(self) -> None:
        super().__init__(_entry)

    @property
    def is_filled(self) -> bool:
        return bool(self.refs())

    def values_of(self, timeline: TrackTimeline) -> Sequence[Occurrence]:
        return [o for o in timeline.occurrences if o.status is not OccurrenceStatus.REJECTED]

    def as_mark(self, value: Occurrence) -> LaneMark[Occurrence]:
        ref = MarkRef(MarkKind.OCCURRENCE, value.id)
        words = found_in_words if value.is_unanswered else told_in_words
        return LaneMark(ref, value.span, value, words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=2 * line, natural=round(2.2 * line), most=3 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.0 * caption_height(), 1.7 * caption_height()

    def reach_of_point(self) -> float:
        return SMALL_PX / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Occurrence], row: QRectF
    ) -> None:
        cut = clipped(row.adjusted(0.5, 1.5, -0.5, -1.5), area)
        cut.setWidth(max(4.0, cut.width()))
        shape = QPainterPath()
        shape.addRoundedRect(cut, 4, 4)
        if is_selected(area, placed):
            paint_ring(painter, shape)
        _paint_body(painter, shape, placed.mark.value)
        _paint_words(painter, row, placed.mark.value)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[Occurrence], row: QRectF
    ) -> None:
        inside = QRectF(0, row.top() + 3, row.right() - 3, row.height() - 6)
        wanted = caption_height() + 12 + _words_width(mark.value)
        inside.setWidth(min(inside.width(), wanted))
        if inside.width() > caption_height() + 8:
            painter.fillRect(inside, _ground(mark.value))
            _paint_words(painter, inside, mark.value)


def _paint_body(painter: QPainter, shape: QPainterPath, occurrence: Occurrence) -> None:
    outline = QPen(QColor(seen_on(occurrence.theme.colour, current_theme().raised)), 1.5)
    dashes = _DASHES.get(occurrence.status)
    if dashes is not None:
        outline.setDashPattern(dashes)
        outline.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(outline)
    painter.setBrush(_ground(occurrence))
    painter.drawPath(shape)


def _ground(occurrence: Occurrence) -> QColor:
    share = _GROUNDS.get(occurrence.status, _SURE_GROUND)
    return QColor(blend(occurrence.theme.colour, current_theme().raised, share))


def _words_width(occurrence: Occurrence) -> float:
    name = text_width(theme_name(occurrence.theme), strong=True)
    change = change_in_plain_words(occurrence)
    return name + (_BETWEEN_PX + text_width(change) if change else 0)


def _paint_words(painter: QPainter, bar: QRectF, occurrence: Occurrence) -> None:
    side = min(bar.height() - 2, 0.9 * caption_height())
    if bar.width() < side + 8:
        return
    at = QRectF(bar.left() + 4, bar.center().y() - side / 2, side, side)
    paint_icon_in(painter, at, _ICONS.get(occurrence.status, "music-2"), "ink")
    words = QRectF(at.right() + 4, bar.top(), bar.right() - at.right() - 8, bar.height())
    if words.width() <= _LEAST_WORDS_PX:
        return
    name = theme_name(occurrence.theme)
    paint_text(painter, words, name, colour("ink"), strong=True)
    rest = words.adjusted(text_width(name, strong=True) + _BETWEEN_PX, 0, 0, 0)
    if rest.width() > _LEAST_WORDS_PX:
        paint_text(painter, rest, change_in_plain_words(occurrence), colour("ink_muted"))
