"""The way to the shortcuts of all commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.settings.parts import Section, SettingRow
from ui.widgets.buttons import PushButton


class KeyboardSection(Section):
    """change: opens where they are changed."""

    def __init__(self, change: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard"), parent)
        self.change = PushButton(_("Change shortcuts…"), "keyboard")
        self.change.clicked.connect(change)
        sentence = _("Give every command the keys that suit you. F1 shows all of them.")
        self.add(SettingRow(_("Keyboard shortcuts"), sentence, self.change))
