"""Every command of the window, gathered from its pages and its own parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.bridge.keys.reading import sequence
from ui.player_bar import commands as player
from ui.shell.command import Command, Menu, When
from ui.shell.page_spec import PageSpec, own_command
from ui.shell.shortcuts import CommandKeys, is_bare, key_sequence
from ui.style.icons import icon
from ui.window import own_commands as own

if TYPE_CHECKING:
    from ui.window.pages import Pages

T = TypeVar("T")
_MENUS = tuple(Menu)


def every_command(specs: Iterable[PageSpec[Any]]) -> tuple[Command[Any], ...]:
    """As the menu and the list of shortcuts show them.

    Raises ValueError if two share a key or a shortcut.
    """
    specs = tuple(specs)
    offered: list[Command[Any]] = [*own.COMMANDS, *player.COMMANDS, *map(opening, specs)]
    offered += [command for spec in specs for command in spec.commands]
    _expect_no_twins([command.key for command in offered])
    _expect_no_twins([shortcut for command in offered for shortcut in command.shortcuts])
    return tuple(sorted(offered, key=lambda each: (_MENUS.index(each.menu), each.place)))


def opening(spec: PageSpec[Any]) -> Command[Any]:
    """The command that brings a page to the front; the page says where the focus goes."""
    focus = spec.focus or (lambda _page: None)
    shortcuts = (spec.shortcut,)
    return Command(
        own_command(spec), spec.title, shortcuts, spec.icon, Menu.GO, focus, When.OPENING
    )


class CommandTable:
    """The commands of one window as actions whose shortcuts work, by the commands' keys."""

    def __init__(self, window: QWidget, shortcuts: CommandKeys) -> None:
        self._window = window
        self._shortcuts = shortcuts
        self._shown_key = ""
        self._in_front: dict[str, list[QAction]] = {}
        self._of_pages: dict[str, list[str]] = {}
        self._borrowed: dict[str, frozenset[str]] = {}
        self._before_fields: list[QAction] = []
        self.actions: dict[str, QAction] = {}

    def offer(self, commands: Iterable[Command[T]], part: T) -> None:
        """Adds what a part of the window does, whatever page is in front."""
        for command in commands:
            self._add(command, partial(command.verb, part))

    def offer_page(self, spec: PageSpec[Any], pages: Pages) -> None:
        """Adds what a page does; the page is made when a command first needs it."""
        self._borrowed[spec.key] = spec.borrows
        for command in (opening(spec), *spec.commands):
            reach = pages.show_page if command.when is When.OPENING else pages.page
            verb = partial(_ask, command, reach, spec.key, pages)
            if command.key == own_command(spec):
                verb = partial(pages.turn if spec.fills_window else partial(_open, pages), spec.key)
            action = self._add(command, verb)
            if command.when is When.IN_FRONT:
                self._in_front.setdefault(spec.key, []).append(action)
            self._of_pages.setdefault(spec.key, []).append(command.key)

    def on_page_shown(self, shown_key: str) -> None:
        self._shown_key = shown_key
        for key, actions in self._in_front.items():
            for action in actions:
                action.setEnabled(key == shown_key)
        for command, has_bare in self._on_pages():
            if any(map(is_bare, self._shortcuts.of(command))):
                self._give_keys(command, with_bare=has_bare)

    def give_keys_again(self) -> None:
        """The listener has changed some."""
        for command in self.actions:
            self._give_keys(command, with_bare=True)
        for command, has_bare in self._on_pages():
            self._give_keys(command, with_bare=has_bare)

    def _on_pages(self) -> Iterator[tuple[str, bool]]:
        """The commands of pages, and whether their single keys work on the one in front."""
        borrowed = self._borrowed.get(self._shown_key, frozenset())
        for key, commands in self._of_pages.items():
            for command in commands:
                yield command, key == self._shown_key or command in borrowed

    def _give_keys(self, command: str, *, with_bare: bool) -> None:
        keys = [each for each in self._shortcuts.of(command) if with_bare or not is_bare(each)]
        self.actions[command].setShortcuts([key_sequence(each) for each in keys])

    def run_key(self, event: QKeyEvent) -> bool:
        """Runs what a key that was read is the shortcut of. Returns whether there is such a command
        now.
        """
        pressed = sequence(event)
        for action in self.actions.values():
            if action.isEnabled() and pressed in action.shortcuts():
                if action.autoRepeat() or not event.isAutoRepeat():
                    action.trigger()
                return True
        return False

    def keep_from_fields(self, event: QKeyEvent) -> bool:
        """A handler for KeyWatch: no text field is asked whether it needs the key of such a
        command. In GNOME’s fields, Ctrl+K deletes the rest of the line.
        """
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        pressed = sequence(event)
        return any(pressed in action.shortcuts() for action in self._before_fields)

    def fill_menu(self, menu: QMenu, commands: Iterable[Command[Any]]) -> None:
        """In submenus, each at the place of its first command."""
        submenus: dict[Menu, QMenu] = {}
        for command in commands:
            if command.menu not in submenus:
                submenus[command.menu] = menu.addMenu(str(command.menu.value))
            submenus[command.menu].addAction(self.actions[command.key])

    def _add(self, command: Command[Any], verb: Callable[[], object]) -> QAction:
        action = QAction(str(command.text), self._window)
        if command.icon:
            action.setIcon(icon(command.icon, 16))
        action.setAutoRepeat(command.repeats)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: verb())
        self._window.addAction(action)
        if command.goes_before_fields:
            self._before_fields.append(action)
        self.actions[command.key] = action
        self._give_keys(command.key, with_bare=True)
        return action


def gathered(frame: own.Frame, specs: Iterable[PageSpec[Any]]) -> CommandTable:
    """What a window, its player bar and its pages offer together."""
    table = CommandTable(frame.window, frame.shortcuts)
    table.offer(own.COMMANDS, frame)
    table.offer(player.COMMANDS, frame.context)
    for spec in specs:
        table.offer_page(spec, frame.pages)
    own.tell_undo(table.actions, frame.context.history)
    own.rest_while_archiving(table.actions, frame.archiving)
    frame.shortcuts.subscribe(table.give_keys_again)
    return table


def _ask(command: Command[Any], reach: Callable[[str], QWidget], key: str, pages: Pages) -> None:
    own_verb = pages.own_verb(command.key)
    if own_verb is None:
        command.verb(reach(key))
    else:
        own_verb()


def _open(pages: Pages, key: str) -> None:
    """Or the page that it leads to, perhaps at what is seen now."""
    pages.open_page(key)
    pages.focus()


def _expect_no_twins(names: list[str]) -> None:
    if twins := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two commands share {sorted(twins)}")
