"""Lines of text in painted rows, from whichever side the language begins."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.style.theme import colour, text_font
from ui.style.tokens import TYPE
from ui.widgets.text import elided

_ALIGNED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


def draw_line(
    painter: QPainter,
    line: QRect,
    direction: Qt.LayoutDirection,
    text: str,
    token: str = "ink",
    size: float = TYPE.body,
    *,
    strong: bool = False,
) -> int:
    """Ends in “…” where it is too long. size: one of `tokens.TYPE`. Returns how wide it is."""
    font = text_font(size, strong=strong)
    metrics = QFontMetrics(font)
    shown = elided(text, metrics, line.width())
    painter.setFont(font)
    painter.setPen(colour(token))
    painter.drawText(line, int(leading(direction) | _ALIGNED), shown)
    return min(line.width(), metrics.horizontalAdvance(shown))


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The side where a line begins."""
    is_left = direction is not Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


def line_px(*, strong: bool = False, size: float = TYPE.body) -> int:
    return QFontMetrics(text_font(size, strong=strong)).height()


def upper_line(area: QRect) -> QRect:
    """The first of two lines in the middle of an area."""
    high = line_px(strong=True)
    return QRect(area.left(), area.center().y() - high, area.width(), high)


def lower_line(area: QRect) -> QRect:
    return QRect(area.left(), area.center().y() + 2, area.width(), line_px(size=TYPE.caption))
