"""The Settings page: sections in one centred column."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge.context import Context
from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel


class SettingsPage(QWidget):
    """Signals: rescan_requested(list of str), music folders to read again."""

    rescan_requested = Signal(list)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xxl, SPACE.xl, SPACE.xxl, SPACE.xl)
        column.addWidget(TextLabel("Settings", "display"))
        column.addStretch(1)
