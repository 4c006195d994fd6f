"""Draws days as pixels and feelings as ridges."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.emotions.swatch import CORNER, paint_swatch, strength_of
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import TYPE
from ui.timeline.paint.crest import crests
from ui.timeline.paint.feeling_colours import line_of
from ui.timeline.paint.ridge_paint import RidgeLook, paint_base, paint_ridge
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, SignLook, sign_picture
from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.discs import DISC_PX, discs_at
from ui.timeline.ridges.heights import peaks_of
from ui.widgets.painting import clear_picture
from ui.words.dates import today
from ui.years.picture.amounts import LAW, amounts
from ui.years.picture.place import Place
from ui.years.picture.shown import Cell

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_APART_PX = 220  # of two peaks of one ridge that both have an icon
_ICON_PX = 13


def paint_picture(painter: QPainter, place: Place) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_heads(painter, place)
    for cell in place.shown.cells:
        paint_cell_of_time(painter, place.cell_rect(cell), cell)
    if place.shown.is_ridged:
        _paint_ridges(painter, place)


def _paint_heads(painter: QPainter, place: Place) -> None:
    painter.setFont(text_font(TYPE.caption))
    painter.setPen(colour("ink_muted"))
    metrics = painter.fontMetrics()
    beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    free = place.gutter + place.width + 2
    for head in reversed(place.shown.axis.heads):  # of a year cut short, there is room at its left
        wide = metrics.horizontalAdvance(head.text)
        left = min(place.x_of(head.at), free - wide)
        is_first = head is place.shown.axis.heads[0]
        if left >= (0 if is_first else place.x_of(head.at)):
            at = QRectF(left, 0, wide + 2, place.line - 4)
            painter.drawText(at, beside, head.text)
            free = left - 8
    for row, text in enumerate(place.shown.row_heads):
        top = place.cells_top + row * place.cell_pitch
        at = QRectF(0, top, place.gutter - 6, place.cell_pitch)
        painter.drawText(at, beside, text)


def paint_cell_of_time(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if cell.emotion is not None:
        look = cell.emotion.colour, cell.emotion.pattern, strength_of(cell.marks)
        dpr = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), _swatch(*look, rect.width(), dpr, current_theme().name))
    elif cell.is_later:
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    else:
        painter.setBrush(colour("accent_soft" if cell.has_words else "pressed"))
        painter.setOpacity(1.0 if cell.is_heard else 0.55)
        painter.drawRoundedRect(rect, CORNER, CORNER)
        painter.setOpacity(1.0)
        if cell.is_heard:
            painter.setBrush(colour("accent" if cell.has_words else "ink_faint"))
            painter.drawEllipse(rect.center(), 1.6, 1.6)
    if cell.pick.first == cell.pick.last == today():
        painter.setPen(QPen(colour("ink"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), CORNER + 1, CORNER + 1)


@lru_cache(maxsize=256)
def _swatch(
    shade: str, pattern: str, strength: float, side: float, dpr: float, _theme: str
) -> QPixmap:
    """Prepared: twenty years have a thousand weeks, of a few dozen looks."""
    picture = clear_picture(QSizeF(side, side), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_swatch(painter, QRectF(0, 0, side, side), shade, pattern, strength)
    painter.end()
    return picture


def _paint_ridges(painter: QPainter, place: Place) -> None:
    shown, baselines = place.shown, place.baselines
    heights = LAW.heights(amounts(shown.axis, shown.rows, shown.felt, place.pitch))
    outlines = crests(place.gutter, baselines, heights)
    for emotion, baseline, crest in zip(shown.rows, baselines, outlines, strict=True):
        line = QRectF(place.gutter, baseline - 0.5, place.width, 1)
        paint_base(painter, line, emotion.colour, 1.0)
        paint_ridge(painter, crest, RidgeLook(emotion.colour, emotion.pattern, 1.0), 0.0)
        side = scaled_px(_ICON_PX)
        at = QRectF(0, baseline - side + 1, side, side)
        paint_icon(painter, at, known_icon(emotion.icon), line_of(emotion.colour))
    _paint_discs(painter, place, heights)


def _paint_discs(painter: QPainter, place: Place, heights: Floats) -> None:
    """The icons, at the peaks."""
    peaks = peaks_of(heights, LAW.least_peak_px, round(_APART_PX / BIN_PX))
    dpr = painter.device().devicePixelRatio()
    for disc in discs_at(peaks, heights, place.baselines):
        emotion = place.shown.rows[disc.row]
        look = SignLook(emotion.colour, known_icon(emotion.icon))
        picture = sign_picture(look, DISC_PX, dpr)
        half = DISC_PX / 2 + SIGN_MARGIN_PX
        x = place.gutter + disc.at * BIN_PX
        painter.drawPixmap(QPointF(x - half, disc.y - half), picture)
