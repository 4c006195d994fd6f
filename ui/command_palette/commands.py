"""The commands that can be used now, as entries, and which of them come first on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtGui import QAction

from ui.bridge.context import Shortcuts
from ui.command_palette.entries import Entry, Kind, What
from ui.shell.command import Command, Menu
from ui.shell.page_spec import PageSpec, own_command

_LEFT_OUT = "command_palette"  # it is open already
_ALWAYS_USEFUL = ("find", "new_entry", "undo", "settings", "keys")
_MOST_OWN = 7


def commands_now(
    commands: Iterable[Command[Any]],
    actions: Mapping[str, QAction],
    shortcuts: Shortcuts,
    specs: Iterable[PageSpec[Any]],
) -> tuple[Entry, ...]:
    """What can’t be done now, such as undoing nothing, is left out, as are the commands that only
    another page has.
    """
    pages = {own_command(spec) for spec in specs}
    return tuple(
        _entry(command, shortcuts, is_page=command.key in pages)
        for command in commands
        if actions[command.key].isEnabled() and command.key != _LEFT_OUT
    )


def useful_on(shown: str, specs: Iterable[PageSpec[Any]]) -> tuple[str, ...]:
    """The keys of the commands that come first while nothing is typed. shown: the page in front."""
    specs = tuple(specs)
    spec = next((each for each in specs if each.key == shown), None)
    if spec is None:
        return _ALWAYS_USEFUL
    own = spec.foremost or tuple(command.key for command in spec.commands)
    group = spec.within or spec.key
    near = (own_command(each) for each in specs if each.within == group and each is not spec)
    return tuple(dict.fromkeys((*own[:_MOST_OWN], *near, *_ALWAYS_USEFUL)))


def _entry(command: Command[Any], shortcuts: Shortcuts, *, is_page: bool) -> Entry:
    keys = shortcuts.text(command.key)
    name = str(command.text)  # the step that “Undo” names in the menu may give something away
    icon = command.icon or _ICONS[command.menu]
    if is_page:
        return Entry(What(Kind.PAGE, command.key), name, str(Kind.PAGE.value), icon, keys=keys)
    menu = str(command.menu.value)
    return Entry(What(Kind.COMMAND, command.key), name, menu, icon, words=menu, keys=keys)


_ICONS = {
    Menu.FILE: "files",
    Menu.EDIT: "pencil",
    Menu.PLAY: "play",
    Menu.MARK: "sticky-note",
    Menu.VIEW: "search",
    Menu.GO: "chevron-right",
    Menu.HELP: "circle-help",
}
