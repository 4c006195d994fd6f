"""A shortcut that the listener changes works at once, is named everywhere, and is remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from tests.support.app_harness import AppHarness, WindowSession
from ui.own_shortcuts.dialog import ShortcutsDialog
from ui.shell.keys_overlay import KeysOverlay

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def change(session: WindowSession, command: str, key: Qt.Key) -> None:
    session.desk.actions["change_keys"].trigger()
    dialog = session.window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    dialog.field.line.setText(command)
    session.harness.qtbot.keyClick(dialog.field.line, Key.Key_Return)
    session.harness.qtbot.keyClick(dialog.asking.field, key, CTRL_ALT)
    dialog.close()
    dialog.deleteLater()
    session.take_keyboard()


def said_in_overlay(session: WindowSession) -> set[str]:
    session.desk.actions["keys"].trigger()
    overlay = session.window.findChild(KeysOverlay)
    said = {label.text() for label in overlay.findChildren(QLabel)}
    overlay.close()
    return said


def test_changed_keys_work_at_once_and_after_a_restart(harness: AppHarness) -> None:
    session = harness.open()
    change(session, "Years", Key.Key_J)
    session.driver.press_shortcut("Alt+Y")
    assert session.desk.pages.current_key == "library"
    session.driver.press_shortcut("Ctrl+Alt+J")
    assert session.desk.pages.current_key == "years"
    assert "Ctrl+Alt+J" in said_in_overlay(session)
    session.close()

    session = harness.open()
    session.driver.press_shortcut("Ctrl+Alt+J")
    assert session.desk.pages.current_key == "years"


def test_the_table_of_keys_and_the_settings_lead_there(harness: AppHarness) -> None:
    session = harness.open()
    session.desk.actions["keys"].trigger()
    overlay = session.window.findChild(KeysOverlay)
    (button,) = [each for each in overlay.findChildren(QPushButton) if "Change" in each.text()]
    button.click()
    dialog = session.window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog) and dialog.isVisible()
    assert not overlay.isVisible()
    dialog.close()
    dialog.deleteLater()
    session.take_keyboard()
    session.desk.pages.show_page("settings")
    session.pages.settings.keyboard.change.click()
    opened = [each for each in session.window.findChildren(ShortcutsDialog) if each.isVisible()]
    assert len(opened) == 1
    opened[0].close()


def test_hints_and_the_menu_name_the_new_keys(harness: AppHarness) -> None:
    session = harness.open()
    assert session.pages.listen.side.companion is not None
    change(session, "Next track", Key.Key_X)
    assert session.desk.bar.transport.next.toolTip().endswith("Ctrl+Alt+X")
    change(session, "Assign scene…", Key.Key_S)
    labels = session.pages.listen.side.companion.findChildren(QLabel)
    assert any("then press Ctrl+Alt+S." in label.text() for label in labels)
    assert session.desk.actions["next"].shortcut().toString() == "Ctrl+Alt+X"
    change(session, "Library", Key.Key_L)
    buttons = session.desk.rail.findChildren(QToolButton)
    (library,) = [each for each in buttons if each.text() == "Library"]
    assert library.toolTip() == "Library  Ctrl+Alt+L"


def test_a_new_single_key_works_on_its_page_alone(harness: AppHarness) -> None:
    session = harness.open()
    settings = session.services.settings
    from app.profile.setting_values import OwnShortcuts

    settings.change(shortcuts=(OwnShortcuts("zoom_in", ("J",)),))
    zoom = session.desk.actions["zoom_in"]
    assert zoom.shortcuts() == []
    session.desk.pages.show_page("listen")
    assert [each.toString() for each in zoom.shortcuts()] == ["J"]
