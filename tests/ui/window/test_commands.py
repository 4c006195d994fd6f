"""The commands of the window, gathered from its pages and its own parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from PySide6.QtGui import QAction, QKeySequence

from app.story.records import WorkKind
from tests.support.window_parts import WindowParts
from ui.shell.command import Menu
from ui.shell.shortcuts import CommandKeys
from ui.window.commands import every_command
from ui.window.own_commands import tell_undo
from ui.window.page_table import PAGES, STORY

COMMANDS = every_command(PAGES)


def test_each_menu_comes_once_and_in_order() -> None:
    assert [menu for menu, _ in groupby(command.menu for command in COMMANDS)] == list(Menu)


@pytest.mark.parametrize(
    "order",
    [
        ("add_folder", "add_files", "export", "restore", "back_up", "quit"),
        ("undo", "redo", "cut", "copy", "paste", "duplicate", "delete", "find", "settings"),
        ("toggle", "slower", "calibrate", "loop"),
        ("note", "remove_newest", "scene", "next_mark", "trace"),
        ("page_listen", "page_settings", "new_entry"),
        ("keys", "about"),
    ],
)
def test_related_commands_are_together_in_one_menu(order: tuple[str, ...]) -> None:
    found = [command for command in COMMANDS if command.key in order]
    assert tuple(command.key for command in found) == order
    assert len({command.menu for command in found}) == 1


def test_every_page_can_be_opened_from_the_go_menu() -> None:
    go = [command.key for command in COMMANDS if command.menu is Menu.GO]
    assert go[: len(PAGES)] == [f"page_{spec.key}" for spec in PAGES]


def test_every_shortcut_can_be_typed() -> None:
    for command in COMMANDS:
        for shortcut in command.shortcuts:
            assert not QKeySequence(shortcut).isEmpty(), command.key


def test_two_commands_with_the_same_key_or_shortcut_are_rejected() -> None:
    twin = replace(STORY, key="listen", shortcut="Alt+9")
    with pytest.raises(ValueError, match="page_listen"):
        every_command((*PAGES, twin))
    twin = replace(STORY, key="other", shortcut="Ctrl+Z")
    with pytest.raises(ValueError, match=r"Ctrl\+Z"):
        every_command((*PAGES, twin))


def test_single_character_shortcuts_are_listed_with_what_they_do() -> None:
    single = CommandKeys(COMMANDS).single()
    assert single["n"] == "Note on the newest mark" and single["+"] == "Zoom in"
    assert "ctrl+z" not in single


def test_a_command_without_a_shortcut_has_no_hint() -> None:
    keys = CommandKeys(COMMANDS)
    assert keys.text("restore") == "" and keys.text("undo") == "Ctrl+Z"
    with pytest.raises(KeyError):
        keys.text("no such command")


def test_the_step_to_undo_is_named_as_it_is_and_fits_in_the_menu(parts: WindowParts) -> None:
    history, scenes = parts.context.history, parts.context.services.scenes
    undo, redo = QAction(), QAction()
    tell_undo({"undo": undo, "redo": redo}, history)
    scenes.add_work(WorkKind.FILM, "Mira & Elio")
    assert undo.text() == "Undo Add “Mira && Elio”"
    scenes.add_work(WorkKind.FILM, "Mira " * 400)
    assert len(undo.text()) < 100
    assert undo.text().endswith("…")
