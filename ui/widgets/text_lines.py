"""A few wrapped lines of text, the last one ending in “…” when there is more."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import isolated
from ui.widgets.hits import Hits, within
from ui.widgets.text import TextLabel, TextRole, elided, plain_tip

_NOTHING = Hits()


class _Line(NamedTuple):
    """words: from place `start` of a paragraph."""

    words: str
    paragraph: str
    start: int


class LinesLabel(TextLabel):
    """A label that is always as high as `most` lines; a longer text is its tooltip, too."""

    def __init__(self, most: int, role: TextRole = "body", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent=parent)
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 4, self._most * metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        room, text = QRectF(self.contentsRect()), self.text()
        lines = count_lines(text, self.font(), room.width(), self._most + 1)
        hint = plain_tip(text) if lines > self._most else ""
        if self.toolTip() != hint:
            self.setToolTip(hint)
        step = self.fontMetrics().lineSpacing()
        first = QRectF(room.left(), 0, room.width(), step)
        first.moveTop(room.center().y() - min(lines, self._most) * step / 2)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(self.palette().color(self.foregroundRole()))
        paint_lines(painter, first, text, self.font(), self._most)


def count_lines(text: str, font: QFont, width: float, most: int) -> int:
    """How many lines a text takes, `most` at most."""
    if "\n" not in text and QFontMetricsF(font).horizontalAdvance(text) <= width:
        return 1
    return min(most, len(_lines(text, font, width, most + 1)))


def paint_lines(
    painter: QPainter,
    line: QRectF,
    text: str,
    font: QFont,
    most: int,
    found: Hits = _NOTHING,
    *,
    at_right: bool | None = None,
) -> float:
    """Paint into lines like `line`, one below the other, in the painter's pen; their height.

    found: what was searched for. at_right: whether they begin there; None: as the painter reads.
    """
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    reads_from_right = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    is_mirrored = reads_from_right if at_right is None else at_right
    lines = _lines(text, font, line.width(), most + 1)
    for number, (words, paragraph, start) in enumerate(lines[:most]):
        spans = within(found.of(paragraph), start, start + len(words))
        words = words.rstrip()  # the space at its end would be before it, if it is mirrored
        shown = isolated(words)
        first = shown.find(words)  # after the sign that begins an isolate
        last = first + len(words)
        if number == most - 1 and len(lines) > most:
            shown = elided(words + "…", metrics, line.width())
            last = shown.rfind("…")
        top = line.top() + number * line.height()
        base = top + (line.height() - metrics.height()) / 2 + metrics.ascent()
        wide = metrics.horizontalAdvance(shown)
        left = line.left() + (max(0.0, line.width() - wide) if is_mirrored else 0.0)
        at = QPointF(left, base)
        letters = QRectF(left, base - metrics.ascent(), wide, metrics.height())
        found.paint(
            painter,
            letters,
            shown,
            font,
            within(spans, -first, last - first),
            partial(painter.drawText, at, shown),
        )
    return min(most, len(lines)) * line.height()


def lines_of(text: str, font: QFont, width: float, most: int) -> list[str]:
    """For whoever paints them in another way."""
    return [line.words.strip() for line in _lines(text, font, width, most)]


def _lines(text: str, font: QFont, width: float, most: int) -> list[_Line]:
    lines: list[_Line] = []
    for paragraph in text.strip().splitlines():
        if len(lines) >= most:
            break
        lines += _wrapped(paragraph, font, width, most - len(lines))
    return lines or [_Line("", "", 0)]


def _wrapped(text: str, font: QFont, width: float, most: int) -> list[_Line]:
    if not text:
        return [_Line("", "", 0)]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[_Line] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # QTextLayout counts UTF-16 units, Python characters.
        start, length = 2 * line.textStart(), 2 * line.textLength()
        units = text.encode("utf-16-le", "surrogatepass")
        words = units[start : start + length].decode("utf-16-le", "replace")
        lines.append(_Line(words, text, len(units[:start].decode("utf-16-le", "replace"))))
    layout.endLayout()
    return lines
