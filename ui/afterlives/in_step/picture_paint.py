"""Paints two waves and what belongs together in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from app.core.aligned_passages import Side
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.timeline.paint.mark_paint import ink_over
from ui.widgets.wave_picture import tinted

if TYPE_CHECKING:
    from app.core.time_map import TimeMap
    from ui.afterlives.in_step.places import StepPlaces
    from ui.afterlives.in_step.shown import SeenMark, ShownStep
    from ui.widgets.wave_picture import Coverage

    PlacedMark = tuple[Side, QRectF, SeenMark]

UNCERTAIN = 0.3  # opacity of lines
MARK_PX = 18
_DIAMOND_PX, _SMALL_PX = 6, 4
_FEW = 8  # anchors
_APART = 0.45  # of a disc: those closer to one before aren't drawn, but told


def paint_wave(
    painter: QPainter, area: QRectF, wave: Coverage | None, head_x: float, *, is_sounding: bool
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(area, RADIUS.small, RADIUS.small)
    if wave is None:
        painter.fillRect(QRectF(area.left(), area.center().y(), area.width(), 1), colour("outline"))
        return
    inside = area.adjusted(2, 2, -2, -2)
    played, rest = ("accent", "wave") if is_sounding else ("wave_played", "wave")
    for tint, first, last in ((played, area.left(), head_x), (rest, head_x, area.right() + 1)):
        if last > first:
            painter.save()
            clip = QRectF(first, area.top(), last - first, area.height())
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
            picture = QPixmap.fromImage(tinted(wave, colour(tint)))
            painter.drawPixmap(inside, picture, QRectF(picture.rect()))
            painter.restore()


def paint_lines(
    painter: QPainter, places: StepPlaces, time_map: TimeMap, *, is_certain: bool
) -> None:
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setOpacity(1.0 if is_certain else UNCERTAIN)
    for line in places.lines(time_map):
        shade, wide = ("ink_faint", 2) if line.is_heavy else ("outline", 1)
        painter.setPen(QPen(colour(shade), wide))
        painter.drawPath(bent(places, line.here, line.there))
    painter.restore()


def bent(places: StepPlaces, here: float, there: float) -> QPainterPath:
    """From a moment above to the same one below."""
    top, bottom = places.band
    middle = (top + bottom) / 2
    x, to = places.x_of(here), places.x_of(there)
    path = QPainterPath(QPointF(x, top + 2))
    path.cubicTo(QPointF(x, middle), QPointF(to, middle), QPointF(to, bottom - 2))
    return path


def paint_anchors(
    painter: QPainter,
    places: StepPlaces,
    anchors: Sequence[tuple[float, float]],
    chosen: int | None,
    end: Side,
    *,
    is_pending: bool = False,
) -> None:
    """Many, as they are found in the sound, are thinner."""
    top, bottom = places.band
    is_crowd = len(anchors) > _FEW
    for number, (here, there) in enumerate(anchors):
        is_chosen = number == chosen
        style = Qt.PenStyle.DashLine if is_pending else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("focus"), 3 if is_chosen else 1 if is_crowd else 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(bent(places, here, there))
        for side, x, y in ((Side.FIRST, places.x_of(here), top + 4),
                           (Side.SECOND, places.x_of(there), bottom - 4)):  # fmt: skip
            reach = scaled_px(_SMALL_PX if is_crowd else _DIAMOND_PX) + (
                3 if is_chosen and side is end else 0
            )
            shape = QPainterPath(QPointF(x, y - reach))
            shape.lineTo(x + reach, y)
            shape.lineTo(x, y + reach)
            shape.lineTo(x - reach, y)
            shape.closeSubpath()
            painter.setPen(QPen(colour("raised"), 1.5))
            painter.setBrush(colour("focus"))
            painter.drawPath(shape)


def paint_head(
    painter: QPainter, places: StepPlaces, heads: tuple[float, float], sounding: Side | None,
    *, is_one: bool,
) -> None:  # fmt: skip
    """One through both, bent between them; or, until they belong together, two."""
    pen = QPen(colour("playhead"), 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in Side:
        area, x = places.wave(side), places.x_of(heads[side.value])
        painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom() + 3))
    if is_one:
        top, bottom = places.band
        middle = (top + bottom) / 2
        x, to = (places.x_of(ms) for ms in heads)
        path = QPainterPath(QPointF(x, top))
        path.cubicTo(QPointF(x, middle), QPointF(to, middle), QPointF(to, bottom))
        painter.drawPath(path)
    if sounding is not None:
        area = places.wave(sounding)
        painter.setPen(QPen(colour("raised"), 2))
        painter.setBrush(colour("accent"))
        radius = scaled_px(6)
        at = QPointF(places.x_of(heads[sounding.value]), area.center().y())
        painter.drawEllipse(at, radius, radius)


def placed_marks(step: ShownStep, places: StepPlaces) -> list[PlacedMark]:
    """Those of a version above the upper wave, and below the lower one."""
    side_px = float(scaled_px(MARK_PX))
    found = []
    for side in Side:
        wave = places.wave(side)
        top = wave.top() - side_px - 2 if side is Side.FIRST else wave.bottom() + 2
        for mark in step.version(side).marks:
            left = places.x_of(mark.span.start_ms) - side_px / 2
            found.append((side, QRectF(left, top, side_px, side_px), mark))
    return found


def paint_marks(painter: QPainter, placed: Sequence[PlacedMark]) -> None:
    last: dict[tuple[Side, bool], float] = {}
    for side, area, mark in placed:
        row = side, mark.is_faint
        if area.left() - last.get(row, -1e9) >= area.width() * _APART:
            last[row] = area.left()
            _paint_mark(painter, area, mark)


def _paint_mark(painter: QPainter, area: QRectF, mark: SeenMark) -> None:
    """A disc with its icon: solid, dashed while it is another version's, with a ring if it was
    carried over.
    """
    tint = colour(mark.colour).name()
    if mark.is_faint:
        painter.setPen(QPen(colour(line_of(tint)), 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(colour("raised"))
        ink = "ink_muted"
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill_of(tint)))
        ink = ink_over(fill_of(tint))
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    if mark.carried_from and not mark.is_faint:
        painter.setPen(QPen(colour(fill_of(tint)), 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(-2, -2, 2, 2))
    inset = area.width() * 0.24
    paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), mark.icon, ink)
