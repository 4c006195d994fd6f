"""What was typed, shown where a text says it: on another ground, in full ink, in the same place.

The whole text is drawn in one piece: no letter moves, whatever is found in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.core.search_text import Hit, Terms, hits
from app.core.words import END_OF_ISOLATE
from ui.style.theme import colour
from ui.widgets.letters import Letters, boxes_on, lines_of

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

_RADIUS_PX = 3
_OUT_PX = 64  # letters may reach out of their line


class Hits:
    """terms: what was typed. ground: the token behind it; it must differ from the row's own."""

    def __init__(self, terms: Terms = (), ground: str = "selection") -> None:
        self.terms = terms
        self.ground = ground

    def of(self, text: str) -> Sequence[Hit]:
        return hits(text, self.terms)

    def of_shown(self, text: str, shown: str) -> Sequence[Hit]:
        """Those in a text that is shown shortened: in `isolated` text, as `elided` does it."""
        if shown == text or not self.terms:
            return self.of(text)
        beginning = shown.rstrip(END_OF_ISOLATE).removesuffix("…")
        if text.startswith(beginning):
            return within(self.of(text), 0, len(beginning))
        return self.of(shown)

    def paint(
        self,
        painter: QPainter,
        line: QRectF,
        shown: str,
        font: QFont,
        spans: Iterable[Hit],
        draw: Callable[[], object],
    ) -> None:
        """Paints a text in the painter's pen, and its hits in ink.

        line: where it is, as high as its letters. draw: draws all of it, in any pen.
        """
        found = list(spans)
        if not found:
            draw()
            return
        letters = Letters(shown, font, painter.layoutDirection())
        left = line.left()
        if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = line.right() - letters.width
        at = QPointF(left, line.top())
        boxes = [box.toAlignedRect() for box in letters.boxes(found, at, line.height())]
        there = QRegion()
        for box in boxes:
            self._paint_ground(painter, QRectF(box))
            there += box
        # Each pixel of a letter is drawn once, whatever its pen: twice, its edges would be darker.
        elsewhere = QRegion(line.toAlignedRect().adjusted(-_OUT_PX, -_OUT_PX, _OUT_PX, _OUT_PX))
        for region, pen in ((elsewhere - there, painter.pen()), (there, QPen(colour("ink")))):
            painter.save()
            painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
            painter.setPen(pen)
            draw()
            painter.restore()

    def paint_behind(self, painter: QPainter, document: QTextDocument) -> None:
        """The grounds of a document that is about to be drawn in ink."""
        if not self.terms:
            return
        for text, line, at in lines_of(document):
            for box in boxes_on(line, text, self.of(text), at):
                self._paint_ground(painter, box)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.ground))
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        painter.restore()


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, terms: Terms) -> None:
    """A cell as its style paints it, with the hits in its text. option: as the style gets it."""
    style, text = option.widget.style(), option.text
    control = QStyle.ControlElement.CE_ItemViewItem
    if not Hits(terms).of(text):
        style.drawControl(control, option, painter, option.widget)
        return
    area = text_area(option)
    option.text = ""
    style.drawControl(control, option, painter, option.widget)
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
    paint_in_cell(painter, option, area, text, option.palette.color(role), terms)


def text_area(option: QStyleOptionViewItem) -> QRect:
    """Where the style draws a cell's text. option: still with the text."""
    style = option.widget.style()
    area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
    # As QCommonStyle does it, in the same steps: otherwise letters move by a pixel.
    metric = QStyle.PixelMetric.PM_FocusFrameHMargin
    margin = style.pixelMetric(metric, option, option.widget) + 1
    return area.adjusted(margin, 0, -margin, 0)


def paint_in_cell(
    painter: QPainter,
    option: QStyleOptionViewItem,
    area: QRect,
    text: str,
    pen: QColor,
    terms: Terms,
) -> None:
    """One line of text in a cell, shortened to the area, with its hits."""
    found = Hits(terms, "raised" if option.state & QStyle.StateFlag.State_Selected else "selection")
    shown = option.fontMetrics.elidedText(text, option.textElideMode, area.width())
    alignment = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag(option.displayAlignment))
    letters = Letters(shown, option.font, option.direction, alignment, area.width())
    size = QSize(area.width(), int(letters.height))
    at = QPointF(QStyle.alignedRect(option.direction, alignment, size, area).topLeft())
    line = QRectF(at, QSizeF(size))
    painter.save()
    painter.setPen(pen)
    spans = found.of_shown(text, shown)
    found.paint(painter, line, shown, option.font, spans, lambda: letters.draw(painter, at))
    painter.restore()


def within(spans: Iterable[Hit], start: int, end: int) -> list[Hit]:
    """The parts of spans between two places, counted from the first."""
    cut = ((max(first, start) - start, min(last, end) - start) for first, last in spans)
    return [(first, last) for first, last in cut if first < last]
