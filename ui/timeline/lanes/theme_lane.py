"""Occurrences of themes: bars in the theme's colour; suggestions are dashed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.themes.records import Occurrence, OccurrenceStatus
from app.timeline.records import MarkKind, MarkRef
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.timeline.lane import LaneArea, LaneHeights
from ui.timeline.mark_lane import SMALL_PX, LaneMark, MarkLane, Placed
from ui.timeline.mark_paint import (
    caption_height,
    clipped,
    label_parts,
    paint_icon_in,
    paint_ring,
    paint_text,
    seen_on,
)
from ui.timeline.mark_words import change_in_words, occurrence_in_words


class ThemeLane(MarkLane[Occurrence]):
    title = "Themes"
    icon = "music-2"
    hint = "Where a theme returns in this track, it will show here."

    def set_occurrences(self, occurrences: tuple[Occurrence, ...]) -> None:
        self.set_marks(
            [
                LaneMark(MarkRef(MarkKind.OCCURRENCE, o.id), o.span, o, occurrence_in_words(o))
                for o in occurrences
                if o.status is not OccurrenceStatus.REJECTED
            ]
        )

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
        if placed.mark.ref in area.selected:
            paint_ring(painter, shape)
        _paint_body(painter, shape, placed.mark.value)
        for part in label_parts(row, area):
            _paint_words(painter, part, placed.mark.value)


def _paint_body(painter: QPainter, shape: QPainterPath, occurrence: Occurrence) -> None:
    raised = current_theme().raised
    outline = QPen(QColor(seen_on(occurrence.theme.colour, raised)), 1.5)
    if occurrence.status is OccurrenceStatus.CANDIDATE:
        outline.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(outline)
    painter.setBrush(QColor(blend(occurrence.theme.colour, raised, 0.18)))
    painter.drawPath(shape)


def _paint_words(painter: QPainter, bar: QRectF, occurrence: Occurrence) -> None:
    side = min(bar.height() - 2, 0.9 * caption_height())
    if bar.width() < side + 8:
        return
    at = QRectF(bar.left() + 4, bar.center().y() - side / 2, side, side)
    is_sure = occurrence.status is OccurrenceStatus.CONFIRMED
    paint_icon_in(painter, at, "music-2" if is_sure else "circle-help", "ink")
    words = QRectF(at.right() + 4, bar.top(), bar.right() - at.right() - 8, bar.height())
    if words.width() > 24:
        change = change_in_words(occurrence)
        text = f"{occurrence.theme.name} · {change}" if change else occurrence.theme.name
        paint_text(painter, words, text, colour("ink"))
