"""The three pictures, painted: music that is marked, its story, and what is left of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.glyphs import paint_disc
from ui.widgets.key_cap import paint_cap

WIDE, HIGH = 460.0, 200.0  # what they are painted in; scaled to the room there is

Paint = Callable[[QPainter], None]
WARM, CLEAR, DEEP = "#C2410C", "#1D7A8C", "#6D4FC2"  # of what is felt, in the pictures
_BAR_PX, _BARS = 6, 64
_SILENCE = 0.18


def paint_marking(painter: QPainter) -> None:
    """A waveform with its playhead; under it keys, above it what they marked."""
    _paint_wave(painter, QRectF(38, 70, 384, 62), played=0.62)
    painter.fillRect(QRectF(38 + 384 * 0.62, 58, 2, 86), colour("playhead"))
    for x, icon, tint, key in (
        (104, "sparkles", CLEAR, "1"),
        (188, "flower-2", WARM, "4"),
        (272, "heart", DEEP, "F"),
    ):
        painter.setPen(QPen(QColor(colour("outline")), 1))
        painter.drawLine(QPointF(x, 50), QPointF(x, 152))
        paint_disc(painter, _around(x, 36, 30), icon, tint, filled=icon == "heart")
        paint_cap(painter, QRect(x - 13, 154, 26, 26), key)


def paint_story(painter: QPainter) -> None:
    """Scenes of a story, and a theme that comes back in them, each time a little different."""
    places = (92, 230, 368)
    for x in places:
        still = QRectF(x - 52, 26, 104, 64)
        _paint_card(painter, still)
        paint_disc(painter, _around(x, 58, 36), "clapperboard", "accent")
    heights = (150, 132, 110)
    path = QPainterPath(QPointF(24, 168))
    for x, y in zip(places, heights, strict=True):
        path.cubicTo(QPointF(x - 70, y + 24), QPointF(x - 40, y), QPointF(x, y))
    path.lineTo(QPointF(436, 104))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(DEEP), 3))
    painter.drawPath(path)
    for size, (x, y) in zip((22, 28, 34), zip(places, heights, strict=True), strict=True):
        painter.setPen(QPen(QColor(colour("outline")), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, 92), QPointF(x, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawEllipse(_around(x, y, size))
        paint_disc(painter, _around(x, y, size), "music-2", DEEP)


def paint_journal(painter: QPainter) -> None:
    """Lines of the journal, with what was felt, and a letter that waits."""
    rows = ((WARM, "heart", 0.9), (CLEAR, "sparkles", 0.6), (DEEP, "mail", 0.75))
    for number, (tint, icon, length) in enumerate(rows):
        top = 18 + number * 58
        card = QRectF(60, top, 340, 48)
        _paint_card(painter, card)
        paint_disc(painter, _around(88, top + 24, 30), icon, tint)
        painter.setPen(Qt.PenStyle.NoPen)
        for line, (part, token) in enumerate(((length, "ink_muted"), (length * 0.6, "hairline"))):
            painter.setBrush(colour(token))
            bar = QRectF(118, top + 13 + line * 15, 220 * part, 7)
            painter.drawRoundedRect(bar, 3.5, 3.5)
        paint_disc(painter, _around(374, top + 24, 28), "play", "accent", filled=True)


def _paint_wave(painter: QPainter, area: QRectF, played: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for place, loud in _loudness():
        high = max(3.0, area.height() * loud)
        size = QSizeF(_BAR_PX - 2, high)
        bar = QRectF(QPointF(area.left() + place * area.width(), 0), size)
        bar.moveCenter(QPointF(bar.center().x(), area.center().y()))
        painter.setBrush(colour("wave_played" if place < played else "wave"))
        painter.drawRoundedRect(bar, 2, 2)


def _loudness() -> Iterator[tuple[float, float]]:
    """Places and how loud they are, both 0..1: it grows, holds its breath, is strongest."""
    for number in range(_BARS):
        place = number / _BARS
        grown = _SILENCE + 0.8 * place * (1 - 0.75 * math.exp(-(((place - 0.55) / 0.06) ** 2)))
        yield place, grown * (0.7 + 0.3 * abs(math.sin(number * 1.7)))


def _paint_card(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(colour("hairline")), 1))
    painter.setBrush(colour("raised"))
    painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)


def _around(x: float, y: float, side: float) -> QRectF:
    return QRectF(x - side / 2, y - side / 2, side, side)
