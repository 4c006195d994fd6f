"""Letters on a line, and where found text is among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextDocument, QTextLayout, QTextLine, QTextOption

from app.core.search_text import Hit

_ENDLESS_PX = 1e6


class Letters:
    """A text on one line, laid out as the style does it.

    room: how wide the line is, with the text at its left or right end as `alignment` says; None:
    as wide as the text.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        direction: Qt.LayoutDirection,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        room: float | None = None,
    ) -> None:
        self._text = text
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(direction)
        option.setAlignment(alignment)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._line.setLineWidth(_ENDLESS_PX)
        self._line.setLineWidth(self._line.naturalTextWidth() if room is None else room)
        self._layout.endLayout()

    @property
    def width(self) -> float:
        return self._line.naturalTextWidth()

    @property
    def height(self) -> float:
        return self._line.height()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        self._layout.draw(painter, at, [])

    def boxes(self, spans: Iterable[Hit], at: QPointF, height: float) -> Iterator[QRectF]:
        """Where spans of the text are if it is painted at `at`."""
        return _boxes(self._line, spans, self._text, at, height)


def lines_of(document: QTextDocument) -> Iterator[tuple[str, QTextLine, QPointF]]:
    """Each line of a document that is laid out: its paragraph, itself, and where that begins."""
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            yield block.text(), layout.lineAt(number), layout.position()
        block = block.next()


def boxes_on(line: QTextLine, text: str, spans: Iterable[Hit], at: QPointF) -> Iterator[QRectF]:
    """Where spans of a paragraph are on one of its lines. at: where the paragraph is painted."""
    return _boxes(line, spans, text, at + QPointF(0, line.y()), line.height())


def _boxes(
    line: QTextLine, spans: Iterable[Hit], text: str, at: QPointF, height: float
) -> Iterator[QRectF]:
    """By its letters: where the direction changes, a place in the text is at two places on the
    line.
    """
    first = line.textStart()
    last = first + line.textLength()
    for start, end in spans:
        begin, stop = max(_units(text[:start]), first), min(_units(text[:end]), last)
        for left, right in _joined(_sides(line, begin, stop - begin) if begin < stop else ()):
            yield QRectF(at.x() + left, at.y(), right - left, height)


def _sides(line: QTextLine, start: int, length: int) -> list[tuple[float, float]]:
    """Of its runs of letters in one direction and one font."""
    boxes = (run.boundingRect() for run in line.glyphRuns(start, length))
    return sorted((box.left(), box.right()) for box in boxes)


def _joined(sides: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sides:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _units(text: str) -> int:
    """QTextLayout counts UTF-16 units, Python characters."""
    return len(text) + sum(sign > "\uffff" for sign in text)
