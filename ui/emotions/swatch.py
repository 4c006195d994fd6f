"""A small field in an emotion's colour and pattern, as days of a year are painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.style.contrast import blend
from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme

CORNER = 3.5
STEPS = (
    (6, 1.0),
    (3, 0.8),
    (1, 0.62),
)  # the least number of emotion marks in a day, and how strong its colour is


def paint_swatch(
    painter: QPainter, rect: QRectF, colour: str, pattern: str, strength: float = 1.0
) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrushOrigin(rect.topLeft())
    # A paler colour with its own pattern: translucent, the pattern would fade, too.
    shade = blend(colour, current_theme().raised, strength)
    painter.setBrush(pattern_brush(pattern, shade, 0.5))
    painter.drawRoundedRect(rect, CORNER, CORNER)
    painter.restore()


def strength_of(marks: int) -> float:
    """marks: at least one."""
    return next(strength for least, strength in STEPS if marks >= least)
