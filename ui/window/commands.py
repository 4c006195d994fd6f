"""Every command of the window, gathered from its pages and its own parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.player_bar import commands as player
from ui.shell.command import Command, Menu, When
from ui.style.icons import icon
from ui.window import own_commands as own

if TYPE_CHECKING:
    from ui.shell.page_spec import PageSpec
    from ui.window.pages import Pages

T = TypeVar("T")
_MENUS = tuple(Menu)


def every_command(specs: Iterable[PageSpec[Any]]) -> tuple[Command[Any], ...]:
    """As the menu and the keyboard’s dialog list them.

    Raises ValueError where two have one key, or one shortcut.
    """
    specs = tuple(specs)
    offered: list[Command[Any]] = [*own.COMMANDS, *player.COMMANDS, *map(opening, specs)]
    offered += [command for spec in specs for command in spec.commands]
    _expect_no_twins([command.key for command in offered])
    _expect_no_twins([shortcut for command in offered for shortcut in command.shortcuts])
    return tuple(sorted(offered, key=lambda each: (_MENUS.index(each.menu), each.place)))


def opening(spec: PageSpec[Any]) -> Command[Any]:
    """What brings a page to the front; the keyboard goes where the page says."""
    focus = spec.focus or (lambda _page: None)
    shortcuts = (spec.shortcut,)
    return Command(
        f"page_{spec.key}", spec.title, shortcuts, spec.icon, Menu.GO, focus, When.OPENING
    )


class CommandTable:
    """The commands of one window as actions whose shortcuts work, by the commands' keys."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._in_front: dict[str, list[QAction]] = {}
        self.actions: dict[str, QAction] = {}

    def offer(self, commands: Iterable[Command[T]], part: T) -> None:
        """What a part of the window does, whatever page is in front."""
        for command in commands:
            self._add(command, partial(command.verb, part))

    def offer_page(self, spec: PageSpec[Any], pages: Pages) -> None:
        """What a page does; it is made when somebody asks for the first time."""
        for command in (opening(spec), *spec.commands):
            reach = pages.show_page if command.when is When.OPENING else pages.page
            action = self._add(command, partial(_ask, command, reach, spec.key))
            if command.when is When.IN_FRONT:
                self._in_front.setdefault(spec.key, []).append(action)

    def on_page_shown(self, shown_key: str) -> None:
        for key, actions in self._in_front.items():
            for action in actions:
                action.setEnabled(key == shown_key)

    def fill_menu(self, menu: QMenu, commands: Iterable[Command[Any]]) -> None:
        """In submenus, each where its first command stands."""
        submenus: dict[Menu, QMenu] = {}
        for command in commands:
            if command.menu not in submenus:
                submenus[command.menu] = menu.addMenu(command.menu)
            submenus[command.menu].addAction(self.actions[command.key])

    def _add(self, command: Command[Any], verb: Callable[[], object]) -> QAction:
        action = QAction(command.text, self._window)
        if command.icon:
            action.setIcon(icon(command.icon, 16))
        action.setShortcuts([QKeySequence(text) for text in command.shortcuts])
        action.setAutoRepeat(command.repeats)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: verb())
        self._window.addAction(action)
        self.actions[command.key] = action
        return action


def gathered(frame: own.Frame, specs: Iterable[PageSpec[Any]]) -> CommandTable:
    """What a window, its player bar and its pages offer."""
    table = CommandTable(frame.window)
    table.offer(own.COMMANDS, frame)
    table.offer(player.COMMANDS, frame.context)
    for spec in specs:
        table.offer_page(spec, frame.pages)
    own.tell_undo(table.actions, frame.context.history)
    own.rest_while_archiving(table.actions, frame.archiving)
    return table


def _ask(command: Command[Any], reach: Callable[[str], QWidget], key: str) -> None:
    command.verb(reach(key))


def _expect_no_twins(names: list[str]) -> None:
    if twins := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two commands have {sorted(twins)}")
