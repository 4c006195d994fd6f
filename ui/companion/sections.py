"""The headed parts of the companion card, and their lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.companion.parts import INSET
from ui.style.tokens import SPACE
from ui.widgets.cards import Hairline, SectionTitle


def section(parent: QWidget, title: str) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.s)
    head = QVBoxLayout()
    head.setContentsMargins(INSET, 0, INSET, 0)
    head.setSpacing(SPACE.s)
    head.addWidget(Hairline())
    head.addWidget(SectionTitle(title))
    column.addLayout(head)
    return column


def clear(lines: Sequence[QWidget]) -> None:
    """They are gone from the screen at once."""
    for line in lines:
        line.hide()
        line.deleteLater()
