"""What is drawn on paper: pictures, waveforms, a feeling's sign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from app.keepsake.html.icons import known
from app.keepsake.records import Keepsake, KeptLine, KeptTrack
from ui.keepsake.paper.flow import Band
from ui.keepsake.paper.sheet import ACCENT, HAIRLINE, INK, PAPER, WAVE, Sheet
from ui.style.contrast import blend
from ui.style.files import ICONS
from ui.widgets.image_files import read_filling

_LEAST = 0.012  # silence is a line
_RADIUS_PT = 5.0
_SOFT = 0.3  # as much of its colour has the ground of an icon


def picture(sheet: Sheet, path: Path | None, width_pt: float, height_pt: float) -> Band | None:
    """Filling this room; None if it can't be read."""
    if path is None:
        return None
    size = QSize(round(sheet.pt(width_pt)), round(sheet.pt(height_pt)))
    image = read_filling(path, size)
    if image.isNull():
        return None
    across, down = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    image = image.copy(across, down, size.width(), size.height())
    image = image.convertToFormat(QImage.Format.Format_RGB32)  # printed as JPEG, so it stays small
    return Band(size.height(), partial(_paint_picture, image, sheet.pt(_RADIUS_PT)))


def _paint_picture(
    image: QImage, radius: float, painter: QPainter, left: float, top: float
) -> None:
    box = QRectF(left, top, image.width(), image.height())
    outline = QPainterPath()
    outline.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(outline)
    painter.drawImage(box, image)
    painter.restore()


def wave(
    sheet: Sheet, keepsake: Keepsake, track: KeptTrack, lines: Sequence[KeptLine]
) -> Band | None:
    """In the colours of what was felt, with the places of its marks above."""
    if track.wave is None or track.duration_ms <= 0:
        return None
    return Band(sheet.pt(58), partial(_paint_wave, sheet, keepsake, track, lines), sheet.pt(8))


def _paint_wave(
    sheet: Sheet,
    keepsake: Keepsake,
    track: KeptTrack,
    lines: Sequence[KeptLine],
    painter: QPainter,
    left: float,
    top: float,
) -> None:
    assert track.wave is not None
    width, high = sheet.area.width(), sheet.pt(44)
    middle = top + sheet.pt(14) + high / 2
    tops, felt = track.wave.tops, track.wave.felt
    columns = len(tops)
    edges = [0, *(np.flatnonzero(np.diff(felt)) + 1).tolist(), columns]
    painter.setPen(Qt.PenStyle.NoPen)
    for first, end in pairwise(edges):
        places = range(first, min(end, columns - 1) + 1)
        halves = [max(_LEAST, float(tops[place])) * high / 2 for place in places]
        xs = [left + place * width / columns for place in places]
        above = [QPointF(x, middle - half) for x, half in zip(xs, halves, strict=True)]
        below = [QPointF(x, middle + half) for x, half in zip(xs, halves, strict=True)]
        leads = int(felt[first])
        painter.setBrush(WAVE if leads < 0 else QColor(keepsake.emotions[leads].colour))
        painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
    for line in lines:
        assert line.span is not None
        at = left + min(line.span.start_ms, track.duration_ms) * width / track.duration_ms
        wide = max(sheet.pt(2), line.span.duration_ms * width / track.duration_ms)
        wide = min(wide, left + width - at)
        painter.setBrush(ACCENT if line.emotion is None else QColor(line.emotion.colour))
        painter.drawRoundedRect(QRectF(at, top + sheet.pt(2), wide, sheet.pt(5)), 4, 4)


def rule(sheet: Sheet, gap_pt: float) -> Band:
    """A thin line across the page."""

    def paint(painter: QPainter, left: float, top: float) -> None:
        painter.setPen(QPen(HAIRLINE, sheet.pt(0.6)))
        painter.drawLine(QPointF(left, top), QPointF(left + sheet.area.width(), top))

    return Band(sheet.pt(0.6), paint, sheet.pt(gap_pt))


def paint_sign(
    sheet: Sheet, icon: str, colour: QColor | None, painter: QPainter, left: float, top: float
) -> None:
    """An icon in a disc of the feeling's colour; None: without one."""
    side = sheet.pt(16)
    disc = QRectF(left, top, side, side)
    if colour is not None:
        painter.setPen(QPen(colour, sheet.pt(0.8)))
        # Not a translucent one: PDF pictures painted after it would be as pale.
        painter.setBrush(QColor(blend(colour.name(), PAPER.name(), _SOFT)))
        painter.drawEllipse(disc)
    inset = side * 0.24
    _renderer(known(icon)).render(painter, disc.adjusted(inset, inset, -inset, -inset))


@lru_cache(maxsize=64)
def _renderer(icon: str) -> QSvgRenderer:
    drawn = (ICONS / f"{icon}.svg").read_text("utf-8").replace("currentColor", INK.name())
    return QSvgRenderer(QByteArray(drawn.encode()))
