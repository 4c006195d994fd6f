"""Every key at a glance, however large the text."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import EMOTIONS
from ui.shell.keys_dialog import KeysDialog
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.window.commands import every_command
from ui.window.page_table import PAGES


def test_large_text_keeps_the_dialog_on_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, 2.0)
    try:
        dialog = KeysDialog(EMOTIONS, every_command(PAGES))
        room = dialog.screen().availableSize()
        assert dialog.width() < room.width() and dialog.height() < room.height()
        dialog.close()
    finally:
        apply_theme(qapp, LIGHT)
