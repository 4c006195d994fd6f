"""What an emotion means: a line to type in, which shows a longer text whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from app.core.words import _
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text_lines import count_lines, paint_lines

_MOST_LINES = 4


class GlossLine(CommitLine):
    """As high as its text needs, and so while it is typed in: nothing below it moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        name, hint = _("What it means"), _("What it means to you")
        super().__init__(name, hint, variant="inline", parent=parent)

    def show_text(self, text: str, *, is_other: bool = False) -> None:
        super().show_text(text, is_other=is_other)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines()
        if self.hasFocus() or lines < 2:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        step = self.fontMetrics().lineSpacing()
        room = QRectF(self._room())
        first = QRectF(room.left(), room.center().y() - lines * step / 2, room.width(), step)
        paint_lines(painter, first, self.text(), self.font(), _MOST_LINES)

    def _fit(self) -> None:
        if self.hasFocus():
            return
        height = self.sizeHint().height() + (self._lines() - 1) * self.fontMetrics().lineSpacing()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _lines(self) -> int:
        return count_lines(self.text(), self.font(), self._room().width(), _MOST_LINES)

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        return self.style().subElementRect(element, option, self).adjusted(2, 0, -2, 0)
