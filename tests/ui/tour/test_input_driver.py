"""Keys go where a person would see them go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.tour.input_driver import InputDriver


def test_a_dialog_that_just_opened_is_typed_in_before_the_system_gives_it_the_focus(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    dialog = QDialog(window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    field.setFocus()
    driver = InputDriver(window)
    driver.write("far")
    driver.tap(Qt.Key.Key_Backspace)
    assert field.text() == "fa"
