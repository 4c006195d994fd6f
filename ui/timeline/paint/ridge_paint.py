"""One emotion's ridge: its colour from the crest down, its pattern faint, a line along the top."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme
from ui.timeline.paint.bar_picture import PATTERN_SCALE, PERIOD_PX
from ui.timeline.paint.crest import FOOT_POINTS, Crest
from ui.timeline.paint.feeling_colours import fill_of, line_of

_TILE_PX = 10 * PERIOD_PX
_TALL_PX = 112  # of the prepared fill; no ridge is taller
_CREST_AT_PX = 60.0  # so high the colour is at its strongest
_VEIL, _STRONG, _WEAK, _PATTERN = 0.72, 0.82, 0.30, 0.20
_CREST_PX = 1.5
_BASE_ALPHA = 0.5
_SHADE_ALPHA = 0.14
_NO_PEN, _NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)


class RidgeLook(NamedTuple):
    """strength: of the whole fill, 0..1."""

    colour: str
    pattern: str
    strength: float


def paint_ridge(painter: QPainter, crest: Crest, look: RidgeLook, track_left_px: float) -> None:
    """track_left_px: of the painter's x = 0, so that the pattern fits in every part."""
    dpr = painter.device().devicePixelRatio()
    fill = _brush(look, crest.baseline, track_left_px, dpr)
    pen = _pen(line_of(look.colour))
    for shape in crest.shapes():
        _fill(painter, (shape,), fill)
        line = QPolygonF(shape)
        line.resize(shape.size() - FOOT_POINTS)
        _draw(painter, line, pen)


def paint_dashed(painter: QPainter, line: QPainterPath, colour: str) -> None:
    """What was only expressed: no fill, and a line with gaps."""
    painter.setPen(_pen(line_of(colour)))
    painter.setBrush(_NO_BRUSH)
    painter.drawPath(line)


def paint_shade(painter: QPainter, crest: Crest, colour: str) -> None:
    """What is left of a ridge behind rows of marks: a hint of its colour."""
    ink = QColor(line_of(colour))
    ink.setAlphaF(_SHADE_ALPHA)
    brush = QBrush(ink)
    _fill(painter, crest.shapes(), brush)


def _fill(painter: QPainter, shapes: Sequence[QPolygonF], brush: QBrush) -> None:
    """With hard edges: softening them took eight times as long, and a soft line lies along them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_NO_PEN)
    painter.setBrush(brush)
    for shape in shapes:
        painter.drawPolygon(shape)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _draw(painter: QPainter, line: QPolygonF, pen: QPen) -> None:
    """Two fine lines take a tenth of the time of one of their width."""
    painter.setPen(pen)
    painter.setBrush(_NO_BRUSH)
    painter.drawPolyline(line)
    painter.drawPolyline(line.translated(0, _CREST_PX - 1))


def paint_base(painter: QPainter, line: QRectF, colour: str, share: float) -> None:
    """A ridge's baseline along the track. share: how much of it is left between rows of marks."""
    ink = QColor(line_of(colour))
    ink.setAlphaF(_BASE_ALPHA * share)
    painter.fillRect(line, ink)


def _brush(look: RidgeLook, baseline: float, track_left_px: float, dpr: float) -> QBrush:
    brush = QBrush(_tile(look, dpr, current_theme().name))
    at = QTransform.fromTranslate(-(track_left_px % _TILE_PX), baseline - _TALL_PX)
    brush.setTransform(at if dpr == 1 else QTransform.fromScale(1 / dpr, 1 / dpr) * at)
    return brush


@lru_cache(maxsize=256)
def _pen(colour: str) -> QPen:
    return QPen(QColor(colour), 1)


@lru_cache(maxsize=256)
def _tile(look: RidgeLook, dpr: float, theme: str) -> QBrush:
    """Kept as a brush: making one of a picture copies it."""
    return QBrush(_picture(look, dpr, theme))


@lru_cache(maxsize=256)
def _picture(look: RidgeLook, dpr: float, _theme: str) -> QImage:
    """Everything of a ridge but its shape, in one picture: filling thrice took thrice as long."""
    size = QSize(round(_TILE_PX * dpr), round(_TALL_PX * dpr))
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(dpr, dpr)
    whole = QRectF(0, 0, _TILE_PX, _TALL_PX)
    veil = QColor(current_theme().raised)
    veil.setAlphaF(_VEIL * look.strength)
    painter.fillRect(whole, veil)
    colour = fill_of(look.colour)
    down = QLinearGradient(0, _TALL_PX - _CREST_AT_PX, 0, _TALL_PX)
    for at, alpha in ((0.0, _STRONG), (1.0, _WEAK)):
        ink = QColor(colour)
        ink.setAlphaF(alpha * look.strength)
        down.setColorAt(at, ink)
    painter.fillRect(whole, QBrush(down))
    faint = pattern_brush(look.pattern, colour, PATTERN_SCALE, _PATTERN * look.strength)
    painter.fillRect(whole, faint)
    painter.end()
    return picture
