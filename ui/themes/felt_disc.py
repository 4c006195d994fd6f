"""What was felt, as a disc: its size says how strongly."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.emotions.records import MAX_INTENSITY, TaggedEmotion
from ui.style.contrast import ink_on
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, scaled_px
from ui.widgets.felt_strip import feeling_fill

_LEAST_PX, _MOST_PX, _NONE_PX = 8.0, 15.0, 2.0


def disc_radius(intensity: int, least: float = _LEAST_PX, most: float = _MOST_PX) -> float:
    share = (min(MAX_INTENSITY, max(1, intensity)) - 1) / (MAX_INTENSITY - 1)
    return scaled_px(100 * (least + share * (most - least))) / 100


def paint_felt(painter: QPainter, centre: QPointF, felt: TaggedEmotion) -> None:
    """A filled disc with the emotion's icon."""
    radius = disc_radius(felt.tag.intensity)
    fill = feeling_fill(felt.emotion.colour)
    painter.setPen(QPen(colour("raised"), 1.5))
    painter.setBrush(colour(fill))
    painter.drawEllipse(centre, radius, radius)
    side = round(radius * 1.15)
    at = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    paint_icon(painter, at, known_icon(felt.emotion.icon), ink_on(fill))


def paint_unfelt(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("outline"))
    painter.drawEllipse(centre, _NONE_PX, _NONE_PX)


def paint_between(painter: QPainter, left: QPointF, right: QPointF) -> None:
    """Dots from one year's feeling to the next one's."""
    pen = QPen(colour("outline"), 1.5, Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawLine(left, right)


def seen_radius(felt: TaggedEmotion | None) -> float:
    return _NONE_PX if felt is None else disc_radius(felt.tag.intensity)
