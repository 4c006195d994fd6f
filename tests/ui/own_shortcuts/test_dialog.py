"""Changing shortcuts by pressing keys: conflicts are shown, and nothing that marks is taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.window_parts import COMMANDS, WindowParts
from ui.own_shortcuts.dialog import ShortcutsDialog
from ui.shell.shortcuts import CommandKeys
from ui.widgets.match_row import MATCH, Match

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def keys(parts: WindowParts) -> CommandKeys:
    settings = parts.context.services.settings
    made = CommandKeys(COMMANDS, settings.current.own_shortcuts)
    settings.subscribe(lambda current: made.take(current.own_shortcuts))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, parts: WindowParts, keys: CommandKeys) -> Iterator[ShortcutsDialog]:
    services = parts.context.services
    made = ShortcutsDialog(keys, services.settings, services.emotions.emotions(), parts.window)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    yield made
    made.close()


def ask(qtbot: QtBot, dialog: ShortcutsDialog, text: str) -> None:
    dialog.field.line.setText(text)
    qtbot.keyClick(dialog.field.line, Key.Key_Return)
    assert dialog.asking.isVisible()


def press(dialog: ShortcutsDialog, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(dialog.asking.field, key, held)


NONE = Qt.KeyboardModifier.NoModifier


def test_every_command_is_listed_with_its_keys(dialog: ShortcutsDialog, keys: CommandKeys) -> None:
    shown = dialog.field.list
    rows: list[Match] = [shown.item(row).data(MATCH) for row in range(shown.count())]
    told = {str(row.value): row.keys for row in rows}
    assert set(told) == {command.key for command in COMMANDS} - {"note", "remove_newest"}
    assert told["redo"] == "Ctrl+Shift+Z or Ctrl+Y"


def test_keys_that_are_pressed_are_given_and_remembered(
    qtbot: QtBot, dialog: ShortcutsDialog, keys: CommandKeys, parts: WindowParts
) -> None:
    ask(qtbot, dialog, "Back up now")
    press(dialog, Key.Key_B, CTRL | ALT)
    assert keys.of("back_up") == ("Ctrl+Alt+B",) and dialog.field.isVisible()
    assert parts.context.services.settings.current.own_shortcuts == {"back_up": ("Ctrl+Alt+B",)}


def test_keys_of_another_command_are_taken_over_only_if_the_listener_says_so(
    qtbot: QtBot, dialog: ShortcutsDialog, keys: CommandKeys
) -> None:
    ask(qtbot, dialog, "Back up now")
    press(dialog, Key.Key_B, CTRL)
    assert "Play from the build" in dialog.asking.told.text()
    assert keys.of("back_up") == () and keys.of("from_build") == ("Ctrl+B",)
    dialog.asking.back.click()
    assert keys.of("from_build") == ("Ctrl+B",)
    ask(qtbot, dialog, "Back up now")
    press(dialog, Key.Key_B, CTRL)
    dialog.asking.take.click()
    assert keys.of("back_up") == ("Ctrl+B",) and keys.of("from_build") == ()


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (Key.Key_1, NONE, "Wonder"),
        (Key.Key_1, SHIFT, "Wonder"),
        (Key.Key_F, NONE, "marks what you feel"),
        (Key.Key_N, NONE, "Note on the newest mark"),
        (Key.Key_Backspace, NONE, "Delete the newest mark"),
        (Key.Key_Return, NONE, "lists and fields"),
        (Key.Key_Down, NONE, "lists and fields"),
    ],
)
def test_keys_that_mark_and_those_of_lists_are_refused(
    qtbot: QtBot,
    dialog: ShortcutsDialog,
    keys: CommandKeys,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    why: str,
) -> None:
    ask(qtbot, dialog, "Back up now")
    press(dialog, key, held)
    assert why in dialog.asking.told.text() and not dialog.asking.take.isVisible()
    assert keys.of("back_up") == ()


def test_one_command_and_all_are_reset(
    qtbot: QtBot, dialog: ShortcutsDialog, keys: CommandKeys
) -> None:
    for command, key in (("Find", Key.Key_8), ("Redo", Key.Key_9)):
        ask(qtbot, dialog, command)
        press(dialog, key, CTRL)
    assert (keys.of("find"), keys.of("redo")) == (("Ctrl+8",), ("Ctrl+9",))
    ask(qtbot, dialog, "Find")
    dialog.asking.reset.click()
    assert keys.of("find") == ("Ctrl+F",)
    dialog.reset_all.click()
    assert keys.of("redo") == ("Ctrl+Shift+Z", "Ctrl+Y") and not dialog.reset_all.isEnabled()


def test_a_reset_takes_its_keys_back_from_another_command_after_asking(
    qtbot: QtBot, dialog: ShortcutsDialog, keys: CommandKeys
) -> None:
    ask(qtbot, dialog, "Back up now")
    press(dialog, Key.Key_B, CTRL)
    dialog.asking.take.click()
    ask(qtbot, dialog, "Play from the build")
    dialog.asking.reset.click()
    assert "Back up now" in dialog.asking.told.text() and keys.of("from_build") == ()
    dialog.asking.take.click()
    assert keys.of("from_build") == ("Ctrl+B",) and keys.of("back_up") == ()


def test_a_command_can_have_no_shortcut(
    qtbot: QtBot, dialog: ShortcutsDialog, keys: CommandKeys
) -> None:
    ask(qtbot, dialog, "Mute")
    dialog.asking.none.click()
    assert keys.of("mute") == ()


def test_escape_leads_back_and_then_closes(qtbot: QtBot, dialog: ShortcutsDialog) -> None:
    ask(qtbot, dialog, "Mute")
    press(dialog, Key.Key_Escape, NONE)
    assert dialog.field.isVisible()
    dialog.field.line.clear()
    qtbot.keyClick(dialog.field.line, Key.Key_Escape)
    assert not dialog.isVisible()
