"""The commands of the window, gathered from its pages and its own parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from PySide6.QtGui import QKeySequence

from ui.shell.command import Menu
from ui.shell.shortcuts import CommandKeys
from ui.window.commands import every_command
from ui.window.page_table import PAGES

COMMANDS = every_command(PAGES)


def keys_in(menu: Menu) -> list[str]:
    return [command.key for command in COMMANDS if command.menu is menu]


def test_menus_come_in_their_order_each_once() -> None:
    assert [menu for menu, _ in groupby(command.menu for command in COMMANDS)] == list(Menu)


def test_a_menu_has_what_belongs_together_side_by_side() -> None:
    assert keys_in(Menu.FILE) == ["add_folder", "add_files", "export", "restore", "back_up", "quit"]
    assert keys_in(Menu.EDIT) == [
        *("undo", "redo", "cut", "copy", "paste", "duplicate", "select_all", "delete"),
        *("find", "settings"),
    ]
    assert keys_in(Menu.PLAY)[-3:] == ["slower", "calibrate", "loop"]
    assert keys_in(Menu.GO) == [*(f"page_{spec.key}" for spec in PAGES), "new_entry"]


def test_every_shortcut_is_one_that_a_keyboard_can_give() -> None:
    for command in COMMANDS:
        for shortcut in command.shortcuts:
            assert not QKeySequence(shortcut).isEmpty(), command.key


def test_two_commands_with_one_key_or_one_shortcut_are_declined() -> None:
    twin = replace(PAGES[2], key="listen", shortcut="Alt+9")
    with pytest.raises(ValueError, match="page_listen"):
        every_command((*PAGES, twin))
    twin = replace(PAGES[2], key="other", shortcut="Ctrl+Z")
    with pytest.raises(ValueError, match=r"Ctrl\+Z"):
        every_command((*PAGES, twin))


def test_keys_of_one_character_are_told_with_what_they_do() -> None:
    single = CommandKeys(COMMANDS).single()
    assert single["n"] == "Note on the newest mark" and single["+"] == "Zoom in"
    assert "ctrl+z" not in single


def test_a_command_without_a_shortcut_has_no_hint() -> None:
    keys = CommandKeys(COMMANDS)
    assert keys.text("restore") == "" and keys.text("undo") == "Ctrl+Z"
    with pytest.raises(KeyError):
        keys.text("no such command")
