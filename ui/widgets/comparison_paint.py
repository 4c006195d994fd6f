"""Paints two passages laid over each other: what sounds as faint cells, the first melody as bars,
the other one as outlines around them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE
from ui.words.partings import no_melody_words, parting_words

if TYPE_CHECKING:
    from app.analysis.comparison.records import Cells, Comparison, Melody, Parting

_LINES = 5
_BAR_PX, _OUTLINE_PX, _STROKE_PX = 6, 14, 2
_LOW_BAR_PX, _LOW_OUTLINE_PX = 4, 10
_LOW_PX = 160  # of the picture's height, below which both are lower
_CELL_ALPHA = 52  # of 255
_LINK_ALPHA = 110
_LINKED = 1 / 12  # of the width: notes that are further apart aren't linked


class Places(NamedTuple):
    """Where times and pitches are in a picture. field: without its margins."""

    field: QRectF
    lasts_ms: int
    low: int
    high: int

    def x_of(self, at_ms: float) -> float:
        return self.field.left() + self.field.width() * at_ms / self.lasts_ms

    def ms_at(self, x: float) -> int:
        """Inside the picture's time."""
        share = (x - self.field.left()) / max(1.0, self.field.width())
        return round(self.lasts_ms * min(1.0, max(0.0, share)))

    @property
    def row_px(self) -> float:
        return self.field.height() / (self.high - self.low + 1)

    def y_of(self, pitch: float) -> float:
        """The middle of its row."""
        return self.field.bottom() - (pitch - self.low + 0.5) * self.row_px


def places_in(area: QRectF, comparison: Comparison) -> Places:
    inset = scaled_px(SPACE.l)
    field = area.adjusted(inset, SPACE.s, -inset, -SPACE.s)
    return Places(field, comparison.lasts_ms, comparison.low, comparison.high)


def paint_lines(painter: QPainter, area: QRectF) -> None:
    """Five, as in a score."""
    painter.setPen(QPen(colour("hairline"), 1))
    for line in range(_LINES):
        y = round(area.top() + (line + 0.5) * area.height() / _LINES) + 0.5
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def paint_comparison(painter: QPainter, area: QRectF, comparison: Comparison) -> None:
    places = places_in(area, comparison)
    paint_lines(painter, area)
    _paint_cells(painter, places, comparison)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_low = area.height() < scaled_px(_LOW_PX)
    bar_px = float(scaled_px(_LOW_BAR_PX if is_low else _BAR_PX))
    outline_px = float(scaled_px(_LOW_OUTLINE_PX if is_low else _OUTLINE_PX))
    bars = _rects(places, comparison.home, bar_px)
    outlines = _rects(places, comparison.here, outline_px)
    _paint_links(painter, bars, places, "accent")
    _paint_links(painter, outlines, places, "focus")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    for bar in bars:
        painter.drawRoundedRect(bar, bar_px / 2, bar_px / 2)
    painter.setPen(QPen(colour("focus"), scaled_px(_STROKE_PX)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for outline in outlines:
        painter.drawRoundedRect(outline, outline_px / 2, outline_px / 2)
    missing = no_melody_words(comparison)
    if missing:
        _paint_missing(painter, places, missing)
    elif comparison.widest is not None:
        _paint_parting(painter, places, comparison.widest, [*bars, *outlines])


def _rects(places: Places, melody: Melody, high_px: float) -> list[QRectF]:
    """At least as wide as high, and apart from the next note."""

    def rect(start_ms: int, end_ms: int, pitch: int) -> QRectF:
        left = places.x_of(start_ms)
        wide = max(high_px, places.x_of(end_ms) - left - 1)
        return QRectF(left, places.y_of(pitch) - high_px / 2, wide, high_px)

    return [rect(*note) for note in melody]


def _paint_cells(painter: QPainter, places: Places, comparison: Comparison) -> None:
    """Each pitch is a row of two halves: the first passage above, the other one below."""
    frames, pitches = comparison.home_cells.shape
    picture = QImage(frames, 2 * pitches, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    _fill_rows(picture, 0, comparison.home_cells, QColor(colour("ink_muted")))
    _fill_rows(picture, 1, comparison.here_cells, QColor(colour("focus")))
    field = places.field
    right = places.x_of(frames * comparison.frame_ms)
    to = QRectF(field.topLeft(), QPointF(right, field.bottom()))
    painter.save()
    painter.setClipRect(field)
    painter.drawImage(to, picture)
    painter.restore()


def _fill_rows(picture: QImage, half: int, cells: Cells, ink: QColor) -> None:
    """Every second row of the picture, the highest pitch first."""
    import numpy as np

    alphas = cells.T[::-1].astype(np.uint32) * _CELL_ALPHA // 255
    filled = alphas << 24
    for shift, part in ((16, ink.red()), (8, ink.green()), (0, ink.blue())):
        filled |= (alphas * part // 255) << shift
    rows = np.frombuffer(picture.bits(), np.uint32).reshape(picture.height(), picture.width())
    rows[half::2] = filled


def _paint_links(painter: QPainter, notes: list[QRectF], places: Places, token: str) -> None:
    ink = colour(token)
    ink.setAlpha(_LINK_ALPHA)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for before, after in pairwise(notes):
        if after.left() - before.right() >= places.field.width() * _LINKED:
            continue
        start = QPointF(before.right() - before.height() / 2, before.center().y())
        end = QPointF(after.left() + after.height() / 2, after.center().y())
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.drawPath(path)


def _paint_parting(
    painter: QPainter, places: Places, parting: Parting, notes: list[QRectF]
) -> None:
    """Beside where they part, where it covers least."""
    font = text_font(TYPE.caption)
    metrics = QFontMetricsF(font)
    text = parting_words(parting)
    room = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * SPACE.xs, metrics.height())
    first, last = places.x_of(parting.start_ms), places.x_of(parting.end_ms)
    reach = scaled_px(_OUTLINE_PX) / 2 + 3
    x, y = (first + last) / 2 - room.width() / 2, places.y_of(parting.pitch)
    x = min(max(places.field.left(), x), places.field.right() - room.width())
    rooms = (
        room.translated(x, y - reach - room.height()),
        room.translated(x, y + reach),
        room.translated(last + reach, y - room.height() / 2),
        room.translated(first - reach - room.width(), y - room.height() / 2),
    )

    def covered(one: QRectF) -> float:
        parts = [one & note for note in notes]
        inside = one & places.field
        outside = room.width() * room.height() - inside.width() * inside.height()
        return outside + sum(part.width() * part.height() for part in parts)

    room = min(rooms, key=covered)
    ground = colour("paper")
    ground.setAlpha(225)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, SPACE.xs, SPACE.xs)
    painter.setFont(font)
    painter.setPen(colour("ink"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _paint_missing(painter: QPainter, places: Places, text: str) -> None:
    painter.setFont(text_font(TYPE.caption))
    painter.setPen(colour("ink"))
    flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter
    painter.drawText(places.field, int(flags | Qt.TextFlag.TextWordWrap), text)
