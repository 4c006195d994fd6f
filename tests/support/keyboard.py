"""The keyboard, given to a widget."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def take_keyboard(field: QWidget, qtbot: QtBot) -> None:
    """field: a window, which is shown."""
    with qtbot.waitExposed(field):
        field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
