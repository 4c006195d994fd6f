"""The Story page: works, episodes and scenes on the left, the selected one on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge.context import Context
from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel


class StoryPage(QWidget):
    """Everything on it undoes through the stack."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.addWidget(TextLabel("Story", "display"))
        column.addStretch(1)
