"""Which shortcuts commands have: the listener's, if they can be used, else those they come with."""

from __future__ import annotations

import pytest

from ui.shell.shortcuts import CommandKeys
from ui.window.commands import every_command
from ui.window.page_table import PAGES

COMMANDS = every_command(PAGES)


def test_a_command_has_the_listeners_keys_and_no_others() -> None:
    keys = CommandKeys(COMMANDS, {"redo": ("Ctrl+Alt+Z",), "find": ()})
    assert keys.of("redo") == ("Ctrl+Alt+Z",) and keys.text("find") == ""
    assert keys.of("undo") == ("Ctrl+Z",)
    told = {command.key: command.shortcuts for command in keys.commands}
    assert told["redo"] == ("Ctrl+Alt+Z",) and told["undo"] == ("Ctrl+Z",)


def test_the_listeners_choice_goes_before_what_another_command_comes_with() -> None:
    keys = CommandKeys(COMMANDS, {"find": ("Ctrl+Z",)})
    assert keys.of("find") == ("Ctrl+Z",) and keys.of("undo") == ()


@pytest.mark.logs("in the settings is ignored", "in the settings are ignored")
def test_what_cannot_be_a_shortcut_is_ignored() -> None:
    own = {
        "find": ("4",),  # marks
        "redo": ("Return",),
        "undo": ("no key at all",),
        "loop": ("Ctrl+X, Ctrl+C",),
        "mute": ("N",),  # the note's
        "note": ("Ctrl+9",),
        "no_such": ("Ctrl+8",),
    }
    keys = CommandKeys(COMMANDS, own)
    assert [keys.of(key) for key in ("find", "redo", "undo", "loop", "mute")] == [()] * 5
    assert keys.of("note") == ("N",)


@pytest.mark.logs("in the settings is ignored")
def test_of_two_own_choices_with_the_same_keys_one_has_them() -> None:
    keys = CommandKeys(COMMANDS, {"find": ("Ctrl+8",), "redo": ("Ctrl+8",)})
    assert sorted([keys.of("find"), keys.of("redo")]) == [(), ("Ctrl+8",)]


def test_whoever_shows_them_hears_of_a_change_once() -> None:
    keys, heard = CommandKeys(COMMANDS), []
    keys.subscribe(lambda: heard.append(keys.text("find")))
    keys.take({"find": ("Ctrl+8",)})
    keys.take({"find": ("Ctrl+8",)})
    assert heard == ["Ctrl+8"]
    keys.take({})
    assert heard == ["Ctrl+8", "Ctrl+F"]


def test_single_characters_are_known_as_they_are_now() -> None:
    keys = CommandKeys(COMMANDS)
    assert keys.is_single("l") and not keys.is_single("j")
    keys.take({"loop": ("J",)})
    assert keys.is_single("j") and not keys.is_single("l")
