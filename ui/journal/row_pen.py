"""Paints the parts of a row that was laid out from the left, on the side where they are read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from app.core.words import isolated
from ui.journal.row_text import ICON_PX, draw_text
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.glyphs import dots_px, paint_dots
from ui.widgets.hits import Hits
from ui.widgets.mirror import Mirror
from ui.widgets.text_lines import paint_lines

_AT_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_AT_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowPen:
    """Whoever paints a row thinks from left to right: this alone knows where it is seen.

    painter: of whatever isn't here, in the places that `seen` returns. found: as in `draw_text`.
    """

    def __init__(self, painter: QPainter, row: QRectF, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self._mirror = Mirror(row, direction)
        painter.setLayoutDirection(direction)

    def seen(self, box: QRectF) -> QRectF:
        return self._mirror.seen(box)

    def text(
        self, line: QRectF, text: str, font: QFont, token: str, *,
        at_end: bool = False, found: Hits | None = None,
    ) -> None:  # fmt: skip
        """One line, ending in “…” where it is too long. at_end: of the line."""
        side = _AT_END if at_end else _AT_START
        draw_text(self.painter, self.seen(line), text, font, token, side, found)

    def text_before(
        self, line: QRectF, text: str, font: QFont, token: str, beside_px: float,
        found: Hits | None = None,
    ) -> QRectF:  # fmt: skip
        """One line in front of something that is `beside_px` wide, for which room is left.

        Returns where that goes. However narrow the line, the text has a third of it.
        """
        gap = SPACE.m
        most = max(line.width() / 3, line.width() - beside_px - gap)
        needed = QFontMetricsF(font).horizontalAdvance(isolated(text))
        room = QRectF(line.left(), line.top(), min(needed, most), line.height())
        self.text(room, text, font, token, found=found)
        return line.adjusted(min(room.width() + gap, line.width()), 0, 0, 0)

    def text_with_icon(
        self, line: QRectF, icon_name: str, text: str, font: QFont,
        token: str = "ink_muted", found: Hits | None = None,
    ) -> None:  # fmt: skip
        """A line with an icon before it."""
        side = scaled_px(ICON_PX)
        self.icon(QRectF(line.left(), line.center().y() - side / 2, side, side), icon_name, token)
        rest = line.adjusted(side + SPACE.xs + 2, 0, 0, 0)
        self.text(rest, text, font, token, found=found)

    def lines(
        self, line: QRectF, text: str, font: QFont, token: str, most: int, found: Hits
    ) -> float:
        """Into lines like `line`, one below the other; how high they are."""
        self.painter.setPen(colour(token))
        return paint_lines(self.painter, self.seen(line), text, font, most, found)

    def icon(self, box: QRectF, name: str, token: str) -> None:
        paint_icon(self.painter, self.seen(box), name, token)

    def dots(self, line: QRectF, intensity: int, tint: str) -> float:
        """How strong an emotion was, where the line begins. Returns where they end."""
        paint_dots(self.painter, self.seen(line), intensity, tint)
        return line.left() + dots_px()

    def rule(self, left: float, right: float, y: float) -> None:
        """A line between two rows."""
        box = self.seen(QRectF(left, y, right - left, 0))
        self.painter.setPen(QPen(colour("hairline"), 1))
        self.painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
