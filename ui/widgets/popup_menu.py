"""A menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from ui.style.tokens import SPACE
from ui.widgets.press_behind import PressBehind
from ui.widgets.text import TextLabel


class PopupMenu(QMenu):
    """The click that closes it, or one of its submenus, also presses what it meets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        PressBehind(self)

    def addSection(self, text: str) -> QAction:  # type: ignore[override]
        """What the following is called: read, and nothing to choose. text: as on a button.

        Qt's own would be a line without its words, as the style sheet draws it.
        """
        if not self.isEmpty():
            self.addSeparator()
        label = TextLabel(text.replace("&&", "&"), "caption")
        label.setContentsMargins(SPACE.m, SPACE.xs, SPACE.l, SPACE.xs)
        title = QWidgetAction(self)
        title.setText(text)
        title.setDefaultWidget(label)
        title.setEnabled(False)
        self.addAction(title)
        return title
