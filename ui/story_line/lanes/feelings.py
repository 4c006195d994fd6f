"""Feelings: of each emotion the sum of its marks' bells, one emotion on top of another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from app.core.words import _
from app.emotions.records import Emotion
from ui.story_line.axis import cover_of
from ui.story_line.felt_field import FeltField
from ui.story_line.lanes.frame import Frame
from ui.story_line.texts import fitted, font
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme
from ui.timeline.paint.bar_picture import PATTERN_SCALE, PERIOD_PX
from ui.timeline.paint.crest import Crest
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.heights import peaks_of
from ui.widgets.painting import clear_picture

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtGui import QPixmap

    Floats = npt.NDArray[np.float64]
    Pixels = npt.NDArray[np.uint32]

DISC_PX = 20.0
_ICON_PX = 14
_APART_PX = 48.0
_REACH_PX = 74.0  # a disc's; a view is about sixteen of them wide
_FILL = 0.88
_TILE_PX = 8 * PERIOD_PX
_LINE_PX = 1.5
_HEAD_PX = 12.0  # above the tallest
_FOOT_PX = 8.0
_LEAST_PX = 0.35  # lower is nothing
_LEAST_BULGE_PX = 10.0
FEW_MARKS = 3  # below, single discs


class _Disc(NamedTuple):
    row: int
    at: QPointF


class FeelingsLane:
    def __init__(self, field: FeltField) -> None:
        self._field = field

    def paint(self, painter: QPainter, frame: Frame) -> None:
        base = frame.height - _FOOT_PX
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(
            QPointF(frame.part.left, base + 0.5), QPointF(frame.part.right, base + 0.5)
        )
        self._paint_felt(painter, frame, base)
        for run in frame.stops.runs:  # the last hill before it doesn't reach into it
            left, right = cover_of(frame.layout, run, frame.part)
            painter.fillRect(QRectF(left + 1, 0, right - left - 1, frame.height), colour("sunken"))

    def _paint_felt(self, painter: QPainter, frame: Frame, base: float) -> None:
        emotions = frame.line.emotions
        if not emotions:
            _paint_invitation(painter, frame)
        elif frame.line.felt.many < FEW_MARKS:
            for place, x in enumerate(self._field.xs.tolist()):
                row = int(self._field.rows[place])
                _paint_disc(painter, QPointF(x, base - DISC_PX / 2 - 2), emotions[row], frame.dpr)
        else:
            self._paint_ridges(painter, frame, base)

    def _paint_ridges(self, painter: QPainter, frame: Frame, base: float) -> None:
        emotions = frame.line.emotions
        found = self._field.density(frame.part.wider(_REACH_PX + DISC_PX))
        heights = found.amounts * ((base - _HEAD_PX) / self._field.tallest)
        edges = self._edges(heights, base)
        xs = (found.first_bin + _bins(heights.shape[1]) + 0.5) * BIN_PX
        left = int(xs[0] - BIN_PX / 2)
        picture = band_picture(edges, base, emotions, left, frame.dpr)
        painter.drawImage(QPointF(left, base - picture.height() / frame.dpr), picture)
        _paint_lines(painter, xs, edges)
        for disc in _discs(heights, edges, xs):
            _paint_disc(painter, disc.at, emotions[disc.row], frame.dpr)

    def _edges(self, heights: Floats, base: float) -> Floats:
        """(emotions + 1, bins): the y between them, from the base up."""
        import numpy as np

        stacked = np.zeros((heights.shape[0] + 1, heights.shape[1]))
        np.cumsum(heights, axis=0, out=stacked[1:])
        found: Floats = base - stacked
        return found


def _paint_invitation(painter: QPainter, frame: Frame) -> None:
    """Where the hills will be."""
    if not len(frame.layout.lefts) or frame.line.scenes[0].is_covered:
        return
    painter.setFont(font())
    painter.setPen(colour("ink_muted"))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    left = float(frame.layout.lefts[0])
    line = QRectF(left, 0, max(0.0, frame.layout.width - left), frame.height - _FOOT_PX)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        line, flags, fitted(_("What you feel in their music will rise here"), line.width())
    )


def _bins(many: int) -> Floats:
    import numpy as np

    found: Floats = np.arange(many).astype(np.float64)
    return found


def band_picture(
    edges: Floats, base: float, emotions: Sequence[Emotion], left: int, dpr: float
) -> QImage:
    """All bands down to the base, filled with their patterns, from the first bin's left edge on.

    Each pixel's feeling is found by numbers, and its colour looked up: filling a polygon for each
    band with its pattern took ten times as long. left: where that is on the line, so that patterns
    stay where they are.
    """
    import numpy as np

    columns = round(edges.shape[1] * BIN_PX * dpr)
    highest = float(edges.min())
    rows = max(1, math.ceil((base - highest) * dpr) + 1)
    top = base - rows / dpr
    at = (np.arange(columns) + 0.5) / (BIN_PX * dpr) - 0.5
    bins = np.arange(edges.shape[1])
    ys = np.arange(rows, dtype=np.int16)[:, None]
    band = np.zeros((rows, columns), np.uint8)
    for edge in edges[1:]:  # how many edges each pixel is above
        y = np.interp(at, bins, edge)
        band += ys < ((y - top) * dpr).round().astype(np.int16)[None, :]
    tiles = _tiles(tuple(emotions), dpr, current_theme().name)
    side = tiles.shape[1]
    across = (np.arange(columns) + round(left * dpr)) % side
    down = (np.arange(rows) - rows) % side
    pixels = np.ascontiguousarray(tiles[band, down[:, None], across[None, :]])
    picture = QImage(
        pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied
    ).copy()
    picture.setDevicePixelRatio(dpr)
    return picture


@lru_cache(maxsize=8)
def _tiles(emotions: tuple[Emotion, ...], dpr: float, _theme: str) -> Pixels:
    """(emotions + 1, side, side): the pattern of each, and nothing above the highest."""
    import numpy as np

    side = round(_TILE_PX * dpr)
    tiles = np.zeros((len(emotions) + 1, side, side), np.uint32)
    for place, emotion in enumerate(emotions):
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.scale(dpr, dpr)
        brush = pattern_brush(emotion.pattern, fill_of(emotion.colour), PATTERN_SCALE, _FILL)
        painter.fillRect(QRectF(0, 0, _TILE_PX, _TILE_PX), brush)
        painter.end()
        tiles[place] = np.frombuffer(picture.constBits(), np.uint32).reshape(side, side)
    return tiles


def _paint_lines(painter: QPainter, xs: Floats, edges: Floats) -> None:
    """Along the top of each band, where there is one."""
    painter.setPen(QPen(colour("raised"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for crest in _crests(xs, edges):
        for line in crest.lines():  # two fine lines take a tenth of the time of a broader one
            painter.drawPolyline(line)
            painter.drawPolyline(line.translated(0, _LINE_PX - 1))


def _crests(xs: Floats, edges: Floats) -> list[Crest]:
    import numpy as np

    rows, many = len(edges) - 1, len(xs)
    points = np.empty((rows, many, 2), ">f8")
    points[:, :, 0] = xs
    points[:, :, 1] = edges[1:]
    is_band = np.zeros((rows, many + 2), np.int8)
    is_band[:, 1:-1] = edges[:-1] - edges[1:] > _LEAST_PX
    row_of, at = np.nonzero(np.diff(is_band, axis=1))
    hills: list[list[tuple[int, int]]] = [[] for _row in range(rows)]
    pairs = zip(row_of[::2].tolist(), at[::2].tolist(), at[1::2].tolist(), strict=True)
    for row, first, end in pairs:
        hills[row].append((max(0, first - 1), min(many, end + 1)))
    return [Crest(its_points, 0.0, its) for its_points, its in zip(points, hills, strict=True)]


def _discs(heights: Floats, edges: Floats, xs: Floats) -> list[_Disc]:
    """On the largest bulges of single feelings: none within reach of a larger one. So each is
    decided by what is around it alone, and there are about eight in a view.
    """
    peaks = peaks_of(heights, _LEAST_BULGE_PX, round(_APART_PX / BIN_PX))
    placed: list[_Disc] = []
    for row, at, height in peaks:
        x = float(xs[at])
        is_largest = all(
            abs(float(xs[other.at]) - x) > _REACH_PX or other.height <= height for other in peaks
        )
        if is_largest and all(abs(x - one.at.x()) >= _APART_PX for one in placed):
            below, above = float(edges[row, at]), float(edges[row + 1, at])
            placed.append(_Disc(row, QPointF(x, (below + above) / 2)))
    return placed


def _paint_disc(painter: QPainter, centre: QPointF, emotion: Emotion, dpr: float) -> None:
    picture = disc_picture(emotion.colour, emotion.icon, dpr, current_theme().name)
    side = DISC_PX / 2
    painter.drawPixmap(QPointF(round(centre.x() - side), round(centre.y() - side)), picture)


@lru_cache(maxsize=256)
def disc_picture(shade: str, icon: str, dpr: float, _theme: str) -> QPixmap:
    picture = clear_picture(QSizeF(DISC_PX, DISC_PX), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("raised"))
    painter.drawEllipse(QRectF(0, 0, DISC_PX, DISC_PX))
    inset = (DISC_PX - _ICON_PX) / 2
    ink = seen_on(fill_of(shade), current_theme().raised, 4.5)
    paint_icon(painter, QRectF(inset, inset, _ICON_PX, _ICON_PX), known_icon(icon), ink)
    painter.end()
    return picture
