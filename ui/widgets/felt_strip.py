"""What was felt, as a strip a few pixels high: each emotion in its colour and pattern."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.style.tokens import RADIUS

if TYPE_CHECKING:
    from app.emotions.felt import FeltStretch

_GAP_PX = 1.0
_PATTERN_SCALE = 0.6  # of a tile, so that a strip shows one and a half of them


def paint_felt_strip(painter: QPainter, strip: QRectF, felt: Iterable[FeltStretch]) -> None:
    """Where nothing was felt it is sunken."""
    from ui.style.patterns import pattern_brush  # an empty library has no use for it

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    outline = QPainterPath()
    radius = min(RADIUS.small, strip.height() / 2)
    outline.addRoundedRect(strip, radius, radius)
    painter.fillPath(outline, colour("sunken"))
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    for stretch in felt:
        left = strip.left() + strip.width() * stretch.start
        width = strip.width() * (stretch.end - stretch.start) - _GAP_PX
        emotion = stretch.emotion
        brush = pattern_brush(emotion.pattern, feeling_fill(emotion.colour), _PATTERN_SCALE)
        painter.setBrushOrigin(QPointF(left, strip.top()))
        painter.fillRect(QRectF(left, strip.top(), max(_GAP_PX, width), strip.height()), brush)
    painter.restore()


def feeling_fill(shade: str) -> str:
    """An emotion's colour as a fill: in the dark mixed with white."""
    return blend("#FFFFFF", shade, 0.22) if current_theme().is_dark else shade
