"""Type of the journal's rows: fonts with their line heights, and lines that shorten themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE

ICON_PX = 14


class Fonts:
    """The type scale as fonts with their line heights, made once for a font size."""

    def __init__(self) -> None:
        self.body = text_font()
        self.strong = text_font(strong=True)
        self.caption = text_font(TYPE.caption)
        self.lead = text_font(TYPE.lead, strong=True)
        self.body_h = _height(self.body)
        self.strong_h = _height(self.strong)
        self.caption_h = _height(self.caption)
        self.lead_h = _height(self.lead)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    token: str,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """One line in a token's colour, ending in “…” where it is too long."""
    painter.setFont(font)
    painter.setPen(colour(token))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)


def draw_with_icon(
    painter: QPainter,
    line: QRectF,
    icon_name: str,
    text: str,
    font: QFont,
    token: str = "ink_muted",
) -> None:
    """A line that begins with an icon."""
    side = scaled_px(ICON_PX)
    icon = QRectF(line.left(), line.center().y() - side / 2, side, side)
    paint_icon(painter, icon, icon_name, token)
    draw_text(painter, line.adjusted(side + SPACE.xs + 2, 0, 0, 0), text, font, token)


def line_of(column: QRectF, y: float, height: float) -> QRectF:
    """A line of a column, `y` from the same origin."""
    return QRectF(column.left(), y, column.width(), height)


def _height(font: QFont) -> float:
    return round(QFontMetricsF(font).height())
