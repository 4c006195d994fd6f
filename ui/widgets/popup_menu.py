"""A menu."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.press_behind import PressBehind


class PopupMenu(QMenu):
    """The click that closes it, or one of its submenus, also presses what it meets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        PressBehind(self)
