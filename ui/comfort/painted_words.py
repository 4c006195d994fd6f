"""A few lines of words in a painted place, at one of its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui.comfort.words import place_of
from ui.style.theme import colour
from ui.widgets.text import elided
from ui.widgets.text_lines import lines_of

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
    """Into lines like `line`, one below the other, the last one ending in “…” if there is more.

    at_right: where the words around it begin there.
    """
    metrics = QFontMetricsF(font)
    flags = Qt.AlignmentFlag
    side = (flags.AlignRight if at_right else flags.AlignLeft) | flags.AlignAbsolute
    painter.setFont(font)
    painter.setPen(colour(ink))
    words = [text] if most == 1 else lines_of(text, font, line.width(), most + 1)
    for place, one in enumerate(words[:most]):
        is_cut = place == most - 1 and len(words) > most
        shown = elided(f"{one}…" if is_cut else one, metrics, line.width())
        box = line.translated(0, place * line.height())
        painter.drawText(box, int(side | flags.AlignVCenter | Qt.TextFlag.TextDontClip), shown)
