"""Text in the journal's rows: fonts with their line heights, and elided lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from app.core.words import isolated
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE
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
    """One line in a token's colour, ending in “…” where it is too long. found: what was searched
    for, to be shown in a line that begins at the left.
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


def draw_before(
    painter: QPainter,
    line: QRectF,
    text: str,
    font: QFont,
    token: str,
    beside_px: float,
    found: Hits | None = None,
) -> QRectF:
    """One line in front of something that is `beside_px` wide, for which room is left.

    Returns where that goes. However narrow the line, the text has a third of it. found: as in
    `draw_text`.
    """
    gap = SPACE.m
    most = max(line.width() / 3, line.width() - beside_px - gap)
    needed = QFontMetricsF(font).horizontalAdvance(isolated(text))
    room = QRectF(line.left(), line.top(), min(needed, most), line.height())
    draw_text(painter, room, text, font, token, found=found)
    return line.adjusted(min(room.width() + gap, line.width()), 0, 0, 0)


def draw_with_icon(
    painter: QPainter,
    line: QRectF,
    icon_name: str,
    text: str,
    font: QFont,
    token: str = "ink_muted",
    found: Hits | None = None,
) -> None:
    """A line with an icon before it. found: as in `draw_text`."""
    side = scaled_px(ICON_PX)
    icon = QRectF(line.left(), line.center().y() - side / 2, side, side)
    paint_icon(painter, icon, icon_name, token)
    rest = line.adjusted(side + SPACE.xs + 2, 0, 0, 0)
    draw_text(painter, rest, text, font, token, found=found)


def line_of(column: QRectF, y: float, height: float) -> QRectF:
    """A line of a column at height `y`, in the same coordinates."""
    return QRectF(column.left(), y, column.width(), height)


def _height(font: QFont) -> float:
    return round(QFontMetricsF(font).height())
