"""A key press becomes a shortcut, whatever the keyboard types at that place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.own_shortcuts.key_press_field import KeyPressField

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
_PLACE_OF_K = 37


@pytest.fixture
def field(qtbot: QtBot) -> KeyPressField:
    made = KeyPressField(lambda _key: False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_held_belongs_to_it_and_alone_it_is_nothing(
    qtbot: QtBot, field: KeyPressField
) -> None:
    pressed = QSignalSpy(field.pressed)
    qtbot.keyClick(field, Qt.Key.Key_Control, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_F7)
    assert [pressed.at(at) for at in range(pressed.count())] == [["Ctrl+K"], ["F7"]]
    assert field.text() == ""


@pytest.mark.skipif("not __import__('sys').platform.startswith('linux')", reason="codes of evdev")
def test_a_letter_of_another_script_is_the_key_in_its_place(field: KeyPressField) -> None:
    added = {"xcb": 8, "wayland": 8}.get(QGuiApplication.platformName())
    if added is None:
        pytest.skip("this platform has no scan codes")
    pressed = QSignalSpy(field.pressed)
    typed = "л"  # where others have K
    event = QKeyEvent(
        QEvent.Type.KeyPress, ord(typed.upper()), CTRL, _PLACE_OF_K + added, 0, 0, typed
    )
    QApplication.sendEvent(field, event)
    assert pressed.at(0) == ["Ctrl+K"]


def test_no_shortcut_of_the_window_runs_meanwhile(field: KeyPressField) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Q, CTRL)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert event.isAccepted()


def test_escape_is_none(qtbot: QtBot, field: KeyPressField) -> None:
    cancelled = QSignalSpy(field.cancelled)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert cancelled.count() == 1
