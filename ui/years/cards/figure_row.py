"""A figure as a row: its name, a bar as long as its share, its number; a name and a caption; or a
sentence.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import number
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel, TextRole, breakable
from ui.words.lists import comma_list

_NAME_SHARE, _BAR_SHARE = 3, 2
_BAR_PX = 8


class FigureRow(PressRow):
    """counted: in words, for screen readers. share: of the longest bar, 0..1."""

    def __init__(
        self, name: str, many: int, counted: str, share: float, fill: QBrush | None = None
    ) -> None:
        super().__init__(comma_list((name, counted)))
        label = ElidedLabel(name)
        bar = _Bar(share, fill)
        numeral = TextLabel(number(many), "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, 3, SPACE.xs, 3)
        row.setSpacing(SPACE.s)
        row.addWidget(label, _NAME_SHARE)
        row.addWidget(bar, _BAR_SHARE)
        numeral.setMinimumWidth(scaled_px(28))
        row.addWidget(numeral)
        self.let_through(label, bar, numeral)


class CaptionRow(PressRow):
    """A title and a line below it. sign: a picture in front of them."""

    def __init__(self, title: str, caption: str, sign: QWidget | None = None) -> None:
        super().__init__(comma_list((title, caption)))
        first, second = ElidedLabel(title), TextLabel(caption, "caption", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(first)
        column.addWidget(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, SPACE.xs, SPACE.xs, SPACE.xs)
        row.setSpacing(SPACE.m)
        self.let_through(first, second)
        if sign is not None:
            row.addWidget(sign)
            self.let_through(sign)
        row.addLayout(column, 1)


class Said(PressRow):
    """A sentence that opens what it counts; wraps."""

    def __init__(self, sentence: str, counted: str, role: TextRole = "lead") -> None:
        super().__init__(sentence)
        self.setAccessibleDescription(counted)
        self.setToolTip(counted)
        words = TextLabel(breakable(sentence), role, wrap=True)
        words.setProperty("linked", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xs, 0, SPACE.xs, 0)
        column.addWidget(words)
        self.let_through(words)


class _Bar(QWidget):
    def __init__(self, share: float, fill: QBrush | None) -> None:
        super().__init__()
        self._share, self._fill = share, fill
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(60), scaled_px(_BAR_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(whole, radius, radius)
        wide = max(whole.height(), whole.width() * self._share)
        part = QRectF(whole.left(), whole.top(), wide, whole.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part.moveRight(whole.right())
        painter.setBrush(self._fill or colour("accent"))
        painter.drawRoundedRect(part, radius, radius)
