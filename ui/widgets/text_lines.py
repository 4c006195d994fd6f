"""A few wrapped lines of text for painters, the last one ending in “…” when there is more."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout


def count_lines(text: str, font: QFont, width: float, most: int) -> int:
    """How many lines, `most` at the utmost, a text takes."""
    if "\n" not in text and QFontMetricsF(font).horizontalAdvance(text) <= width:
        return 1
    return min(most, len(_lines(text, font, width, most + 1)))


def paint_lines(painter: QPainter, line: QRectF, text: str, font: QFont, most: int) -> float:
    """Paints into lines like `line`, one below the other, in the painter's pen; their height."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    lines = _lines(text, font, line.width(), most + 1)
    for number, words in enumerate(lines[:most]):
        if number == most - 1 and len(lines) > most:
            rest = words.rstrip() + "…"
            words = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, line.width())
        top = line.top() + number * line.height()
        base = top + (line.height() - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(line.left(), base), words)
    return min(most, len(lines)) * line.height()


def _lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.strip().splitlines():
        if len(lines) >= most:
            break
        lines += _wrapped(paragraph, font, width, most - len(lines))
    return lines or [""]


def _wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    if not text:
        return [""]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # QTextLayout counts UTF-16 units, Python characters.
        start, length = 2 * line.textStart(), 2 * line.textLength()
        units = text.encode("utf-16-le", "surrogatepass")
        lines.append(units[start : start + length].decode("utf-16-le", "replace"))
    layout.endLayout()
    return lines
