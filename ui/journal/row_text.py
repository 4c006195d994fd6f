"""Text in the journal's rows: fonts with their line heights, and elided lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from app.core.words import isolated
from ui.style.theme import colour, text_font
from ui.style.tokens import TYPE
from ui.widgets.hits import Hits
from ui.widgets.text import elided

ICON_PX = 14


class Fonts:
    """The type scale as fonts with their line heights, for one font size."""

    def __init__(self) -> None:
        self.body = text_font()
        self.strong = text_font(strong=True)
        self.caption = text_font(TYPE.caption)
        self.lead = text_font(TYPE.lead, strong=True)
        self.said = text_font(TYPE.lead)
        self.body_h = _height(self.body)
        self.strong_h = _height(self.strong)
        self.caption_h = _height(self.caption)
        self.lead_h = _height(self.lead)
        self.said_h = _height(self.said)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    token: str,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    found: Hits | None = None,
) -> None:
    """One line in a token's colour, ending in “…” where it is too long. flags: left is where the
    painter reads from. found: what was searched for, to be shown in a line that begins there.
    """
    painter.setFont(font)
    painter.setPen(colour(token))
    metrics = QFontMetricsF(font)
    shown = elided(text, metrics, rect.width())
    # Not clipped: the letters of other scripts reach deeper than those the line was measured for.
    flags |= Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip

    def draw() -> None:
        painter.drawText(rect, flags, shown)

    if found is None:
        draw()
        return
    high = metrics.height()
    line = QRectF(rect.left(), rect.center().y() - high / 2, rect.width(), high)
    found.paint(painter, line, shown, font, found.of_shown(isolated(text), shown), draw)


def line_of(column: QRectF, y: float, height: float) -> QRectF:
    """A line of a column at height `y`, in the same coordinates."""
    return QRectF(column.left(), y, column.width(), height)


def _height(font: QFont) -> float:
    return round(QFontMetricsF(font).height())
