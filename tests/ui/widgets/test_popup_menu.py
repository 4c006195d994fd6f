"""Menus: what their parts are called is read, and is nothing to choose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.popup_menu import PopupMenu


def test_the_name_of_a_part_is_shown_and_passed_over_by_keys(qtbot: QtBot) -> None:
    menu = PopupMenu()
    qtbot.addWidget(menu)
    menu.addSection("Only with Ida && Co")
    first = menu.addAction("Mira")
    menu.addSection("Only where one theme returns")
    second = menu.addAction("The heart")
    menu.popup(menu.pos())
    qtbot.waitUntil(menu.isVisible)
    shown = [label.text() for label in menu.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Only with Ida & Co", "Only where one theme returns"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is first
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is second
    assert [action.isSeparator() for action in menu.actions()] == [
        False, False, True, False, False,
    ]  # fmt: skip
    menu.close()
