"""The path for screen readers, and the menu of its stations."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.comfort.conftest import Evening
from tests.ui.comfort.test_page import notes, opened, settled
from ui.comfort.playing import Source


def test_a_path_is_a_list_of_its_stations(evening: Evening, qtbot: QtBot) -> None:
    ribbon = opened(evening, qtbot).panel.ribbon
    listed = QAccessible.queryAccessibleInterface(ribbon)
    assert (listed.role(), listed.childCount()) == (QAccessible.Role.List, 6)
    last = listed.child(5)
    said = last.text(QAccessible.Text.Name)
    assert said.startswith("At 5:00: Note 5, ") and "Peacefulness, intensity 3 of 5" in said
    middle = last.rect().center()
    assert listed.indexOfChild(listed.childAt(middle.x(), middle.y())) == 5
    ribbon.setFocus()
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    assert listed.indexOfChild(listed.focusChild()) == 5
    assert last.state().selected and last.state().focused
    assert ribbon.accessibleDescription() == said


def test_what_keys_do_with_a_station_its_menu_does_too(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    ribbon = page.panel.ribbon
    at = ribbon.column_rect(2).center()
    before = notes(page, Source.PATH)
    ribbon.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, ribbon.mapToGlobal(at))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    assert texts == ["Play from here", "Try another", "Leave it out", "Show on the timeline",
                     "Open its day"]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    settled(evening, qtbot)
    assert notes(page, Source.PATH) == before[:2] + before[3:]
    assert ribbon.place_at(QPoint(-5, 0)) == -1
