"""A few lines of words in a painted place, at one of its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui.comfort.words import place_of
from ui.style.theme import colour
from ui.widgets.text import elided
from ui.widgets.text_lines import paint_lines

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment


def paint_place(
    painter: QPainter, line: QRectF, moment: ComfortMoment, font: QFont, ink: str, *,
    at_right: bool = False,
) -> None:  # fmt: skip
    """Where it is, in one line: a title that is too long ends before the time."""
    metrics = QFontMetricsF(font)

    def fit(title: str, time: str) -> str:
        return elided(title, metrics, line.width() - metrics.horizontalAdvance(time))

    paint_words(painter, line, place_of(moment, fit), font, ink, at_right=at_right)


def paint_words(
    painter: QPainter, line: QRectF, text: str, font: QFont, ink: str, *, most: int = 1,
    at_right: bool = False,
) -> None:  # fmt: skip
    """Into lines like `line`, in this ink. at_right: where the words around it begin there."""
    painter.setPen(colour(ink))
    paint_lines(painter, line, text, font, most, at_right=at_right)
