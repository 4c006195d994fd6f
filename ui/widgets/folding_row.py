"""A row that becomes a column where it is too narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.style.tokens import SPACE


class FoldingRow(QWidget):
    """Its parts stand side by side while it is at least `room_px()` wide, else one below the other.

    is_joining: a part that only makes sense between two others; hidden when folded.
    """

    def __init__(
        self, room_px: Callable[[], int], gap: int = SPACE.s, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room_px = room_px
        self._joining: list[QWidget] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)

    @property
    def is_folded(self) -> bool:
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def add(self, part: QWidget, stretch: int = 0, *, is_joining: bool = False) -> None:
        self._box.addWidget(part, stretch)
        if is_joining:
            self._joining.append(part)

    def fit(self) -> None:
        """Fold or unfold: the content of the parts has changed."""
        is_folded = self._room_px() > self.width()
        if is_folded == self.is_folded:
            return
        way = QBoxLayout.Direction.TopToBottom if is_folded else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        for part in self._joining:
            part.setVisible(not is_folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part, since it folds when it is narrower than a row."""
        parts = (self._box.itemAt(n) for n in range(self._box.count()))
        widest = max((part.minimumSize().width() for part in parts if part is not None), default=0)
        return QSize(widest, self._box.minimumSize().height())
